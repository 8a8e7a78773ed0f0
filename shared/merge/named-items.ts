import { isOrdinal } from '../document/guards.ts';
import { isOrdinalMark, ordinalLabel } from '../document/ordinals.ts';
import type { OrdinalMark, OrdinalScheme } from '../document/types.ts';
import { headingNumber } from '../structure/heading-number.ts';
import type { Token } from '../review/tokens.ts';
import type { Come, Kept } from './their-items.ts';

/** New headings lose the number that was typed; 一是 at the beginning of a sentence is an item. */
export function withNames(items: readonly (Kept | Come)[], tokens: readonly Token[]): (Kept | Come)[] {
  const out: (Kept | Come)[] = [];
  let scheme: OrdinalScheme | null = null;
  let before = '';
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] as Kept | Come;
    if (item.is === 'kept') {
      const token = tokens[item.token] as Token;
      if (token.is === 'start' || token.is === 'table') {
        if (token.is === 'start' && token.block.type === 'heading') scheme = null;
        before = '';
      } else if (token.is === 'void' && isOrdinal(token.node)) scheme = token.node.scheme;
      if (token.is === 'char' && item.cut === undefined) before = token.text;
      else if (token.is === 'void') before = '字';
      out.push(item);
      continue;
    }
    if (item.token.is !== 'char') {
      before = item.token.is === 'void' ? '字' : '';
      out.push(item);
      if (item.token.is === 'start' && item.token.block.type === 'heading') {
        const number = headingNumber(wordsFrom(items, at + 1));
        if (number) at += Array.from(number.label).length;
      }
      continue;
    }
    const label = /^[。；;：:！？\n]?$/.test(before) ? ordinalAt(items, at, scheme) : null;
    if (label) {
      out.push({ ...item, token: label.token });
      at += label.length - 1;
      before = '字';
      continue;
    }
    before = item.token.text;
    out.push(item);
  }
  return out;
}

function wordsFrom(items: readonly (Kept | Come)[], at: number): string {
  let words = '';
  for (let next = at; words.length < 12; next += 1) {
    const item = items[next];
    if (item?.is !== 'come' || item.token.is !== 'char') break;
    words += item.token.text;
  }
  return words;
}

/** Only where the section has items already: elsewhere 一是 may be just words. */
function ordinalAt(
  items: readonly (Kept | Come)[],
  at: number,
  scheme: OrdinalScheme | null,
): { token: Token; length: number } | null {
  if (!scheme) return null;
  const label = labelsOf(scheme).exec(wordsFrom(items, at))?.[0];
  if (label === undefined) return null;
  return {
    token: { is: 'void', node: { type: 'ordinal', scheme, children: [{ text: '' }] } },
    length: Array.from(label).length,
  };
}

const LABELS = new Map<string, RegExp>();

/** Any label of this scheme, with this mark behind it, at the beginning of a text. */
export function labelsOf(scheme: OrdinalScheme, mark: OrdinalMark | '，' = '，'): RegExp {
  let labels = LABELS.get(scheme + mark);
  if (!labels) {
    const all = new Set(Array.from({ length: 40 }, (_, n) => ordinalLabel(scheme, n + 1, mark)));
    // 十一是 before 一是.
    labels = new RegExp(`^(?:${[...all].sort((a, b) => b.length - a.length).join('|')})`);
    LABELS.set(scheme + mark, labels);
  }
  return labels;
}

export function markOf(label: string): OrdinalMark | '，' {
  const last = label.slice(-1);
  return isOrdinalMark(last) ? last : '，';
}
