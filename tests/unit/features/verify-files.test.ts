import { describe, expect, it } from 'vitest';

import { destinationsOf } from '../../../renderer/features/start/destination.ts';
import { pairFiles, withPartners } from '../../../renderer/features/signoff/pair-files.ts';

const files = (...names: string[]): { name: string }[] => names.map((name) => ({ name }));

/** What is asked of each, in a short form. */
const pairs = (...names: string[]): string[] =>
  pairFiles(files(...names)).map((job) =>
    job.kind === 'file' ? `${job.name} + ${job.proof?.name ?? '—'}` : `${job.kind}: ${job.name}`,
  );

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

const sorted = (...of: string[]): string[] =>
  destinationsOf(files(...of)).map((one) =>
    one.at === 'approval'
      ? `approval: ${one.file.name}`
      : `${one.at}: ${one.files.map(({ name }) => name).join(' ')}`,
  );

describe('files that are dropped on the window, or opened with the program', () => {
  it('go to the dialog that they belong to', () => {
    expect(sorted('甲.docx', '乙.TXT')).toEqual(['import: 甲.docx 乙.TXT']);
    expect(sorted('甲.docx', '甲.docx.nsv')).toEqual(['verify: 甲.docx 甲.docx.nsv']);
    expect(sorted('林春生.NSKEY')).toEqual(['verify: 林春生.NSKEY']);
    expect(sorted('甲.pdf')).toEqual(['verify: 甲.pdf']);
    expect(sorted('会签.nsa')).toEqual(['approval: 会签.nsa']);
    // What nobody knows is refused by the import, in words.
    expect(sorted('甲.exe')).toEqual(['import: 甲.exe']);
    expect(sorted()).toEqual([]);
  });

  it('are told apart where several come at once', () => {
    expect(sorted('甲.docx', '会签.nsa', '林春生.nskey', '核稿.nsa')).toEqual([
      'approval: 会签.nsa',
      'approval: 核稿.nsa',
      'verify: 林春生.nskey',
      'import: 甲.docx',
    ]);
  });
});
