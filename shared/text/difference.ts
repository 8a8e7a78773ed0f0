import diff from 'fast-diff';

import { wordsOf } from './words.ts';

/** A stretch of two texts: in both, only in the new one, only in the old one. */
export type TextChange = { kind: 'same' | 'insert' | 'delete'; text: string };

/**
 * The difference of two Chinese texts at the level of words. Joining `same` and `delete` gives the old text, `same`
 * and `insert` the new one; a change has its deletion first.
 */
export function diffText(before: string, after: string): TextChange[] {
  if (before === after) return before ? [{ kind: 'same', text: before }] : [];
  return joinIslands(tidy(diffWords(before, after)));
}

/** Words become one character each, so that a difference of characters is one of words. */
function diffWords(before: string, after: string): TextChange[] {
  const codes = new Map<string, string>();
  const words: string[] = [];
  const encode = (text: string): string =>
    wordsOf(text)
      .map((word) => {
        let code = codes.get(word);
        if (code === undefined) {
          code = codeFor(words.length);
          codes.set(word, code);
          words.push(word);
        }
        return code;
      })
      .join('');
  const a = encode(before);
  const b = encode(after);
  // A vocabulary beyond one UTF-16 unit is a book, not a paragraph: then the texts as a whole differ.
  if (words.length > MOST_WORDS) {
    return [
      { kind: 'delete', text: before },
      { kind: 'insert', text: after },
    ];
  }
  return diff(a, b).map(([kind, text]) => ({
    kind: kind === 0 ? 'same' : kind < 0 ? 'delete' : 'insert',
    text: Array.from(text, (code) => words[wordAt(code)] ?? '').join(''),
  }));
}

// Surrogates and U+0000 are left out: the difference must never cut a pair in two.
const SURROGATES = 0xd800;
const AFTER = 0xe000;
const MOST_WORDS = SURROGATES - 1 + (0xffff - AFTER);

function codeFor(n: number): string {
  const code = n + 1;
  return String.fromCharCode(code < SURROGATES ? code : code - SURROGATES + AFTER);
}

function wordAt(code: string): number {
  const at = code.charCodeAt(0);
  return (at >= AFTER ? at - AFTER + SURROGATES : at) - 1;
}

/** Marks alone hold no sense together: 、 and 的 between two changes only make it harder to read. */
const THIN = /^(?!.*[。！？])[\p{P}\p{Z}的了和与及是在]{1,2}$/u;

/** Joins neighbours, puts a deletion before its insertion, and swallows thin islands between two changes. */
function tidy(changes: readonly TextChange[]): TextChange[] {
  const out: TextChange[] = [];
  let gone = '';
  let come = '';
  const flush = (): void => {
    if (gone) out.push({ kind: 'delete', text: gone });
    if (come) out.push({ kind: 'insert', text: come });
    gone = '';
    come = '';
  };
  changes.forEach((change, at) => {
    if (change.kind === 'delete') gone += change.text;
    else if (change.kind === 'insert') come += change.text;
    else if (gone && come && THIN.test(change.text) && isRewritten(changes, at)) {
      gone += change.text;
      come += change.text;
    } else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') last.text += change.text;
      else out.push({ ...change });
    }
  });
  flush();
  return out;
}

/** True where words were changed on both sides of the island, not only added or only taken away. */
function isRewritten(changes: readonly TextChange[], at: number): boolean {
  const kinds = new Set([changes[at + 1]?.kind, changes[at + 2]?.kind]);
  return kinds.has('delete') && kinds.has('insert');
}

/** What two edits are never joined over: the end of a sentence, and signs that stand for what is no text. */
const PARTING = /[。！？\n\t\u{F0000}-\u{FFFFD}]/u;

/** Two edits with what stands between them. */
type Edit = { gone: string; come: string };
const FIGURE = /^\d[\d,.]*[万亿千百]?[%％]?$/;
const isFigure = ({ gone, come }: Edit): boolean => FIGURE.test(gone) && FIGURE.test(come);
const weight = ({ gone, come }: Edit): number => Math.max(gone.length, come.length);

/**
 * What stayed between two edits by chance, and is no longer than either, makes them harder to read: they are one edit
 * then (the semantic clean-up of Neil Fraser's diff-match-patch). A figure in the place of a figure stays by itself.
 */
function joinIslands(changes: readonly TextChange[]): TextChange[] {
  const edits: Edit[] = [];
  /** What stands before each edit, and at last behind all. */
  const islands: string[] = [];
  let same = '';
  let open: Edit | null = null;
  for (const { kind, text } of changes) {
    if (kind === 'same') {
      same += text;
      open = null;
      continue;
    }
    if (!open) {
      open = { gone: '', come: '' };
      edits.push(open);
      islands.push(same);
      same = '';
    }
    if (kind === 'delete') open.gone += text;
    else open.come += text;
  }
  const kept: Edit[] = [];
  const before: string[] = [];
  edits.forEach((edit, at) => {
    let last: Edit = edit;
    let island = islands[at] ?? '';
    for (let previous = kept.at(-1); previous; previous = kept.at(-1)) {
      if (island.length > Math.min(weight(previous), weight(last))) break;
      if (isFigure(previous) || isFigure(last) || PARTING.test(island)) break;
      last = {
        gone: previous.gone + island + last.gone,
        come: previous.come + island + last.come,
      };
      island = before.at(-1) ?? '';
      kept.pop();
      before.pop();
    }
    kept.push(last);
    before.push(island);
  });
  const out: TextChange[] = [];
  const add = (kind: TextChange['kind'], text: string): void => {
    if (text) out.push({ kind, text });
  };
  kept.forEach(({ gone, come }, at) => {
    add('same', before[at] ?? '');
    add('delete', gone);
    add('insert', come);
  });
  add('same', same);
  return out;
}
