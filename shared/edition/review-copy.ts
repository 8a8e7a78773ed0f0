import { inlinesOf } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { noteNumbers } from '../document/notes.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import type { Block, BlockForm, Inline, Variables } from '../document/types.ts';
import { threadsOn } from '../document/marks.ts';
import { plainBody } from '../review/mentions.ts';
import { formOf } from '../document/resolve.ts';
import type { Comment, Thread } from '../review/types.ts';
import type { LayoutSettings } from '../settings/layout.ts';
import type { Template } from '../template/schema.ts';
import { hiderOf, toEdition, type EditionSource } from './gate.ts';
import type { EditionPolicy } from './mask.ts';
import { wordMasker } from './mask-words.ts';
import { speller, type Spell } from './spell.ts';
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
  say: Say;
};

/** How inline nodes read in a review copy. Values that are secret are masked here too; all others can be read. */
export function spellerOf(blocks: readonly Block[], variables: Variables, policy: EditionPolicy): Spell {
  const hides = hiderOf(blocks, 'internal', policy);
  return speller(ordinalLabels(blocks), {
    variables,
    hides,
    mask: policy.mask,
    notes: noteNumbers(blocks),
    words: wordMasker(blocks, variables, hides),
  });
}

/** How a comment reads in a review copy. */
export type Say = (thread: Thread, comment: Comment) => string;

/**
 * A comment whose words are gone goes out too, beside its section's heading: its first line says what they were. Values
 * that are secret are masked.
 */
export function sayerOf(blocks: readonly Block[], variables: Variables, policy: EditionPolicy): Say {
  const mask = wordMasker(blocks, variables, hiderOf(blocks, 'internal', policy));
  const spell = spellerOf(blocks, variables, policy);
  const carried = new Set(
    blocks.flatMap((block) =>
      inlinesOf(block).flatMap((node) => {
        const threads = threadsOn(node);
        return threads.length > 0 && spell(node).length > 0 ? threads : [];
      }),
    ),
  );
  return (thread, comment) => {
    const body = mask(plainBody(comment.body));
    const first = thread.comments.find(({ removed }) => !removed);
    if (carried.has(thread.id) || comment.id !== first?.id) return body;
    return `${thread.quote ? `【原文已删：${mask(thread.quote)}】` : '【所批的文字已删】'}\n${body}`;
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
      return spell(node).map((run) => ({ ...run, ...marks }));
    });
  const made: Omit<ReviewCopy, typeof gated> = {
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
    say: sayerOf(blocks, source.variables, policy),
  };
  return made as ReviewCopy;
}
