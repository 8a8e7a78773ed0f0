import { describe, expect, it } from 'vitest';

import { previewName } from '../../../renderer/features/export/preview-name.ts';
import { bytesOf } from '../../../renderer/features/export/save-file.ts';

const naming = { unit: '青禾镇', year: 2025, kind: '工作总结', format: 'docx', edition: 'internal' } as const;

describe('previewName', () => {
  it('says unit, year, kind and edition', () => {
    expect(previewName(naming)).toBe('青禾镇2025年工作总结（内部版）.docx');
  });
  it('never names the unit in the public edition', () => {
    expect(previewName({ ...naming, edition: 'public' })).not.toContain('青禾');
  });
  it('is safe in every file system', () => {
    expect(previewName({ ...naming, unit: 'A/B:C*"<>|?\\D' })).toBe('ABCD2025年工作总结（内部版）.docx');
  });
});

describe('bytesOf', () => {
  it('gives the bytes back', () => {
    expect([...bytesOf(btoa('\u0000\u00ffPK'))]).toEqual([0, 255, 80, 75]);
    expect(bytesOf('')).toHaveLength(0);
  });
});
