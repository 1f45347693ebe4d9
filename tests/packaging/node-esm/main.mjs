import { judge } from '../judge.mjs';

console.log(JSON.stringify(await judge()));
