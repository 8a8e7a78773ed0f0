import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block } from '../../../shared/document/types.ts';
import { WordModel } from '../../attack/word-model.ts';
import { openParts } from '../../attack/word-xml.ts';
import { openOffice, READY, takeIn, type Office } from '../signoff/setup.ts';

// A copy that was put into a new file, or went through a program that drops what it doesn't know: nothing but its text
// says what it is a copy of.

let office: Office;
let id: string;
let sent: Uint8Array;

beforeAll(async () => {
  office = await openOffice();
  id = await takeIn(office.backend, READY);
  const made = await office.backend.call('review.export', { id, author: 'writer' });
  sent = Buffer.from(made.bytes, 'base64');
});
afterAll(() => office.close());

function nameless(edit: (word: WordModel) => void, of = sent): Uint8Array {
  const word = new WordModel(of, '张三');
  word.dropProperties();
  edit(word);
  const { parts } = openParts(word.save());
  const xml = new TextDecoder()
    .decode(parts['word/document.xml'])
    .replaceAll(/<w:bookmark(?:Start|End)[^>]*\/>/g, '');
  const file = { ...parts, 'word/document.xml': new TextEncoder().encode(xml) };
  return zipSync(file);
}

const merge = (file: Uint8Array, more: { apply: boolean; against?: string }) =>
  office.backend.call('review.merge', {
    id,
    files: [{ name: '来稿.docx', bytes: Buffer.from(file).toString('base64') }],
    author: 'writer',
    ...more,
  });

const edits = (word: WordModel): void => {
  const law = word.find('法律顾问');
  word.insert(law.paragraph, law.to, '和公职律师');
  const figure = word.find('612宗');
  word.delete(figure.paragraph, figure.from, figure.from + 1);
  const cut = word.find('纳入年度考核，');
  word.delete(cut.paragraph, cut.from, cut.to, false);
};

describe('a copy that says of no version that it is its copy', () => {
  it('is held against the version that it is most like, and is not taken in before somebody agrees', async () => {
    const file = nameless(edits);
    const seen = await merge(file, { apply: false });
    const guess = seen.files[0]?.guess;
    expect(guess?.against).toMatchObject({ number: 1 });
    expect(guess?.against.likeness).toBeGreaterThan(0.9);
    expect(seen).toMatchObject({ insertions: 2, deletions: 1, untracked: 1, unproven: [], taken: null });
    await expect(merge(file, { apply: true })).rejects.toMatchObject({
      code: 'not-review-copy',
      message: expect.stringMatching(/没有送审标识.*没有收回，报告没有改动.*第 1 版.*--against 1/),
    });
    const taken = await merge(file, { apply: true, against: guess?.against.id ?? '' });
    expect(taken.taken).not.toBeNull();
    const { document, variables } = await office.backend.call('report.open', { id });
    const final = plainText(finalView(document.blocks), { variables });
    expect(final).toContain('法律顾问和公职律师');
    expect(final).toContain('行政检查12宗');
    expect(final).not.toContain('纳入年度考核');
    expect(plainText(originalView(document.blocks), { variables })).toContain('612宗');
    // The very same file again brings nothing.
    expect((await merge(file, { apply: false })).files).toMatchObject([{ again: true }]);
  });

  it('brings nothing where nobody has changed it', async () => {
    const seen = await merge(
      nameless(() => undefined),
      { apply: false },
    );
    expect(seen).toMatchObject({ insertions: 0, deletions: 0, untracked: 0, conflicts: [], partly: [] });
  });

  it('is refused where its text is another one', async () => {
    const file = nameless((word) => {
      for (const one of word.paragraphs)
        word.replace(one, 0, word.textOf(one).length, '与本报告毫无关系的另一份材料，内容完全不同。', false);
    });
    await expect(merge(file, { apply: false })).rejects.toMatchObject({
      code: 'not-review-copy',
      message: expect.stringMatching(/只有 \d+% 相同，也没法对照/),
    });
  });

  it('is held against the version whose figures it has, though a newer one was sent', async () => {
    const { backend } = office;
    const other = await takeIn(backend, READY);
    const first = await backend.call('review.export', { id: other, author: 'writer' });
    const { document, revision } = await backend.call('report.open', { id: other });
    const at = document.blocks.findIndex((block) => figureIn(block) >= 0);
    const path = [at, figureIn(document.blocks[at]!)];
    const change = { type: 'set_node', path, properties: { value: '612' }, newProperties: { value: '618' } };
    const batch = { session: 's', batch: 'figure', base: revision, ops: [change], author: 'writer' };
    await backend.call('report.apply', { id: other, ...batch });
    await backend.call('review.export', { id: other, author: 'writer' });
    const file = nameless(edits, Buffer.from(first.bytes, 'base64'));
    const seen = await backend.call('review.merge', {
      id: other,
      files: [{ name: '来稿.docx', bytes: Buffer.from(file).toString('base64') }],
      apply: false,
    });
    expect(seen.files[0]?.guess).toMatchObject({ against: { number: 1 }, others: [{ number: 2 }] });
  });
});

const figureIn = (block: Block): number =>
  inlinesOf(block).findIndex((node) => isField(node) && node.value === '612');
