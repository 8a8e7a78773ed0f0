import { isImage, isNote } from '../document/guards.ts';
import type { Block } from '../document/types.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import type { Conflict } from '../review/types.ts';
import { blockAt } from './ground.ts';
import type { Deletion, Insertion } from './groups.ts';

type Input = {
  sent: readonly Token[];
  now: readonly Token[];
  /** Place of a sent token in the report as it is now, and the other way round; -1: none. */
  map: Int32Array;
  from: Int32Array;
  insertions: readonly Insertion[];
  deletions: readonly Deletion[];
  /** Deletions of which something else is told already. */
  told: ReadonlySet<Deletion>;
  textOf: (token: Token) => string;
  blocks: readonly Block[];
  /** Came here with the same copy before. */
  isOwn: (token: Token) => boolean;
};

type Range = { from: number; to: number; author: string };

export function findConflicts(input: Input): Conflict[] {
  const { sent, now, map, from: fromNow, textOf } = input;
  const changedHere = (token: number): boolean => {
    const at = map[token] ?? -1;
    if (at < 0) return true;
    const was = changeOf(sent[token] as Token);
    const is = changeOf(now[at] as Token);
    return (is.del !== undefined && was.del === undefined) || valueOf(sent[token]) !== valueOf(now[at]);
  };
  /** Words here that were not sent, right behind a sent token. */
  const addedBehind = (token: number): number[] => {
    const at = map[token] ?? -1;
    const found: number[] = [];
    if (at < 0) return found;
    for (let next = at + 1; next < now.length && (fromNow[next] ?? -1) < 0; next += 1)
      if (!input.isOwn(now[next] as Token)) found.push(next);
    return found;
  };
  const ranges: Range[] = [];
  for (const deletion of input.deletions) {
    if (input.told.has(deletion)) continue;
    const { tokens, revision } = deletion;
    const first = tokens[0] ?? 0;
    const last = tokens.at(-1) ?? first;
    const changed = tokens.filter((token) => changedHere(token));
    const inner = tokens.slice(0, -1).some((token) => addedBehind(token).length > 0);
    // Both took out all of it: that is no conflict.
    if (
      inner ||
      (changed.length > 0 && changed.length < tokens.length) ||
      tokens.some((token) => isRevalued(token))
    )
      ranges.push({ from: first, to: last, author: revision.author });
  }
  /** Words that the copy has others for, and that are all gone here. */
  const replacedAt = new Set(
    input.deletions
      .filter(({ tokens }) => tokens.every((token) => isGone(token)))
      .flatMap(({ tokens }) => [tokens[0] ?? -1, tokens.at(-1) ?? -1]),
  );
  for (const { gap, revisions } of input.insertions) {
    const alone = (token: number): boolean => token >= 0 && token < sent.length && changedHere(token);
    const replaced = replacedAt.has(gap - 1) || replacedAt.has(gap);
    if (addedBehind(gap - 1).length > 0 || (alone(gap - 1) && alone(gap)) || replaced)
      ranges.push({ ...withReplaced(gap), author: revisions[0]?.author ?? '' });
  }
  return joined(ranges)
    .map((range) => describe(range))
    .filter(({ theirs, ours }) => theirs !== ours);

  function isRevalued(token: number): boolean {
    const at = map[token] ?? -1;
    return at >= 0 && valueOf(sent[token]) !== valueOf(now[at]);
  }

  /** What came in in the place of other words is read with them. */
  function withReplaced(gap: number): { from: number; to: number } {
    const before = input.deletions.find(({ tokens }) => tokens.at(-1) === gap - 1);
    const behind = input.deletions.find(({ tokens }) => tokens[0] === gap);
    return { from: before?.tokens[0] ?? gap, to: behind?.tokens.at(-1) ?? gap - 1 };
  }

  function isGone(token: number): boolean {
    const at = map[token] ?? -1;
    const was = changeOf(sent[token] as Token).del;
    return at < 0 || (changeOf(now[at] as Token).del !== undefined && was === undefined);
  }

  /** A field's value, a table's words. */
  function valueOf(token: Token | undefined): string {
    if (token?.is === 'table') return textOf(token);
    if (token?.is === 'void' && isNote(token.node)) return JSON.stringify(token.node.body);
    if (token?.is === 'void' && isImage(token.node)) {
      const { asset, width, height } = token.node;
      return `${asset} ${width} ${height}`;
    }
    if (token?.is !== 'void' || token.node.type !== 'field') return '';
    const { value, unit, variable = '' } = token.node;
    return `${value} ${unit} ${variable}`;
  }

  function describe({ from, to, author }: Range): Conflict {
    let left = from - 1;
    while (left > 0 && (map[left] ?? -1) < 0) left -= 1;
    let right = to + 1;
    while (right < sent.length && (map[right] ?? -1) < 0) right += 1;
    const start = Math.max(0, map[left] ?? 0);
    const end = right < sent.length ? (map[right] ?? now.length) : now.length;
    const come = input.insertions.filter(({ gap }) => gap >= from && gap <= to + 1);
    const gone = new Set(input.deletions.flatMap(({ tokens }) => tokens));
    const kept = sent.slice(from, to + 1).filter((_, n) => !gone.has(from + n));
    return {
      block: blockAt(now, start) ?? input.blocks[0]?.id ?? '',
      author,
      base: wordsOf(sent.slice(left + 1, right), textOf),
      theirs: wordsOf([...kept, ...come.flatMap(({ tokens }) => tokens.map(({ token }) => token))], textOf),
      ours:
        end > start
          ? wordsOf(
              now.slice(start + 1, end).filter((token) => changeOf(token).del === undefined),
              textOf,
            )
          : '',
    };
  }
}

/** At most so much of a text that was changed on both sides. */
const MOST = 300;

function wordsOf(tokens: readonly Token[], textOf: (token: Token) => string): string {
  return tokens
    .map((token) => textOf(token))
    .join('')
    .slice(0, MOST);
}

function joined(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last && range.from <= last.to + 2) last.to = Math.max(last.to, range.to);
    else out.push({ ...range });
  }
  return out;
}
