import { inlinesOf, isNote } from '../../../../shared/document/guards.ts';
import { textOfNote } from '../../../../shared/document/notes.ts';
import { plainText } from '../../../../shared/document/plain-text.ts';
import type { Block, Variables } from '../../../../shared/document/types.ts';

/** Every way in which a document may be read: with all changes, without any, with both beside each other; and its notes. */
export function readingsOf(blocks: readonly Block[], variables: Variables): string {
  const notes = blocks.flatMap((block) =>
    inlinesOf(block).flatMap((node) => (isNote(node) ? [textOfNote(node.body)] : [])),
  );
  const views = (['final', 'original', 'markup'] as const).map((view) =>
    plainText(blocks, { variables, view }),
  );
  return [...views, ...notes].join('\n');
}

/** Characters in a row by which a part of a passage is known in what a person wrote about it. */
const TELLING = 6;
/** And in what the program took out of the text: a quotation, an answer, a finding. */
const TELLING_QUOTED = 4;

/** Says whether words tell of a passage that is erased: all of it, or a part that stands nowhere in the text. */
export type PassageParts = {
  /** Of what somebody wrote. */
  written: (text: string) => boolean;
  /** Of what was taken out of the text, however short it is. */
  quoted: (text: string) => boolean;
};

/** @param kept all that the text says in the end: what stands there, too, is no part of what goes */
export function partsOf(passage: string, kept: string): PassageParts {
  const partsOfLength = (length: number): string[] => {
    const chars = Array.from(passage);
    const parts: string[] = [];
    for (let at = 0; at + length <= chars.length; at += 1) {
      const part = chars.slice(at, at + length).join('');
      if (!kept.includes(part)) parts.push(part);
    }
    return parts;
  };
  const long = partsOfLength(TELLING);
  const short = partsOfLength(TELLING_QUOTED);
  const has = (text: string, parts: readonly string[]): boolean =>
    text.includes(passage) || parts.some((part) => text.includes(part));
  return {
    written: (text) => has(text, long),
    quoted: (text) =>
      has(text, short) ||
      (text.trim().length > 1 && passage.includes(text.trim()) && !kept.includes(text.trim())),
  };
}
