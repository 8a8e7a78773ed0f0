import type { BlockView, Hit } from './types.ts';

/** Characters around a finding that tell it from another of the same rule. */
const AROUND = 8;

/**
 * Names a finding by its rule, its words and the words around it, so that an ignored one stays ignored while the
 * text moves about, and comes back when it is rewritten.
 */
export function findingKey(rule: string, view: BlockView, hit: Hit): string {
  if (hit.key !== undefined) return `${rule}|${hit.key}`;
  const { text } = view;
  const before = plain(text.slice(Math.max(0, hit.from - 2 * AROUND), hit.from)).slice(-AROUND);
  const after = plain(text.slice(hit.to, hit.to + 2 * AROUND)).slice(0, AROUND);
  return `${rule}|${before}‸${plain(text.slice(hit.from, hit.to))}‸${after}`;
}

function plain(text: string): string {
  return text.replace(/\s+/g, '');
}
