import type { Match } from '../../../shared/find/find.ts';
import type { FindState } from './find-session.ts';

/** `3/17`, with `没有` where nothing is found and nothing at all where nothing is looked for. */
export function countText({ words, matches, current }: FindState): string {
  if (!words) return '';
  return matches.length === 0 ? '没有' : `${current + 1}/${matches.length}`;
}

/** A match as it would read after replacing, for the list. */
export type PreviewRow = {
  index: number;
  before: string;
  removed: string;
  /** '' where nothing is put in its place, or where it stays. */
  added: string;
  after: string;
  /** Why it stays as it is. */
  why: string | null;
};

/** Rows at once in the list; the current one is among them. */
const ROWS = 100;

export function previewRows(
  { matches, current, replacement }: FindState,
  refusal: (match: Match) => string | null,
): PreviewRow[] {
  const first = Math.max(0, Math.min(current - ROWS / 2, matches.length - ROWS));
  return matches.slice(first, first + ROWS).map((match, at) => {
    const why = refusal(match);
    const { before, after, text } = match;
    return { index: first + at, before, removed: text, added: why === null ? replacement : '', after, why };
  });
}

/** What the toast says after replacing all. */
export function replacedText({ replaced, refused }: { replaced: number; refused: number }): string {
  const rest = refused > 0 ? `另有 ${refused} 处在字段或序号里，没有动。` : '';
  return replaced > 0 ? `已替换 ${replaced} 处。${rest}` : `没有替换：${refused} 处都在字段或序号里。`;
}
