import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { adoptBlocks } from '../../../shared/document/adopt-blocks.ts';
import { newId } from '../../../shared/document/ids.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import { SCHEMA_VERSION, type Block, type Inline, type TableCell } from '../../../shared/document/types.ts';
import { publicView } from '../../../shared/edition/secrecy.ts';
import { rollOver } from '../../../shared/template/roll-over.ts';

/** Rare characters that only hidden words consist of: wherever one is seen, hidden words are. */
const FIRST_HIDDEN = 0x3400;
const HIDDEN = /[\u{3400}-\u{4dbf}]/u;

/** True where words have hidden ones among them. */
export const hasHidden = (words: string): boolean => HIDDEN.test(words);

const sentence = (text: string): Inline => ({ text, secret: true });
const hidden = (block: Block): Block => ({ ...block, secret: true });
const hiddenNode = <N extends Inline>(node: N): N => ({ ...node, secret: true });
const note = (text: string): Inline => ({
  type: 'note',
  id: newId(),
  kind: 'foot',
  body: [{ text }],
  children: [{ text: '' }],
});
const image = (hash: string, alt: string): Inline => ({
  type: 'image',
  id: newId(),
  asset: hash.repeat(32),
  width: 60,
  height: 40,
  alt,
  children: [{ text: '' }],
});
const cell = (...children: Inline[]): TableCell => ({ type: 'table-cell', children });

/** A report with words hidden in every way: sentences, items, fields, cells, blocks, and sections by their heading. */
export function reportWithHiddenWords(): Block[] {
  let next = FIRST_HIDDEN;
  const words = (count: number): string =>
    Array.from({ length: count }, () => String.fromCodePoint(next++)).join('');
  return [
    makeTitle('总结'),
    makeHeading(1, '工作情况'),
    makeParagraph([{ text: '全年检查十二次。' }, sentence(`${words(14)}。`), { text: '群众满意。' }]),
    makeParagraph('组织培训三次，参加百人。'),
    hidden(makeParagraph(`${words(20)}。`)),
    makeParagraph('调解纠纷若干。'),
    makeHeading(2, '公开小节'),
    makeParagraph(
      padInlines([
        { text: '推进工作：' },
        makeOrdinal(),
        { text: '甲事项办结；' },
        makeOrdinal(),
        sentence(`${words(10)}；`),
        makeOrdinal(),
        { text: '丙事项办结。' },
      ]),
    ),
    hidden(makeHeading(2, words(6))),
    hidden(makeParagraph(`${words(16)}。`)),
    hidden(
      makeParagraph(
        padInlines([
          { text: words(9) },
          makeField({ value: words(5), unit: '次' }),
          { text: `${words(9)}。` },
        ]),
      ),
    ),
    hidden(makeHeading(3, words(5))),
    hidden(makeParagraph(`${words(12)}。`)),
    makeHeading(2, '又一小节'),
    makeParagraph(
      padInlines([
        { text: '处理' },
        { ...makeField({ value: words(6), unit: '件' }), secret: true },
        { text: '群众来访，' },
        makeField({ value: '7', unit: '件' }),
        { text: '办结。' },
      ]),
    ),
    {
      type: 'table',
      id: newId(),
      children: [
        { type: 'table-row', children: [cell({ text: '事项' }), cell({ text: '数量' })] },
        {
          type: 'table-row',
          children: [cell({ text: '公开。' }, sentence(`${words(9)}。`)), cell({ text: '三件' })],
        },
      ],
    },
    hidden(makeHeading(1, words(6))),
    // These have no mark of their own: their heading alone hides them.
    makeParagraph(`${words(15)}。`),
    makeHeading(2, words(6)),
    makeParagraph(`${words(15)}。`),
    makeHeading(1, '下一步打算'),
    makeParagraph(
      padInlines([
        { text: '继续努力' },
        note('公开的注。'),
        { text: '，再接再厉。' },
        hiddenNode(note(words(12))),
      ]),
    ),
    makeParagraph(
      padInlines([{ text: '如图所示' }, hiddenNode(image('ab', words(8))), image('cd', '示意图')]),
    ),
    hidden(makeParagraph(padInlines([{ text: words(10) }, note(words(11)), image('ef', words(7))]))),
    makeSignature('unit', '青禾镇'),
    hidden({ type: 'annex', id: newId(), children: [{ text: words(6) }] }),
    makeParagraph(`${words(13)}。`),
    { type: 'annex', id: newId(), children: [{ text: '公开的名单' }] },
    makeParagraph('名单略。'),
  ];
}

/** What a public edition is made of sooner or later: the text as it is, after a decision, next year, taken in. */
const VIEWS = {
  stored: (blocks) => [...blocks],
  accepted: finalView,
  rejected: originalView,
  'next year': (blocks) =>
    rollOver({ schema: SCHEMA_VERSION, blocks: [...blocks] }, { from: 2025, to: 2026, variables: {} }).blocks,
  'taken in': (blocks) => adoptBlocks(blocks, { ids: newId }).blocks,
} as const satisfies Record<string, (blocks: readonly Block[]) => Block[]>;

/** Hidden words that a public edition would show, each with the view that it would show them in. */
export function hiddenInTheOpen(blocks: readonly Block[]): string[] {
  return Object.entries(VIEWS).flatMap(([view, of]) =>
    publicView(of(blocks))
      .map(wordsIn)
      .filter(hasHidden)
      .map((words) => `in the open, ${view}: ${words}`),
  );
}

type Wordy = {
  text?: string;
  value?: string;
  alt?: string;
  body?: readonly Wordy[];
  children?: readonly Wordy[];
};

/** The words of a node with the values of its fields, marked as deleted or not. */
function wordsIn({ text = '', value = '', alt = '', body = [], children = [] }: Wordy): string {
  return text + value + alt + [...body, ...children].map(wordsIn).join('');
}
