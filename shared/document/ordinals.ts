import { fromChineseNumber, toChineseNumber } from '../text/chinese-number.ts';
import { inlinesOf, isOrdinal, isTextBlock } from './guards.ts';
import type { Block, Inline, Ordinal, OrdinalMark, OrdinalScheme } from './types.ts';

/** 首先 has words for its first and last places only; longer runs go on with 第四, 第五 …. */
const SHOUXIAN = ['首先', '其次', '再次'];

/** The label of the nth item (from 1): 一是 · 一要 · 首先， · 第一， · 其一，. Only 一是 and 一要 take no comma (rule 15). */
export function ordinalLabel(scheme: OrdinalScheme, n: number, mark: OrdinalMark | '，' = '，'): string {
  switch (scheme) {
    case 'shi':
      return `${toChineseNumber(n)}是`;
    case 'yao':
      return `${toChineseNumber(n)}要`;
    case 'di':
      return `第${toChineseNumber(n)}${mark}`;
    case 'qi':
      return `其${toChineseNumber(n)}${mark}`;
    case 'shouxian':
      return (SHOUXIAN[n - 1] ?? `第${toChineseNumber(n)}`) + mark;
  }
}

const LABEL =
  /^(?:([一二三四五六七八九十]{1,3})[是要]|[第其]([一二三四五六七八九十]{1,3})[，、,：:]|(首先|其次|再次|最后)[，、,：:])$/;

const FORMS: Readonly<Record<OrdinalScheme, RegExp>> = {
  shi: /是$/,
  yao: /要$/,
  di: /^第/,
  qi: /^其[^次]/,
  shouxian: /^(?:首先|其次|再次|最后|第)/,
};

/** Something that reads like a label of this scheme, in any form that people type. */
export function isLabelOf(scheme: OrdinalScheme, value: unknown): value is string {
  return typeof value === 'string' && LABEL.test(value) && FORMS[scheme].test(value);
}

export function isOrdinalMark(value: unknown): value is OrdinalMark {
  return value === '、' || value === ',' || value === '：' || value === ':';
}

/** The number that a typed label says; null for 最后，, which says none. */
export function numberInLabel(label: string): number | null {
  const [, digits, counted, word] = LABEL.exec(label) ?? [];
  if (word !== undefined) {
    const at = SHOUXIAN.indexOf(word);
    return at < 0 ? null : at + 1;
  }
  return fromChineseNumber(digits ?? counted ?? '');
}

/**
 * The labels of all ordinals of a report, by the ordinal node itself (nodes are immutable, and the page asks
 * for a node's label while it renders it).
 *
 * A run begins at the first ordinal after a heading, after the title, where `restart` says so, or where the
 * scheme changes; it goes on over following paragraphs. A tracked deletion is not counted. A label that was typed
 * stands as it is, and counting goes on from it.
 */
export function ordinalLabels(blocks: readonly Block[]): Map<Ordinal, string> {
  const labels = new Map<Ordinal, string>();
  for (const run of ordinalRuns(blocks)) {
    const mark = run.find((ordinal) => ordinal.mark)?.mark;
    let n = 0;
    for (const ordinal of run) {
      const { typed } = ordinal;
      if (!ordinal.del) n = (typed === undefined ? null : numberInLabel(typed)) ?? n + 1;
      labels.set(ordinal, typed ?? ordinalLabel(ordinal.scheme, Math.max(n, 1), mark));
    }
  }
  return labels;
}

/** The runs of a report: lists of ordinals that are counted together. */
export function ordinalRuns(blocks: readonly Block[]): Ordinal[][] {
  const runs: Ordinal[][] = [];
  let run: Ordinal[] | null = null;
  for (const block of blocks) {
    if (block.type !== 'paragraph' && block.type !== 'table') run = null;
    for (const node of inlinesOf(block)) {
      if (!isOrdinal(node)) continue;
      if (!run || node.restart || run[0]?.scheme !== node.scheme) {
        run = [];
        runs.push(run);
      }
      run.push(node);
    }
  }
  return runs;
}

/** An item: its ordinal and the inline nodes up to the next ordinal of the same block. */
export type Item = { ordinal: Ordinal; nodes: Inline[] };

/** A block split at its ordinals: what stands before the first (the lead-in), and the items. */
export function itemsOf(block: Block): { leadIn: Inline[]; items: Item[] } {
  const leadIn: Inline[] = [];
  const items: Item[] = [];
  if (!isTextBlock(block)) return { leadIn: inlinesOf(block), items };
  for (const node of block.children) {
    if (isOrdinal(node)) items.push({ ordinal: node, nodes: [] });
    else (items.at(-1)?.nodes ?? leadIn).push(node);
  }
  return { leadIn, items };
}
