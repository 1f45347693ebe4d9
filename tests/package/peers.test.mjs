// What `npm run bench` compares gives the same answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prove } from '../../bench/agreement.mjs';
import { bundle, started } from '../../bench/bundles.mjs';

test('Shodaku and its peers name the same limbs', async () => {
  await bundle();
  const peers = await started();
  assert.ok((await prove(peers)) > 500);

  // The proof can tell.
  peers.zod.read = () => [];
  await assert.rejects(prove(peers), /they do not agree:/);
});
