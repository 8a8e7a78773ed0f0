import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { inlinesOf, isImage, isNote } from '../../../shared/document/guards.ts';
import { textOfNote } from '../../../shared/document/notes.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, TableBlock } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { pngOf, richBlocks } from '../../rich-report.ts';
import { merged, writtenCopy, type Sent } from './returned.ts';

// Copies of a rich report with what Word itself writes when somebody changes notes, images, formats and tables in it.

const BY = 'w:id="900" w:author="张三" w:date="2025-12-03T02:03:00Z"';
const DOCUMENT = 'word/document.xml';
const FOOTNOTES = 'word/footnotes.xml';
const RELATIONSHIPS = 'word/_rels/document.xml.rels';

const rich = (): Sent => ({
  blocks: richBlocks(),
  variables: {},
  review: { revisions: [], threads: [], decisions: [] },
  people: [],
});

type Edits = Record<string, ((xml: string) => string) | Uint8Array>;

/** The file with parts of it changed, or added. */
function changed(bytes: Uint8Array, edits: Edits): Uint8Array {
  const parts = unzipSync(bytes);
  for (const [name, edit] of Object.entries(edits)) {
    if (typeof edit !== 'function') {
      parts[name] = Uint8Array.from(edit);
      continue;
    }
    const before = strFromU8(parts[name] ?? new Uint8Array());
    const after = edit(before);
    expect(after, name).not.toBe(before);
    parts[name] = strToU8(after);
  }
  return zipSync(parts);
}

async function back(edits: Edits, sent = rich()): Promise<{ sent: Sent; copy: WordCopy; result: Merged }> {
  const copy = await readReviewCopy('稿.docx', changed(await writtenCopy(sent), edits));
  const result = merged(sent, copy);
  expect(documentProblems(result.blocks)).toEqual([]);
  expect(originalView(result.blocks)).toEqual(sent.blocks);
  // Whatever came, the second time nothing comes.
  const rows = { ...sent.review, revisions: [...sent.review.revisions, ...result.revisions] };
  const again = merged(sent, copy, { blocks: result.blocks, review: rows });
  expect(again.blocks).toEqual(result.blocks);
  expect(again.revisions).toEqual([]);
  return { sent, copy, result };
}

const notesIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    inlinesOf(block).flatMap((node) => (isNote(node) ? [textOfNote(node.body)] : [])),
  );
const tableIn = (blocks: readonly Block[]): TableBlock => {
  const found = blocks.find((block) => block.type === 'table');
  if (!found) throw new Error('no table');
  return found;
};

/** The run that holds this. */
const runWith = (what: string): RegExp =>
  new RegExp(String.raw`<w:r>(?:(?!</w:r>).)*${what}(?:(?!</w:r>).)*</w:r>`, 's');

const wrapped = (name: 'ins' | 'del') => (run: string) => `<w:${name} ${BY}>${run}</w:${name}>`;

/** The drawing as another image. */
const renamed = (run: string): string =>
  run
    .replace(/<wp:docPr [^>]*>/, '<wp:docPr id="88" name="图片 2" descr="台账"/>')
    .replaceAll('</wp:docPr>', '')
    .replace(/r:embed="[^"]*"/, 'r:embed="rIdOther"');

/** The words of a new page in bold, as a tracked change. */
const look = (xml: string): string =>
  xml.replace(runWith('新的一页。'), (run) =>
    run.replace('</w:rPr>', `<w:b/><w:rPrChange ${BY}><w:rPr/></w:rPrChange></w:rPr>`),
  );

/** A row with a mark of its own. */
const inRow = (mark: string) => (row: string) =>
  row.replace('<w:trPr>', `<w:trPr>`).replace('</w:trPr>', `${mark}</w:trPr>`);

/** The row as another one, without bookmarks and notes. */
const anonymous = (row: string): string =>
  row
    .replaceAll(/<w:bookmark(?:Start|End)[^>]*\/>/g, '')
    .replace(/<w:r>(?:(?!<\/w:r>).)*<w:footnoteReference.*?<\/w:r>/s, '')
    .replace('行政处罚', '行政许可');

describe('notes that were changed in Word', () => {
  it('are deleted with their sign, tracked or not', async () => {
    const sign = runWith('<w:footnoteReference w:id="1"/>');
    const tracked = await back({ [DOCUMENT]: (xml) => xml.replace(sign, wrapped('del')) });
    expect(tracked.result.revisions).toMatchObject([{ author: 'w-张三', kind: 'delete' }]);
    const untracked = await back({ [DOCUMENT]: (xml) => xml.replace(sign, '') });
    expect(untracked.result.revisions).toMatchObject([{ author: 'unknown', kind: 'delete' }]);
    for (const { result } of [tracked, untracked])
      expect(notesIn(finalView(result.blocks))).toEqual(['引自实施纲要。', '含简易程序。']);
  });

  it('are replaced as a whole where their words were changed', async () => {
    const { result } = await back({
      [FOOTNOTES]: (xml) =>
        xml.replace(
          runWith('据镇司法所台账。'),
          (run) => `${run}<w:ins ${BY}>${run.replace(/据.*。/, '有两册。')}</w:ins>`,
        ),
    });
    expect(result.revisions.map(({ author, kind }) => `${author} ${kind}`).toSorted()).toEqual([
      'w-张三 delete',
      'w-张三 insert',
    ]);
    expect(notesIn(finalView(result.blocks))[0]).toBe('据镇司法所台账。有两册。');
  });

  it('come in where they were put, with their kind', async () => {
    const made =
      '<w:footnote w:id="77"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 新写的注。</w:t></w:r></w:p></w:footnote>';
    const sign = `<w:ins ${BY}><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="77"/></w:r></w:ins>`;
    const { result } = await back({
      [FOOTNOTES]: (xml) => xml.replace('</w:footnotes>', `${made}</w:footnotes>`),
      [DOCUMENT]: (xml) => xml.replace(runWith('新的一页。'), (run) => run + sign),
    });
    const block = result.blocks.find(({ id }) => id === 'new-page');
    const found = inlinesOf(block as Block).find(isNote);
    expect(found).toMatchObject({ kind: 'foot', body: [{ text: '新写的注。' }], ins: expect.any(String) });
    expect(found?.id).not.toBe('');
  });
});

describe('images that were changed in Word', () => {
  const DRAWING = /<w:r><w:drawing>.*?<\/w:drawing><\/w:r>/s;
  const other = pngOf(40, 40);
  const asset = createHash('sha256').update(other).digest('hex');
  const withOther: Edits = {
    'word/media/other.png': other,
    [RELATIONSHIPS]: (xml) =>
      xml.replace(
        '</Relationships>',
        '<Relationship Id="rIdOther" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/other.png"/></Relationships>',
      ),
  };

  it('are deleted', async () => {
    const { result } = await back({ [DOCUMENT]: (xml) => xml.replace(DRAWING, wrapped('del')) });
    expect(result.revisions).toMatchObject([{ author: 'w-张三', kind: 'delete' }]);
    expect(finalView(result.blocks).flatMap((block) => inlinesOf(block).filter(isImage))).toEqual([]);
  });

  it('come in with their bytes', async () => {
    const { result, copy } = await back({
      ...withOther,
      [DOCUMENT]: (xml) => xml.replace(DRAWING, (run) => run + wrapped('ins')(renamed(run))),
    });
    const images = result.blocks.flatMap((block) => inlinesOf(block).filter(isImage));
    expect(images).toMatchObject([
      { id: 'i1' },
      { asset, alt: '台账', width: 90, height: 45, ins: expect.any(String) },
    ]);
    expect(Object.keys(copy.images ?? {})).toEqual([asset]);
  });

  it('are replaced where another one stands under their name, or in another size', async () => {
    const another = await back({
      ...withOther,
      [DOCUMENT]: (xml) => xml.replace(/r:embed="[^"]*"/, 'r:embed="rIdOther"'),
    });
    const larger = await back({
      [DOCUMENT]: (xml) => xml.replace(/<wp:extent cx="\d+" cy="\d+"/, '<wp:extent cx="1905000" cy="952500"'),
    });
    for (const [{ result }, expected] of [
      [another, { asset }],
      [larger, { width: 150, height: 75 }],
    ] as const) {
      expect(result.revisions.map(({ kind }) => kind).toSorted()).toEqual(['delete', 'insert']);
      const images = finalView(result.blocks).flatMap((block) => inlinesOf(block).filter(isImage));
      expect(images).toMatchObject([{ ...expected, alt: '普法宣传现场' }]);
    }
  });

  it('are named where they can’t be shown', async () => {
    const { result } = await back({
      ...withOther,
      'word/media/other.png': strToU8('a drawing of another program'),
      [DOCUMENT]: (xml) => xml.replace(DRAWING, (run) => run + wrapped('ins')(renamed(run))),
    });
    expect(result.revisions).toEqual([]);
    expect(result.conflicts).toEqual([]);
    expect(result.leftOut).toMatchObject([
      {
        block: 'figure',
        author: 'w-张三',
        text: expect.stringMatching(/^图片（不是 PNG、JPG、GIF、BMP），说明是“.*台账.*”$/),
      },
    ]);
  });
});

describe('formats that were changed in Word', () => {
  it('are tracked changes of whoever made them', async () => {
    const { result } = await back({ [DOCUMENT]: look });
    expect(result.revisions).toMatchObject([{ author: 'w-张三', kind: 'format' }]);
    expect(result.blocks.find(({ id }) => id === 'new-page')).toMatchObject({
      children: [{ text: '新的一页。', bold: true, fmt: result.revisions[0]?.id, was: '' }],
    });
  });

  it('are a conflict where the words look otherwise here by now', async () => {
    const sent = rich();
    const copy = await readReviewCopy('稿.docx', changed(await writtenCopy(sent), { [DOCUMENT]: look }));
    const blocks = structuredClone(sent.blocks);
    const here = blocks.find(({ id }) => id === 'new-page');
    if (here?.type === 'paragraph') here.children = [{ text: '新的一页。', sup: true }];
    const result = merged(sent, copy, { blocks });
    expect(result.conflicts).toMatchObject([
      {
        block: 'new-page',
        base: '新的一页。（常规）',
        theirs: '新的一页。（加粗）',
        ours: '新的一页。（上标）',
      },
    ]);
    expect(result.blocks).toEqual(blocks);
  });

  it('are also where a page begins', async () => {
    const { result } = await back({
      [DOCUMENT]: (xml) => {
        const [before = '', behind = ''] = xml.split('新的一页。', 2);
        const at = before.lastIndexOf('<w:pageBreakBefore/>');
        return `${before.slice(0, at)}${before.slice(at + '<w:pageBreakBefore/>'.length)}新的一页。${behind}`;
      },
    });
    expect(result.revisions).toMatchObject([{ kind: 'format' }]);
    const block = result.blocks.find(({ id }) => id === 'new-page');
    expect(block).not.toHaveProperty('pageBreak');
    expect(block).toMatchObject({ pWas: { type: 'paragraph', pageBreak: true } });
  });
});

describe('rows and columns that were changed in Word', () => {
  const ROW = /<w:tr>(?:(?!<w:tr>).)*?行政处罚.*?<\/w:tr>/s;

  it('come and go one by one', async () => {
    const come = await back({
      [DOCUMENT]: (xml) => xml.replace(ROW, (row) => row + inRow(`<w:ins ${BY}/>`)(anonymous(row))),
    });
    expect(come.result.revisions).toMatchObject([{ author: 'w-张三', kind: 'insert' }]);
    const rows = tableIn(come.result.blocks).children;
    expect(rows.map(({ ins }) => ins)).toEqual([
      undefined,
      undefined,
      undefined,
      come.result.revisions[0]?.id,
    ]);
    expect(JSON.stringify(rows[3])).toContain('行政许可');
    const gone = await back({ [DOCUMENT]: (xml) => xml.replace(ROW, inRow(`<w:del ${BY}/>`)) });
    expect(tableIn(gone.result.blocks).children[2]).toMatchObject({ del: gone.result.revisions[0]?.id });
    const lost = await back({ [DOCUMENT]: (xml) => xml.replace(ROW, '') });
    expect(lost.result.revisions).toMatchObject([{ author: 'unknown', kind: 'delete' }]);
    expect(tableIn(lost.result.blocks).children[2]).toMatchObject({ del: lost.result.revisions[0]?.id });
  });

  it('go by their cells, where that was tracked', async () => {
    // The first cells of each row, the covered one too.
    const { result } = await back({
      [DOCUMENT]: (xml) =>
        xml.replaceAll(/<w:tr>.*?<\/w:tr>/gs, (row) =>
          row.replace('</w:tcPr>', `<w:cellDel ${BY}/></w:tcPr>`),
        ),
    });
    expect(result.revisions).toMatchObject([{ author: 'w-张三', kind: 'delete' }]);
    expect(tableIn(result.blocks).columns).toEqual([{ del: result.revisions[0]?.id }, { width: 120 }, {}]);
  });
});

describe('what comes into hidden words', () => {
  it('is hidden: a note in place of a hidden one, an image beside one', async () => {
    const sent = rich();
    const lead = sent.blocks[1];
    if (lead?.type === 'paragraph')
      lead.children = lead.children.map((node) =>
        isNote(node) && node.kind === 'foot' ? { ...node, secret: true } : node,
      );
    const { result } = await back(
      { [FOOTNOTES]: (xml) => xml.replace('据镇司法所台账。', '据镇司法所内部台账。') },
      sent,
    );
    const notes = inlinesOf(result.blocks[1] as Block).filter(isNote);
    expect(notes.map(({ body, secret }) => [textOfNote(body), secret])).toEqual([
      ['据镇司法所台账。', true],
      ['据镇司法所内部台账。', true],
      ['引自实施纲要。', undefined],
    ]);
  });
});

describe('a note that went out masked', () => {
  it('is named where it was changed: what came has the mask in it', async () => {
    const sent = rich();
    const lead = sent.blocks[1];
    if (lead?.type === 'paragraph')
      lead.children = lead.children.map((node) => {
        if (isNote(node) && node.id === 'n1') return { ...node, body: [{ text: '另有经费九百元核对。' }] };
        return 'type' in node && node.type === 'field'
          ? { ...node, value: '经费九百元', unit: '', sensitivity: 'secret' as const }
          : node;
      });
    const { result } = await back({ [FOOTNOTES]: (xml) => xml.replace('核对。', '复核。') }, sent);
    expect(result.conflicts).toMatchObject([
      { block: 'lead', ours: '另有经费九百元核对。', theirs: '另有*****复核。' },
    ]);
  });
});
