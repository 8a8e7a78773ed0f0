import { isField, isOrdinal } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import type { Block, BlockForm, Inline, Variables } from '../document/types.ts';
import { threadsOn } from '../review/marks.ts';
import { formOf } from '../review/resolve.ts';
import type { LayoutSettings } from '../settings/layout.ts';
import type { Template } from '../template/schema.ts';
import { hiderOf, openField, toEdition, type EditionSource } from './gate.ts';
import { maskedField, type EditionPolicy } from './mask.ts';
import type { EditionDocument, EditionRun } from './types.ts';

declare const gated: unique symbol;

/** A run of text with the tracked changes (revision ids) and the threads that lie on it. */
export type CopyRun = EditionRun & { ins?: string; del?: string; threads: readonly string[] };

type Breaks = { pIns?: string; pDel?: string };

export type CopyBlock = Breaks & { id: string } & (
    | {
        type: 'text';
        form: BlockForm;
        /** A tracked change of form, and the form before. */
        format?: { revision: string; was: BlockForm };
        number: string;
        runs: CopyRun[];
      }
    | { type: 'table'; rows: { header: boolean; cells: CopyRun[][] }[] }
  );

/**
 * 送审稿: the internal edition with everything that is tracked and commented in it. Blocks stand one for one for those
 * of the report, the empty ones too, so that what comes back finds its place.
 */
export type ReviewCopy = {
  readonly [gated]: true;
  /** The same report as a plain edition: title, unit, file name, head, layout. */
  edition: EditionDocument;
  blocks: CopyBlock[];
};

/** How an inline node reads in a review copy. */
export type Spell = (node: Inline) => EditionRun[];

/** Values that are secret are masked here too; all others can be read. */
export function spellerOf(blocks: readonly Block[], variables: Variables, policy: EditionPolicy): Spell {
  const labels = ordinalLabels(blocks);
  const hides = hiderOf(blocks, 'internal', policy);
  return (node) => {
    if (isOrdinal(node)) return [{ text: labels.get(node) ?? '' }];
    if (!isField(node)) return [{ text: node.text }];
    if (hides(node)) return [{ text: maskedField(node, variables, policy.mask) }];
    return openField(node, variables);
  };
}

export function toReviewCopy(
  source: EditionSource,
  template: Template | undefined,
  policy: EditionPolicy,
  layout?: LayoutSettings,
): ReviewCopy {
  const { blocks } = source.document;
  const spell = spellerOf(blocks, source.variables, policy);
  const numbers = headingLabels(blocks);
  const runsOf = (nodes: readonly Inline[]): CopyRun[] =>
    nodes.flatMap((node) => {
      const { ins, del } = node;
      const marks = { ...(ins ? { ins } : {}), ...(del ? { del } : {}), threads: threadsOn(node) };
      return spell(node).flatMap((run) => (run.text ? [{ ...run, ...marks }] : []));
    });
  const made: Pick<ReviewCopy, 'edition' | 'blocks'> = {
    edition: toEdition(source, template, 'internal', policy, layout),
    blocks: blocks.map((block): CopyBlock => {
      const { id, pIns, pDel } = block;
      const shared = { id, ...(pIns ? { pIns } : {}), ...(pDel ? { pDel } : {}) };
      if (block.type === 'table') {
        const rows = block.children.map((row) => ({
          header: row.header === true,
          cells: row.children.map((cell) => runsOf(cell.children)),
        }));
        return { ...shared, type: 'table', rows };
      }
      return {
        ...shared,
        type: 'text',
        form: formOf(block),
        ...(block.pFmt && block.pWas ? { format: { revision: block.pFmt, was: block.pWas } } : {}),
        number: numbers.get(id) ?? '',
        runs: runsOf(block.children),
      };
    }),
  };
  return made as ReviewCopy;
}
