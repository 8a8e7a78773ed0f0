import { inlinesOf, isField } from '../document/guards.ts';
import { fieldUnit, fieldValue, withUnit } from '../document/plain-text.ts';
import type { ReportDocument, Variables } from '../document/types.ts';
import type { Template } from '../template/schema.ts';
import { textOfRuns, toEdition } from './gate.ts';
import { isSecret, variableIsPublic } from './mask.ts';
import { findIdNumbers, findMobileNumbers, findNames } from './personal-data.ts';
import type { EditionBlock } from './types.ts';

/** Text of the public edition that still looks like a secret. */
export type Leftover = {
  /** A value that is masked elsewhere, a person's name, a mobile number, an identity card's number. */
  kind: 'value' | 'name' | 'phone' | 'id-number';
  block: string;
  /** As it would be printed. */
  text: string;
  /** Place in the block's text, without the heading's number. */
  at: number;
};

/**
 * What somebody should look at before the public edition leaves the house: plain text is printed as it was typed,
 * and may repeat what a field beside it hides. Errs on the side of asking.
 */
export function findLeftovers(
  document: ReportDocument,
  variables: Variables,
  template: Template | undefined,
): Leftover[] {
  const secrets = secretWords(document, variables, template);
  const source = { document, variables, year: 0, unit: variables['unit'] ?? '', state: 'drafting' as const };
  const { blocks } = toEdition(source, template, 'public');
  return blocks.flatMap((block) => {
    const text = textOfBlock(block);
    const found = (kind: Leftover['kind'], places: readonly { text: string; at: number }[]): Leftover[] =>
      places.map((place) => ({ kind, block: block.id, ...place }));
    return [
      ...found('value', findSecrets(text, secrets)),
      ...found('name', findNames(text)),
      ...found('phone', findMobileNumbers(text)),
      ...found('id-number', findIdNumbers(text)),
    ].sort((a, b) => a.at - b.at);
  });
}

function textOfBlock(block: EditionBlock): string {
  if (block.type === 'table') return block.rows.map((row) => row.cells.map(textOfRuns).join('\t')).join('\n');
  return textOfRuns(block.runs) + (block.type === 'heading' ? textOfRuns(block.runIn ?? []) : '');
}

/** The words that the public edition hides, as they might have been typed again. */
function secretWords(
  document: ReportDocument,
  variables: Variables,
  template: Template | undefined,
): Set<string> {
  const isPublic = variableIsPublic(template);
  const words = new Set<string>();
  for (const block of document.blocks) {
    for (const node of inlinesOf(block)) {
      if (!isField(node) || node.del || !isSecret(node, isPublic)) continue;
      const value = fieldValue(node, variables);
      const unit = fieldUnit(node, variables);
      // A bare number stands for anything (12次, 12月); only with its unit does it say what is hidden.
      const word = /^[\d.,，]+$/.test(value) ? withUnit({ ...node, unit }, value) : value;
      if (Array.from(word).length > 1 && word !== unit) words.add(word);
    }
  }
  for (const [key, value] of Object.entries(variables)) {
    if (!isPublic(key) && Array.from(value).length > 1) words.add(value);
  }
  return words;
}

function findSecrets(text: string, words: ReadonlySet<string>): { text: string; at: number }[] {
  const places: { text: string; at: number }[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      // 12次 is not in 112次.
      const inNumber = /^[\d.]/.test(word) && /[\d.]/.test(text[at - 1] ?? '');
      if (!inNumber) places.push({ text: word, at });
    }
  }
  // A longer find covers the shorter ones in it: 青禾镇 and 青禾.
  return places.filter(
    (one) =>
      !places.some(
        (other) =>
          other !== one &&
          other.text.length > one.text.length &&
          other.at <= one.at &&
          other.at + other.text.length >= one.at + one.text.length,
      ),
  );
}
