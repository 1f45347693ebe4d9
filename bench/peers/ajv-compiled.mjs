// The same schema compiled beforehand, so that the page needs neither ajv nor eval.

import validate from '../../target/bench/validate.mjs';

export const start = () => ({
  check: ({ answers }) => (validate(answers) ? [] : validate.errors),
});
