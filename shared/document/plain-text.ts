import { partsOrGap } from './field-text.ts';
import { isTextBlock } from './guards.ts';
import { headingLabels } from './numbering.ts';
import { ordinalLabels } from './ordinals.ts';
import { joinCells, textOfNodes, type ReadingView } from './reading.ts';
import type { Block, Field, Inline, Ordinal, Variables } from './types.ts';

export type TextOptions = {
  variables?: Variables;
  /** Which words under tracked changes are read. Left out: all of them. */
  view?: ReadingView;
  /** Text of a field instead of `fieldText`. */
  field?: (field: Field) => string;
  /** What is not filled in reads as a gap (`partsOrGap`): for what is read off the page. */
  gaps?: boolean;
};

/** What a run of inline nodes reads like (`shared/document/reading.ts`), without the way back to them. */
export function textOfInlines(
  nodes: readonly Inline[],
  labels: ReadonlyMap<Ordinal, string>,
  { variables, view, field, gaps }: TextOptions = {},
): string {
  const ownText = field && ((node: Field) => [{ is: 'value' as const, text: field(node) }]);
  const withGaps = gaps && ((node: Field) => partsOrGap(node, variables ?? {}));
  return textOfNodes(nodes, labels, { variables, view, field: ownText || withGaps || undefined });
}

/** A block's text without its heading number; the cells of a table as `joinCells` has them. */
export function textOfBlock(
  block: Block,
  labels: ReadonlyMap<Ordinal, string>,
  options: TextOptions = {},
): string {
  if (isTextBlock(block)) return textOfInlines(block.children, labels, options);
  return joinCells(
    block.children.map((row) => row.children.map((cell) => textOfInlines(cell.children, labels, options))),
  );
}

/** The plain text of a report, a line a block, with heading numbers and item labels. */
export function plainText(blocks: readonly Block[], options: TextOptions = {}): string {
  const labels = ordinalLabels(blocks);
  const numbers = headingLabels(blocks);
  return blocks
    .map((block) => (numbers.get(block.id) ?? '') + textOfBlock(block, labels, options))
    .join('\n');
}

const [OTHER, LATIN, SPACE] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z0-9.%]/.test(char) ? LATIN : /\s/.test(char) ? SPACE : OTHER;
});
/** White space beyond Latin-1, and the second half of a rare character. */
const isUncounted = (code: number): boolean =>
  (code < 0x3001 || code >= 0xd800) &&
  ((code >= 0xdc00 && code <= 0xdfff) || /\s/.test(String.fromCharCode(code)));

/**
 * Characters as officials count them (Word's "字数"): every Han character, mark or full-width sign counts one,
 * a run of Latin letters or digits counts one.
 */
export function countWords(text: string): number {
  let words = 0;
  let inLatin = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const kind = code < KINDS.length ? KINDS[code] : isUncounted(code) ? SPACE : OTHER;
    if (kind === OTHER || (kind === LATIN && !inLatin)) words += 1;
    inLatin = kind === LATIN;
  }
  return words;
}
