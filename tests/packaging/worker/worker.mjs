import { judge } from '../judge.mjs';

judge().then((outcome) => postMessage(outcome));
