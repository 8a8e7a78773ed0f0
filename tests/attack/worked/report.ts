import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Block, Field, Inline, TableCell } from '../../../shared/document/types.ts';
import type { Draw } from '../../endurance/draw.ts';
import type { Sentinels } from './sentinels.ts';

/** Headings that reports of two years share, so that sections of one can be put into the other. */
export const HEADINGS = ['工作情况', '存在问题', '下一步打算'] as const;

const secretly = <N extends Inline>(node: N): N => ({ ...node, secret: true });
const hide = <B extends Block>(block: B): B => ({ ...block, secret: true });

const cell = (...children: Inline[]): TableCell => ({ type: 'table-cell', children: padInlines(children) });

/** A random report of public and hidden words, with everything that can hold some. */
export function workedReport(draw: Draw, words: Sentinels): Block[] {
  const size = (): number => 5 + draw.below(8);
  const open = (): string => `${words.public(size())}。`;
  const shut = (): string => `${words.hidden(size())}。`;
  const figure = (unit: string): Field => {
    const kind = draw.pick(['masked', 'masked', 'never', 'open'] as const);
    return makeField({
      value: words.value(kind),
      unit,
      label: '数',
      indicator: `i${draw.below(1_000_000)}`,
      sensitivity: kind === 'never' ? 'secret' : kind === 'open' ? 'public' : 'internal',
    });
  };
  const note = (text: string): Inline => ({
    type: 'note',
    id: newId(),
    kind: draw.pick(['foot', 'end'] as const),
    body: [{ text }],
    children: [{ text: '' }],
  });
  const sentences = (): Inline[] =>
    Array.from({ length: 1 + draw.below(4) }, (): Inline[] => {
      const kind = draw.below(8);
      if (kind === 0) return [secretly({ text: shut() })];
      if (kind === 1) return [{ text: open() }, note(words.public(6))];
      if (kind === 2) return [{ text: open() }, secretly(note(words.hidden(6)))];
      if (kind < 6)
        return [
          { text: words.public(4) },
          figure(draw.pick(['件', '宗', ''])),
          { text: `${words.public(4)}。` },
        ];
      return [{ text: open() }];
    }).flat();
  const paragraph = (): Block => makeParagraph(padInlines(sentences()));
  const hiddenParagraph = (): Block =>
    hide(makeParagraph(padInlines([{ text: shut() }, figure('件'), { text: shut() }])));
  const items = (): Block =>
    makeParagraph(
      padInlines([
        makeOrdinal(),
        { text: open() },
        makeOrdinal(),
        secretly({ text: shut() }),
        makeOrdinal(),
        { text: words.public(5) },
        figure('次'),
        { text: '。' },
      ]),
    );
  const table = (isHidden: boolean): Block[] => {
    const say = (): string => (isHidden ? words.hidden(4) : words.public(4));
    const of = <B extends Block>(block: B): B => (isHidden ? hide(block) : block);
    return [
      of(makeParagraph(`表1　${say()}`, 'caption')),
      of(makeParagraph(`单位：${say()}`, 'measure')),
      of({
        type: 'table',
        id: newId(),
        columns: [{}, {}, {}],
        children: [
          { type: 'table-row', header: true, children: [1, 2, 3].map(() => cell({ text: say() })) },
          ...[1, 2, 3].map(() => ({
            type: 'table-row' as const,
            children: [
              cell({ text: say() }),
              cell(figure('')),
              draw.chance(0.3) ? cell(secretly({ text: words.hidden(5) })) : cell({ text: say() }),
            ],
          })),
        ],
      }),
    ];
  };
  const hiddenSection = (): Block[] => [
    hide(makeHeading(2, words.hidden(5))),
    hiddenParagraph(),
    // Hidden by its heading alone.
    ...(draw.chance(0.5) ? [makeParagraph(shut())] : []),
    makeHeading(2, words.public(5)),
    paragraph(),
  ];
  const section = (heading: string): Block[] => [
    makeHeading(1, heading),
    ...Array.from({ length: 2 + draw.below(3) }, (): Block[] => {
      const kind = draw.below(9);
      if (kind === 0) return table(false);
      if (kind === 1) return table(draw.chance(0.5));
      if (kind === 2) return hiddenSection();
      if (kind === 3) return [items()];
      if (kind === 4) return [hiddenParagraph()];
      return [paragraph()];
    }).flat(),
  ];
  return [
    makeTitle('青禾镇工作总结'),
    ...HEADINGS.flatMap((heading) => section(heading)),
    makeSignature('unit', '青禾镇'),
    ...(draw.chance(0.4)
      ? [
          hide<Block>({ type: 'annex', id: newId(), children: [{ text: words.hidden(5) }] }),
          hide(makeParagraph(shut())),
        ]
      : []),
    ...(draw.chance(0.4)
      ? [{ type: 'annex' as const, id: newId(), children: [{ text: words.public(5) }] }, paragraph()]
      : []),
  ];
}
