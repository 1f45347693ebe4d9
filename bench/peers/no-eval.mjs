import { load } from 'shodaku/no-eval';
import { start as over } from './town.mjs';

export const start = () => over(load);
