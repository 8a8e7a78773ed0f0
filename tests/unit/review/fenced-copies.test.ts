import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CopyFence } from '../../../shared/review/copy-fence.ts';
import { lockableSections, lockedBlocks } from '../../../shared/review/copy-fence.ts';
import { makeHeading, makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { editInOffice } from '../../office/libre-office.ts';
import { schemaProblems } from '../../office/schema-check.ts';
import { openOffice, READY, takeIn, type Office } from '../signoff/setup.ts';

let office: Office;
let report: string;

beforeAll(async () => {
  office = await openOffice();
  report = await takeIn(office.backend, READY);
});
afterAll(() => office.close());

async function sent(fence?: CopyFence): Promise<Buffer> {
  const params = { id: report, author: 'writer', ...(fence ? { fence } : {}) };
  return Buffer.from((await office.backend.call('review.export', params)).bytes, 'base64');
}

const partOf = (bytes: Uint8Array, name: string): string =>
  strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());
const protectionIn = (bytes: Uint8Array): string | undefined =>
  /<w:documentProtection [^>]*>/.exec(partOf(bytes, 'word/settings.xml'))?.[0];

/** The words of each range that everybody may change. */
function openTexts(bytes: Uint8Array): string[] {
  const xml = partOf(bytes, 'word/document.xml');
  return [
    ...xml.matchAll(/<w:permStart w:id="(\w+)" w:edGrp="everyone"\/>(.*?)<w:permEnd w:id="\1"\/>/gs),
  ].map(([, , inside = '']) =>
    [...inside.matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, words]) => words).join(''),
  );
}

async function broughtBack(bytes: Uint8Array) {
  const files = [{ name: '改.docx', bytes: Buffer.from(bytes).toString('base64') }];
  return office.backend.call('review.merge', { id: report, files, author: 'writer', apply: false });
}

const nothing = {
  comments: 0,
  replies: 0,
  insertions: 0,
  deletions: 0,
  untracked: 0,
  unproven: [],
  lost: [],
};

async function everyFence(): Promise<CopyFence[]> {
  const { document } = await office.backend.call('report.open', { id: report });
  const [first] = lockableSections(document.blocks);
  return [{ allow: 'comments' }, { allow: 'tracked' }, { allow: 'sections', locked: [first?.id ?? ''] }];
}

describe('a review copy that keeps reviewers from some of it', () => {
  it('says so to Word, and only where it was asked', async () => {
    const copies = await Promise.all([undefined, ...(await everyFence())].map((fence) => sent(fence)));
    expect(
      copies.map((copy) =>
        protectionIn(copy)
          ?.match(/w:edit="(\w+)" w:enforcement="(\w+)"/)
          ?.slice(1),
      ),
    ).toEqual([undefined, ['comments', 'true'], ['trackedChanges', 'true'], ['readOnly', 'true']]);
    expect(copies.slice(0, 3).flatMap((copy) => openTexts(copy))).toEqual([]);
    expect(await schemaProblems(copies.map((bytes, n) => ({ name: `${n}.docx`, bytes })))).toEqual([]);
  });

  it('locks the sections that were chosen, with all that belongs to them, and nothing else', async () => {
    const { document } = await office.backend.call('report.open', { id: report });
    const sections = lockableSections(document.blocks);
    const [first, second] = sections;
    const open = openTexts(await sent({ allow: 'sections', locked: [first?.id ?? ''] }));
    const all = openTexts(await sent({ allow: 'sections', locked: [sections.at(-1)?.id ?? ''] }));
    expect(sections.length).toBeGreaterThan(1);
    expect(open).toHaveLength(2);
    expect(open.join('')).not.toContain(first?.name.slice(2));
    expect(open[1]).toContain(second?.name.slice(2));
    expect(all[0]).toContain(first?.name.slice(2));
  });

  it('brings nothing back untouched, as it is and saved by LibreOffice', async () => {
    const folder = office.dataDir;
    const jobs: { file: string; out: string; steps: [] }[] = [];
    for (const [n, fence] of (await everyFence()).entries()) {
      const copy = await sent(fence);
      expect(await broughtBack(copy)).toMatchObject(nothing);
      const job = { file: join(folder, `围${n}.docx`), out: join(folder, `围${n}存.docx`), steps: [] as [] };
      writeFileSync(job.file, copy);
      jobs.push(job);
    }
    await editInOffice(jobs);
    for (const [n, { file, out }] of jobs.entries()) {
      const saved = readFileSync(out);
      expect(await broughtBack(saved)).toMatchObject(nothing);
      // LibreOffice keeps what it is to be kept from, and where not.
      expect(protectionIn(saved)).toContain(['"comments"', '"trackedChanges"', '"readOnly"'][n]);
      expect(openTexts(saved)).toEqual(openTexts(readFileSync(file)));
    }
  }, 180_000);

  it('is refused where a section to be locked is gone, and keeps no version for it', async () => {
    const before = await office.backend.call('version.list', { id: report });
    await expect(sent({ allow: 'sections', locked: ['gone'] })).rejects.toThrow('没有导出送审稿');
    expect(await office.backend.call('version.list', { id: report })).toEqual(before);
  });

  it('takes a section to its end, with its subsections, and not the signature', () => {
    const [one, sub, two] = [
      makeHeading(1, '工作情况'),
      makeHeading(2, '主要做法'),
      makeHeading(1, '下一步'),
    ];
    const [first, second] = [makeParagraph('开展检查。'), makeParagraph('继续抓好。')];
    const blocks = [makeTitle('总结'), one, sub, first, two, second];
    expect(lockableSections(blocks).map(({ name }) => name)).toEqual(['一、工作情况', '二、下一步']);
    expect([...lockedBlocks(blocks, { allow: 'sections', locked: [one.id] })]).toEqual([
      one.id,
      sub.id,
      first.id,
    ]);
    expect(lockedBlocks(blocks, undefined).size).toBe(0);
  });
});
