import { createHmac } from 'node:crypto';

import { expect, it } from 'vitest';

import { contentHash, sha256 } from '../../../electron/backend/signing/hash.ts';

it('the hash of what was signed has a salt from format 2 on', () => {
  const salt = '5a'.repeat(16);
  expect(contentHash({ format: 1 }, '37宗')).toBe(sha256('37宗'));
  const keyed = createHmac('sha256', Buffer.from(salt, 'hex')).update('37宗').digest('hex');
  expect(contentHash({ format: 2, salt }, '37宗')).toBe(keyed);
  expect(contentHash({ format: 2, salt: 'a5'.repeat(16) }, '37宗')).not.toBe(keyed);
});
