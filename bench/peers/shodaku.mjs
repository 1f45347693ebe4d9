import { load } from 'shodaku';
import { start as over } from './town.mjs';

export const start = () => over(load);
