import type { Point } from 'slate';

import { isText } from '../document/guards.ts';
import type { Inline } from '../document/types.ts';

/** Tokens before a place among inline nodes. */
export function tokensBefore(nodes: readonly Inline[], child: number, offset: number): number {
  let count = 0;
  for (const node of nodes.slice(0, child)) count += isText(node) ? charsOf(node.text) : 1;
  const node = nodes[child];
  if (!node) return count;
  return count + (isText(node) ? charsOf(node.text.slice(0, offset)) : 1);
}

function charsOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The place among inline nodes that has this many tokens before it. */
export function pointAt(nodes: readonly Inline[], count: number): Point {
  let left = count;
  for (const [at, node] of nodes.entries()) {
    if (!isText(node)) {
      left -= 1;
      continue;
    }
    const length = charsOf(node.text);
    if (left <= length) return { path: [at], offset: Array.from(node.text).slice(0, left).join('').length };
    left -= length;
  }
  const last = nodes.at(-1);
  return { path: [Math.max(0, nodes.length - 1)], offset: last && isText(last) ? last.text.length : 0 };
}
