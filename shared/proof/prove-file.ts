import { headingLabels } from '../document/numbering.ts';
import type { Block } from '../document/types.ts';
import type { Spell } from '../edition/spell.ts';
import { bare, firstDifference, type FirstDifference } from './first-difference.ts';
import { readReport } from './read-simply.ts';
import { spelledWords } from './words-of.ts';

/** How a file reads, its changes accepted or rejected. */
export type MarkedReading = Readonly<Record<'accepted' | 'rejected', string>>;

/** Which reading of a file is not what it must be, and where. */
export type WrongFile = FirstDifference & { side: 'accepted' | 'rejected' };

const SIDES = ['rejected', 'accepted'] as const;

/**
 * Whether the only difference is in breaks of which a change is open, and in the numbers behind them: not each of them
 * has a mark in Word to stand on, and a number that is typed out there stays where its heading joins the line before.
 */
function isOpenBreak(blocks: readonly Block[], expected: string, found: string): boolean {
  const open = blocks.filter(({ pIns, pDel }) => pIns !== undefined || pDel !== undefined);
  if (open.length === 0) return false;
  const numbers = headingLabels(blocks);
  const labels = open.flatMap(({ id }) => numbers.get(id) ?? []);
  const without = (text: string): string =>
    labels.reduce((left, label) => left.replaceAll(label, ''), text.replaceAll('\n', ''));
  return without(expected) === without(found);
}

/**
 * Compares a marked file as it was written (送审稿、花脸稿) with the report that it was written from; null where both say
 * the same.
 * @param spell how the report reads in such a file
 */
export function proveMarked(blocks: readonly Block[], spell: Spell, file: MarkedReading): WrongFile | null {
  const wordsOf = spelledWords(spell);
  for (const side of SIDES) {
    const expected = bare(readReport(blocks, () => side === 'accepted', wordsOf));
    const found = bare(file[side]);
    const difference = isOpenBreak(blocks, expected, found) ? null : firstDifference(expected, found);
    if (difference) return { side, ...difference };
  }
  return null;
}
