import { describe, expect, it } from 'vitest';

import { filesToVerify } from '../../../renderer/features/start/read-file.ts';
import { pairFiles, withPartners } from '../../../renderer/features/signoff/pair-files.ts';

const files = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

/** What is asked of each, in a short form. */
const pairs = (...names: string[]): string[] =>
  pairFiles(files(...names)).map((job) =>
    job.kind === 'file' ? `${job.name} + ${job.proof?.name ?? '—'}` : `${job.kind}: ${job.name}`,
  );

const chosen = (...dropped: string[]) =>
  dropped.map((name) => ({ file: new File([name], name), folder: '' }));

const names = (now: string[], before: string[]): string[] =>
  withPartners(files(...now), files(...before)).map(({ name }) => name);

describe('files that were chosen together', () => {
  it('are each with the side file of their name, whichever comes first', () => {
    expect(pairs('甲.docx.nsv', '乙.pdf', '甲.docx', '乙.pdf.nsv')).toEqual([
      '乙.pdf + 乙.pdf.nsv',
      '甲.docx + 甲.docx.nsv',
    ]);
    expect(pairs('报告.DOCX', '报告.docx.NSV')).toEqual(['报告.DOCX + 报告.docx.NSV']);
  });

  it('belong together as one and one, whatever they are called', () => {
    expect(pairs('报告 (1).docx', '报告.docx.nsv')).toEqual(['报告 (1).docx + 报告.docx.nsv']);
  });

  it('are not mixed up where there are more than two', () => {
    expect(pairs('甲 (1).docx', '甲.docx.nsv', '乙.docx')).toEqual([
      '甲 (1).docx + —',
      'lone-proof: 甲.docx.nsv',
      '乙.docx + —',
    ]);
    expect(pairs('甲.docx', '甲.docx.nsv', '乙.docx.nsv')).toEqual([
      '甲.docx + 甲.docx.nsv',
      'lone-proof: 乙.docx.nsv',
    ]);
  });

  it('are known by their ending', () => {
    expect(pairs('办理记录.csv', '林春生.nskey', '照片.png', '报告.docx.nsv')).toEqual([
      'record: 办理记录.csv',
      'card: 林春生.nskey',
      'other: 照片.png',
      'lone-proof: 报告.docx.nsv',
    ]);
  });
});

describe('a side file that comes later', () => {
  it('brings back the file that was chosen before it, and the other way round', () => {
    expect(names(['甲.docx.nsv'], ['甲.docx', '乙.docx'])).toEqual(['甲.docx.nsv', '甲.docx']);
    expect(names(['甲.docx'], ['甲.docx.nsv'])).toEqual(['甲.docx', '甲.docx.nsv']);
  });

  it('brings back nothing else, and no older form of itself', () => {
    expect(names(['丙.docx'], ['甲.docx', '甲.docx.nsv'])).toEqual(['丙.docx']);
    expect(names(['甲.docx', '甲.docx.nsv'], ['甲.docx', '甲.docx.nsv'])).toEqual(['甲.docx', '甲.docx.nsv']);
  });
});

describe('what is dropped on the start screen', () => {
  it('is to be verified where a side file or a key card is among it, and else to be taken in', () => {
    expect(filesToVerify(chosen('甲.docx', '乙.docx'))).toBeNull();
    expect(filesToVerify(chosen('甲.docx', '甲.docx.nsv'))?.map(({ name }) => name)).toEqual([
      '甲.docx',
      '甲.docx.nsv',
    ]);
    expect(filesToVerify(chosen('林春生.NSKEY'))).toHaveLength(1);
  });
});
