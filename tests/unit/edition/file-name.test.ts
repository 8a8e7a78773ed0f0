import { describe, expect, it } from 'vitest';

import { exportFileName, safeFileName } from '../../../shared/edition/file-name.ts';

const naming = { unit: '青禾镇', year: 2025, kind: '工作总结', edition: 'internal' } as const;

describe('exportFileName', () => {
  it('says unit, year, kind and edition', () => {
    expect(exportFileName(naming)).toBe('青禾镇2025年工作总结（内部版）');
  });
  it('calls the unit 某镇 in the public edition', () => {
    expect(exportFileName({ ...naming, edition: 'public' })).toBe('某镇2025年工作总结（公开版）');
    expect(exportFileName({ ...naming, edition: 'public', unit: '青禾' })).toBe(
      '某单位2025年工作总结（公开版）',
    );
    expect(exportFileName({ ...naming, edition: 'public', unitIsHidden: false })).toBe(
      '青禾镇2025年工作总结（公开版）',
    );
  });
  it('takes the unit out of a kind that names it', () => {
    const name = exportFileName({ ...naming, edition: 'public', kind: '青禾法治总结（青禾镇专用）' });
    expect(name).toBe('某镇2025年法治总结（专用）（公开版）');
  });
  it('stays short enough for every file system', () => {
    const name = exportFileName({ ...naming, unit: '青'.repeat(500), version: '定稿第12版' });
    expect(Buffer.byteLength(`${name}.docx`)).toBeLessThanOrEqual(255);
    expect(name.endsWith('青（内部版，定稿第12版）')).toBe(true);
  });
});

describe('safeFileName', () => {
  it('drops what systems refuse', () => {
    expect(safeFileName(' A/B:C*"<>|?\\D\u0000\n\u202E. ')).toBe('ABCD');
  });
});
