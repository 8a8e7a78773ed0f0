import { inlinesOf, isImage } from '../document/guards.ts';
import { headingLabels } from '../document/numbering.ts';
import { noteNumbers } from '../document/notes.ts';
import { ordinalLabels } from '../document/ordinals.ts';
import type { Block, BlockForm, FormatsBefore, Inline, Variables } from '../document/types.ts';
import { threadsOn } from '../document/marks.ts';
import { isReasonThread } from '../review/said-in-word.ts';
import { plainBody } from '../review/mentions.ts';
import { formOf } from '../document/resolve.ts';
import type { Comment, Thread } from '../review/types.ts';
import type { LayoutSettings } from '../settings/layout.ts';
import type { Template } from '../template/schema.ts';
import { hiderOf, toEdition, type EditionSource } from './gate.ts';
import type { EditionPolicy } from './mask.ts';
import { wordMasker } from './mask-words.ts';
import { placeOf, tableWith } from './assemble-blocks.ts';
import { speller, type Spell } from './spell.ts';
import type { EditionCell, EditionDocument, EditionRun } from './types.ts';

declare const gated: unique symbol;

/** A run of text with the tracked changes (revision ids) and the threads that lie on it. */
export type CopyRun = EditionRun & {
  ins?: string;
  del?: string;
  /** A tracked change of formats, and the formats before. */
  format?: { revision: string; was: FormatsBefore };
  /** Id of the node that it is of, for an image: by it the image is found again. */
  node?: string;
  threads: readonly string[];
};

/** A row or a column of a table with its tracked changes. */
export type CopyLine = { ins?: string; del?: string };

export type CopyRow = CopyLine & { header: boolean; cells: EditionCell<CopyRun>[] };

type Breaks = { pIns?: string; pDel?: string };
type Placed = { pageBreak?: true; landscape?: true };

export type CopyBlock = Breaks &
  Placed & { id: string } & (
    | {
        type: 'text';
        form: BlockForm;
        /** A tracked change of form, and the form before. */
        format?: { revision: string; was: BlockForm };
        number: string;
        runs: CopyRun[];
      }
    | {
        type: 'table';
        /** Of the columns in points, null where the words decide. */
        widths?: (number | null)[];
        columns: CopyLine[];
        rows: CopyRow[];
      }
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
    words: wordMasker(blocks, { variables, edition: 'internal', policy, hides }),
  });
}

/** How a comment reads in a review copy. */
export type Say = (thread: Thread, comment: Comment) => string;

/**
 * A comment whose words are gone goes out too, beside its section's heading: its first line says what they were. Values
 * that are secret are masked.
 */
export function sayerOf(blocks: readonly Block[], variables: Variables, policy: EditionPolicy): Say {
  const hides = hiderOf(blocks, 'internal', policy);
  const mask = wordMasker(blocks, { variables, edition: 'internal', policy, hides });
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
    if (carried.has(thread.id) || isReasonThread(thread.id) || comment.id !== first?.id) return body;
    return `${thread.quote ? `【原文已删：${mask(thread.quote)}】` : '【所批的文字已删】'}\n${body}`;
  };
}

const lineOf = ({ ins, del }: CopyLine): CopyLine => ({ ...(ins ? { ins } : {}), ...(del ? { del } : {}) });

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
      const { fmt, was = '' } = node;
      const marks = {
        ...lineOf(node),
        ...(fmt ? { format: { revision: fmt, was } } : {}),
        ...(isImage(node) ? { node: node.id } : {}),
        threads: threadsOn(node),
      };
      return spell(node).map((run) => ({ ...run, ...marks }));
    });
  const made: Omit<ReviewCopy, typeof gated> = {
    edition: toEdition(source, template, 'internal', policy, layout),
    blocks: blocks.map((block): CopyBlock => {
      const { id, pIns, pDel } = block;
      const shared = { id, ...placeOf(block), ...(pIns ? { pIns } : {}), ...(pDel ? { pDel } : {}) };
      if (block.type === 'table') {
        const { widths, rows } = tableWith(block, runsOf);
        const [first] = block.children;
        return {
          ...shared,
          type: 'table',
          ...(widths ? { widths } : {}),
          columns: (first?.children ?? []).map((_, at) => lineOf(block.columns?.[at] ?? {})),
          rows: rows.map((row, at) => ({ ...row, ...lineOf(block.children[at] ?? {}) })),
        };
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
