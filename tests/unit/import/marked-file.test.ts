import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Candidate, MarkChoice } from '../../../shared/contract/import-batch.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import { WordModel } from '../../attack/word-model.ts';
import { editWord } from '../../office/edit-word.ts';
import { openOffice, READY, takeIn, type Office } from '../signoff/setup.ts';

// A Word file with tracked changes and comments that is nobody's review copy is taken in with them.

let office: Office;
let sent: Uint8Array;
let report: string;
let batch = 0;

beforeAll(async () => {
  office = await openOffice();
  report = await takeIn(office.backend, READY);
  const made = await office.backend.call('review.export', { id: report, author: 'writer' });
  sent = Buffer.from(made.bytes, 'base64');
});
afterAll(() => office.close());

/** The same text in a file that says nothing of a report of ours, under another year. */
function strange(edit: (word: WordModel) => void, more?: (word: WordModel) => void): Uint8Array {
  const word = new WordModel(sent, '张三');
  word.dropProperties();
  edit(word);
  const other = new WordModel(word.save(), '李四');
  more?.(other);
  // Not by the model: it would put the body back as it was.
  return editWord(other.save(), (xml) => xml.replaceAll(/<w:bookmark(?:Start|End)[^>]*\/>/g, ''));
}

async function recognised(
  file: Uint8Array,
  name = '来稿.docx',
): Promise<{ found: Candidate; batch: string }> {
  batch += 1;
  const key = `b${batch}`;
  const bytes = Buffer.from(file).toString('base64');
  await office.backend.call('import.stage', {
    batch: key,
    file: 'f',
    name,
    size: file.length,
    offset: 0,
    bytes,
  });
  return { found: await office.backend.call('import.recognise', { batch: key, file: 'f' }), batch: key };
}

async function taken(file: Uint8Array, marks?: MarkChoice) {
  const { found, batch: key } = await recognised(file);
  const wanted = { file: 'f', year: 2019, unit: '青禾镇', template: found.template };
  const [result] = await office.backend.call('import.take', {
    batch: key,
    files: [{ ...wanted, ...(marks ? { marks } : {}) }],
  });
  if (!result || !('id' in result)) throw new Error(JSON.stringify(result));
  const { document, variables } = await office.backend.call('report.open', { id: result.id });
  const review = await office.backend.call('review.get', { id: result.id });
  const read = (blocks: typeof document.blocks) => plainText(blocks, { variables });
  return {
    found,
    review,
    document,
    final: read(finalView(document.blocks)),
    original: read(originalView(document.blocks)),
  };
}

const edits = (word: WordModel): void => {
  const law = word.find('法律顾问');
  word.insert(law.paragraph, law.to, '和公职律师');
  const cut = word.find('纳入年度考核，');
  word.delete(cut.paragraph, cut.from, cut.to);
  const figure = word.find('612宗');
  word.delete(figure.paragraph, figure.from, figure.from + 1);
  const last = word.paragraph('编制偏紧');
  const rest = word.split(last, word.textOf(last).length);
  word.insert(rest, 0, '三是经费有限，主要原因是来源单一。');
};
const more = (word: WordModel): void => {
  const one = word.find('营商环境');
  word.replace(one.paragraph, one.from, one.to, '发展环境');
};

describe('a marked Word file that is taken in', () => {
  it('keeps its tracked changes, with their authors, as changes that are open', async () => {
    const { found, review, final, original } = await taken(strange(edits, more));
    expect(found.marked).toMatchObject({ people: expect.arrayContaining(['张三', '李四']), notKept: [] });
    const people = new Map((await office.backend.call('people.list', {})).map(({ id, name }) => [id, name]));
    expect(new Set(review.revisions.map(({ author }) => people.get(author)))).toEqual(
      new Set(['张三', '李四']),
    );
    expect(review.revisions.every(({ at }) => at.startsWith('2025-12-03'))).toBe(true);
    for (const words of ['法律顾问和公职律师', '行政检查12宗', '发展环境', '三是经费有限'])
      expect(final).toContain(words);
    expect(final).not.toContain('纳入年度考核');
    for (const words of ['用好法律顾问，', '行政检查612宗', '营商环境', '纳入年度考核，'])
      expect(original).toContain(words);
    expect(original).not.toContain('经费有限');
  });

  it('has its figures as fields, before and after a change', async () => {
    const { document } = await taken(strange(edits));
    const values = (blocks: typeof document.blocks) =>
      blocks.flatMap((block) => inlinesOf(block).flatMap((node) => (isField(node) ? [node.value] : [])));
    expect(values(originalView(document.blocks))).toContain('612');
    expect(values(finalView(document.blocks))).toContain('12');
  });

  it.each([
    ['accept', '法律顾问和公职律师', '纳入年度考核'],
    ['reject', '纳入年度考核', '法律顾问和公职律师'],
  ] as const)('is the text without marks where somebody says so: %s', async (marks, has, lacks) => {
    const { review, final, original } = await taken(strange(edits), marks);
    expect(review).toMatchObject({ revisions: [], threads: [] });
    expect(final).toBe(original);
    expect(final).toContain(has);
    expect(final).not.toContain(lacks);
  });

  it('has no marks where the file has none', async () => {
    const { found } = await recognised(strange((word) => word.decideAll(true)));
    expect(found.marked).toBeNull();
  });

  it('is told from a review copy of a report that is here', async () => {
    const { found } = await recognised(sent);
    expect(found.copyOf).toMatchObject({ known: { id: report } });
    const word = new WordModel(sent);
    word.dropProperties();
    expect((await recognised(word.save())).found.copyOf).toMatchObject({ known: { id: report } });
  });

  it('with the text of a report that is here can be taken back there', async () => {
    const { found } = await recognised(
      strange((word) => {
        const place = word.find('法律顾问');
        word.delete(place.paragraph, place.from, place.to);
        word.insert(place.paragraph, place.from, '法律顾问');
      }),
    );
    expect(found).toMatchObject({ same: { id: report, how: 'text' }, marked: { people: ['张三'] } });
    expect(found.copyOf).toMatchObject({ how: 'text', known: { id: report } });
  });

  it('of a report that is on another computer says so, and can be taken in with its marks', async () => {
    const word = new WordModel(sent, '张三');
    edits(word);
    const other = await openOffice();
    try {
      const [file, bytes] = [word.save(), Buffer.from(word.save()).toString('base64')];
      const staged = { batch: 'b', file: 'f', name: '送审.docx', size: file.length, offset: 0, bytes };
      await other.backend.call('import.stage', staged);
      const found = await other.backend.call('import.recognise', { batch: 'b', file: 'f' });
      expect(found.copyOf).toMatchObject({
        known: null,
        how: 'says',
        title: expect.stringContaining('青禾镇'),
      });
      const wanted = { file: 'f', year: 2023, unit: '青禾镇', template: found.template };
      const [result] = await other.backend.call('import.take', { batch: 'b', files: [wanted] });
      const id = result && 'id' in result ? result.id : '';
      expect((await other.backend.call('review.get', { id })).revisions).toHaveLength(
        found.marked?.changes ?? 0,
      );
      const people = await other.backend.call('people.list', {});
      expect(people.find(({ name }) => name === '张三')).toMatchObject({ origin: 'word' });
    } finally {
      await other.close();
    }
  });
});
