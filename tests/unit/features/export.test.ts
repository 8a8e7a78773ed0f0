import { describe, expect, it } from 'vitest';

import { bytesOf } from '../../../renderer/features/export/save-file.ts';

describe('bytesOf', () => {
  it('gives the bytes back', () => {
    expect([...bytesOf(btoa('\u0000\u00ffPK'))]).toEqual([0, 255, 80, 75]);
    expect(bytesOf('')).toHaveLength(0);
  });
});
