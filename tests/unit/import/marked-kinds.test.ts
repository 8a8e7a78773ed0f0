import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';

import { inlinesOf, isField, isImage, isNote, isOrdinal } from '../../../shared/document/guards.ts';
import type { Block } from '../../../shared/document/types.ts';
import { photo, photoAsset } from '../../rich-report.ts';
import {
  commentParts,
  del,
  formatted,
  ins,
  markIs,
  moveFrom,
  moveTo,
  readMarked,
  rowIs,
  said,
} from './marked-word.ts';
import { footnoteRef, p, picture, run, table } from './word-parts.ts';

// Each kind of tracked change and comment of a Word file that is nobody's review copy.

const TITLE = p('青禾镇2025年法治建设工作报告');
const SIGNED = p('青禾镇人民政府') + p('2025年12月20日');
const DONE = p('全镇开展普法宣传活动12场次，调解矛盾纠纷36件。');
const about = (body: string, more = {}) => readMarked({ body: TITLE + body + SIGNED, ...more });

const nameless = (xml: string): string => xml.replaceAll(/ w:(?:author|date)="[^"]*"/g, '');

/** A table whose rows came or went. */
const rows = (kinds: readonly ('ins' | 'del' | null)[]): string => {
  const made = table(
    [4000, 4000],
    kinds.map((_kind, at) => [
      ['', `项目${at}`],
      ['', `${at}件`],
    ]),
  );
  let at = -1;
  return made.replaceAll('<w:tr>', () => {
    const kind = kinds[(at += 1)];
    return kind ? `<w:tr>${rowIs(kind)}` : '<w:tr>';
  });
};

const shapes = (blocks: readonly Block[]): string[] =>
  blocks.map(
    (block) =>
      `${block.type}${block.pIns ? '+' : ''}${block.pDel ? '-' : ''}` +
      (block.type === 'table'
        ? `:${block.children.map((row) => `${row.ins ? '+' : ''}${row.del ? '-' : ''}`).join('|')}`
        : ''),
  );

describe('a tracked change of a Word file that is taken in', () => {
  it('of words keeps its author and its time', async () => {
    const { marked, who, final, original } = await about(
      p(run('全镇') + del('认真') + ins('扎实', '李四') + run('开展普法。')),
    );
    expect(who.toSorted()).toEqual(['张三', '李四'].toSorted());
    expect(marked.people.every(({ origin }) => origin === 'word')).toBe(true);
    expect(marked.revisions.map(({ at }) => new Date(at).getMinutes())).toEqual([30, 30]);
    expect(final).toContain('全镇扎实开展普法');
    expect(original).toContain('全镇认真开展普法');
    expect(marked).toMatchObject({ changes: 2, comments: 0, notKept: [] });
  });

  it('is kept where the file says neither who nor when', async () => {
    const { marked, final, original } = await about(
      p(run('全镇') + nameless(del('认真') + ins('扎实')) + run('开展普法。')),
    );
    expect(marked.revisions).toHaveLength(2);
    expect([final.includes('全镇扎实'), original.includes('全镇认真')]).toEqual([true, true]);
  });

  it.each([
    [
      'a paragraph put in',
      DONE + p(ins('新增一段话。'), markIs('ins')) + p('末段。'),
      ['paragraph', 'paragraph+', 'paragraph'],
    ],
    [
      'a paragraph put in at the end',
      DONE.replace('<w:p>', `<w:p><w:pPr>${markIs('ins')}</w:pPr>`) + p(ins('新增一段话。')),
      ['paragraph', 'paragraph+'],
    ],
    [
      'a paragraph taken out',
      DONE + p(del('多余一段话。'), markIs('del')) + p('末段。'),
      ['paragraph', 'paragraph-', 'paragraph'],
    ],
    ['a paragraph parted', p(run('前半句，'), markIs('ins')) + p('后半句。'), ['paragraph', 'paragraph+']],
    ['two paragraphs joined', p(run('前半句，'), markIs('del')) + p('后半句。'), ['paragraph', 'paragraph-']],
    [
      'empty paragraphs around one that was put in',
      DONE + p('') + p(ins('新增一段话。'), markIs('ins')) + p('') + p('末段。'),
      ['paragraph', 'paragraph+', 'paragraph'],
    ],
    [
      'a break within a paragraph',
      p(run('一句。') + ins(`<w:r><w:br/></w:r>${run('又一句。')}`)),
      ['paragraph', 'paragraph+'],
    ],
  ])('of breaks: %s', async (_name, body, wanted) => {
    const { blocks, marked } = await about(body);
    expect(shapes(blocks).slice(1, -2)).toEqual(wanted);
    expect(marked.notKept).toEqual([]);
  });

  it('that is a move is one, and linked', async () => {
    const words = '开展行政执法监督检查四次，发出整改通知书两份。';
    const { marked, final, original } = await about(
      p(moveFrom(words), markIs('moveFrom')) +
        p('中间一段。') +
        p(moveTo(words), markIs('moveTo')) +
        p('末段。'),
    );
    expect(marked.revisions).toHaveLength(2);
    expect(new Set(marked.revisions.map(({ move }) => move)).size).toBe(1);
    expect(marked.revisions[0]?.move).toBeDefined();
    expect(marked.changes).toBe(1);
    expect(final.indexOf('中间一段')).toBeLessThan(final.indexOf('开展行政'));
    expect(original.indexOf('中间一段')).toBeGreaterThan(original.indexOf('开展行政'));
  });

  it('is kept where somebody takes out what another one put in', async () => {
    const { marked, who, final, original } = await about(
      p(run('全镇') + ins(`${run('扎实')}${del('有序', '李四')}`) + run('开展普法。')),
    );
    expect(new Set(who)).toEqual(new Set(['张三', '李四']));
    expect([final.includes('全镇扎实开展'), original.includes('全镇开展')]).toEqual([true, true]);
    expect(marked.notKept).toEqual([]);
  });

  it('of rows: put in, taken out, and a whole table taken out', async () => {
    const { blocks, marked, final, original } = await about(
      DONE + rows([null, 'ins', null, 'del']) + p('另一张表：') + rows(['del', 'del']) + p('末段。'),
    );
    expect(shapes(blocks).filter((shape) => shape.startsWith('table'))).toEqual(['table:|+||-', 'table-:|']);
    expect([final.includes('项目3'), original.includes('项目3'), original.includes('项目2')]).toEqual([
      false,
      true,
      true,
    ]);
    expect(marked.notKept).toEqual([]);
  });

  it('within a figure leaves the figure a figure, before and after', async () => {
    const { blocks } = await about(
      p(
        run('调解矛盾纠纷') +
          del('3') +
          ins('5') +
          run('6件，') +
          run('化解信访积案1') +
          ins('4') +
          run('件。'),
      ),
    );
    const values = blocks.flatMap((block) =>
      inlinesOf(block).flatMap((node) =>
        isField(node) && node.kind === 'count' ? [[node.value, node.del ? '-' : node.ins ? '+' : '']] : [],
      ),
    );
    expect(values).toEqual([
      ['36', '-'],
      ['56', '+'],
      ['1', '-'],
      ['14', '+'],
    ]);
  });

  it('that puts in a heading, items and figures has them recognised', async () => {
    const { blocks, final } = await about(
      p('一、主要做法') +
        p('工作扎实。') +
        p(ins('二、存在的问题'), markIs('ins')) +
        p(ins('一是人员不足，缺编12人；二是经费有限。'), markIs('ins')) +
        p(run('普法工作有序。') + ins('全年培训干部48人次。')),
    );
    expect(blocks.filter(({ type }) => type === 'heading')).toHaveLength(2);
    expect(final).toContain('二、存在的问题');
    const inserted = blocks.flatMap((block) => inlinesOf(block).filter(({ ins: by }) => by !== undefined));
    expect(inserted.filter((node) => isOrdinal(node))).toHaveLength(2);
    expect(inserted.flatMap((node) => (isField(node) ? [node.value] : []))).toEqual(['12', '48']);
  });

  it('of numbers of headings is nothing that is lost: they are counted', async () => {
    const { marked, final, original } = await about(
      p('一、主要做法') +
        p('工作扎实。') +
        p(ins('二、主要成效'), markIs('ins')) +
        p(ins('成效明显。'), markIs('ins')) +
        p(del('二') + ins('三') + run('、存在的问题')) +
        p('人员不足。'),
    );
    expect(final).toContain('三、存在的问题');
    expect(original).toContain('二、存在的问题');
    expect(marked.notKept).toEqual([]);
  });

  it('of pictures and notes: those that stay, came and went', async () => {
    const { blocks, marked, found } = await about(
      p(
        `${run('现场')}${picture('rId1', '现场')}${run('，')}${del(picture('rId2', '旧图'))}${run('如图')}${ins(footnoteRef(1))}${del(footnoteRef(2))}。`.replace(
          /。$/,
          run('。'),
        ),
      ),
      {
        relations: { rId1: 'media/image1.png', rId2: 'media/image2.png' },
        more: { 'word/media/image1.png': photo, 'word/media/image2.png': photo },
        footnotes: `<w:footnote w:id="1">${p('新注。')}</w:footnote><w:footnote w:id="2">${p('旧注。')}</w:footnote>`,
      },
    );
    const nodes = blocks.flatMap((block) => inlinesOf(block));
    expect(
      nodes
        .filter((node) => isImage(node))
        .map(({ asset, alt, del: gone }) => [asset, alt, gone !== undefined]),
    ).toEqual([
      [photoAsset, '现场', false],
      [photoAsset, '旧图', true],
    ]);
    expect(
      nodes
        .filter((node) => isNote(node))
        .map(({ body, ins: came, del: gone }) => [body[0]?.text, came !== undefined, gone !== undefined]),
    ).toEqual([
      ['新注。', true, false],
      ['旧注。', false, true],
    ]);
    expect(found.images).toHaveLength(1);
    expect(marked.notKept).toEqual([]);
  });

  it('of formats is kept where it is bold, and counted where it is another one', async () => {
    const { blocks, marked } = await about(
      p(
        run('先进', formatted('<w:b/>')) +
          run('，') +
          run('典型', formatted('<w:color w:val="FF0000"/>')) +
          run('，') +
          run('不写', '<w:strike/>') +
          run('。'),
      ),
    );
    const bold = blocks.flatMap((block) => inlinesOf(block)).find((node) => node.fmt !== undefined);
    expect(bold).toMatchObject({ text: '先进', bold: true });
    expect(marked.changes).toBe(2);
    expect(marked.notKept).toEqual([
      expect.stringContaining('1 处格式修订没有收入'),
      expect.stringContaining('1 处文字划了删除线，按没有划的收入：“不写”'),
    ]);
  });

  it('in a text box is counted: it has no place here', async () => {
    const box = `<w:r><w:pict><v:textbox><w:txbxContent>${p(`${run('框内')}${ins('新增')}${run('文字')}`)}</w:txbxContent></v:textbox></w:pict></w:r>`;
    const { marked } = await about(p(`${run('正文')}${ins('加字')}${box}`));
    expect(marked.notKept).toEqual([
      expect.stringContaining('文本框、页眉页脚或表中表里的 1 处修订没有收入'),
    ]);
    expect(marked.changes).toBe(2);
  });
});

describe('a Word file that was all written with tracking on', () => {
  it('is taken in as it reads, with its comments, and says so', async () => {
    const { marked, blocks } = await readMarked({
      body: [
        p(ins('青禾镇2025年法治建设工作报告'), markIs('ins')),
        p(ins(said([0], run('普法')) + run('12场次。'))),
      ].join(''),
      more: commentParts([{ id: 0, author: '李四', body: '请核对' }]),
    });
    expect(blocks.map(({ type }) => type)).toEqual(['title', 'paragraph']);
    expect(marked).toMatchObject({ revisions: [], threads: [{ quote: '普法' }] });
    expect(marked.notKept).toEqual([expect.stringContaining('全文都是在修订状态下写的')]);
  });
});

describe('comments of a Word file that is taken in', () => {
  it('are threads with authors, answers and what was resolved, on their words', async () => {
    const { marked, blocks } = await about(
      p(run('调解') + said([0, 1], '矛盾纠纷') + run('36件，') + said([2], '普法') + run('12场次。')),
      {
        more: commentParts([
          { id: 0, author: '李四', body: '含信访吗？' },
          { id: 1, author: '张三', body: '不含。', parent: 0 },
          { id: 2, author: '王五', body: '已核。', done: true },
        ]),
      },
    );
    const names = new Map(marked.people.map(({ id, name }) => [id, name]));
    expect(
      marked.threads.map(({ quote, state, comments }) => [
        quote,
        state,
        comments.map(({ author, body }) => `${names.get(author)}：${body}`),
      ]),
    ).toEqual([
      ['矛盾纠纷', 'open', ['李四：含信访吗？', '张三：不含。']],
      ['普法', 'resolved', ['王五：已核。']],
    ]);
    const [first] = marked.threads;
    const on = blocks.flatMap((block) => inlinesOf(block).filter((node) => `c_${first?.id}` in node));
    expect(on).toMatchObject([{ text: '矛盾纠纷' }]);
    expect(marked).toMatchObject({ changes: 0, comments: 3, notKept: [] });
  });

  it.each([
    ['on words that were taken out', p(run('全镇') + said([0], del('认真')) + run('普法。'))],
    ['on words that were put in', p(run('全镇') + said([0], ins('认真')) + run('普法。'))],
    ['on a figure', p(run('调解') + said([0], '36件') + run('。'))],
    [
      'in a cell',
      table(
        [4000, 4000],
        [
          [
            ['', '项目'],
            ['', '件数'],
          ],
          [
            ['', '调解'],
            ['', '36件'],
          ],
        ],
      ).replace(run('调解'), said([0], '调解')),
    ],
    [
      'on a place between words',
      p(run('全镇') + '<w:r><w:commentReference w:id="0"/></w:r>' + run('普法。')),
    ],
    ['in an empty paragraph', DONE + p('<w:r><w:commentReference w:id="0"/></w:r>')],
    [
      'over two paragraphs',
      `<w:p><w:commentRangeStart w:id="0"/>${run('前段。')}</w:p><w:p>${run('后段。')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
    ],
  ])('lie where they lay: %s', async (_name, body) => {
    const { marked, blocks } = await about(body, {
      more: commentParts([{ id: 0, author: '李四', body: '请核对' }]),
    });
    expect(marked.threads).toHaveLength(1);
    const key = `c_${marked.threads[0]?.id}`;
    expect(blocks.some((block) => inlinesOf(block).some((node) => key in node))).toBe(true);
    expect(marked.notKept).toEqual([]);
  });

  it('that the text does not refer to are kept in the list, and those without words are counted', async () => {
    const { marked } = await about(p(said([1], '全镇') + run('普法。')), {
      more: commentParts([
        { id: 0, author: '李四', body: '没有着落的话' },
        { id: 1, author: '李四', body: ' ' },
      ]),
    });
    expect(marked.threads).toMatchObject([{ comments: [{ body: '没有着落的话' }] }]);
    expect(marked.notKept).toEqual([
      expect.stringContaining('1 条批注里没有文字'),
      expect.stringContaining('没有批在文字上'),
    ]);
  });
});

it('reads marks in a file of another encoding', async () => {
  const { wordFile } = await import('./word-parts.ts');
  const { unzipSync, zipSync, strFromU8 } = await import('fflate');
  const { perform } = await import('../../../electron/backend/reading/tasks.ts');
  const parts = unzipSync(wordFile({ body: TITLE + p(run('全镇') + ins('扎实') + run('普法。')) + SIGNED }));
  const xml = strFromU8(parts['word/document.xml'] ?? strToU8(''));
  const wide = Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le');
  const bytes = zipSync({ ...parts, 'word/document.xml': new Uint8Array(wide) });
  const found = await perform({ kind: 'recognise', file: { name: '来稿.docx', bytes }, fit: true }, []);
  expect(found).toMatchObject({ marked: { changes: 1 } });
});
