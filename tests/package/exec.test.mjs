// What a step of the build reads of a command is what the command wrote.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exec } from '../../xtask/lib.mjs';

test('a letter that comes in two pieces is one letter', async () => {
  const program = `
    const [first, ...rest] = Buffer.from('法');
    process.stdout.write(Buffer.of(first), () => {
      setTimeout(() => process.stdout.write(Buffer.from(rest)), 100);
    });`;
  const { stdout } = await exec(process.execPath, ['-e', program], { quiet: true });
  assert.equal(stdout, '法');
});
