import { joinedRows, soundRows } from '../../shared/contract/sound-rows.ts';
import { MAX_FIELD_VALUE, type ReportDetail } from '../../shared/contract/methods.ts';
import type { NotKept } from '../../shared/contract/not-kept.ts';
import { repairBlocks } from '../../shared/document/repair.ts';
import type { Block, Variables } from '../../shared/document/types.ts';
import { adoptBlocks } from '../../shared/document/adopt-blocks.ts';
import { wayHiding } from '../../shared/edition/way-hiding.ts';
import { knownRows } from '../../shared/review/known-rows.ts';
import { sameNode } from '../../shared/review/apply-blocks.ts';
import type { Review, ReviewRows } from '../../shared/review/types.ts';
import type { Replacement } from './save-queue.ts';

export type Stored = { detail: ReportDetail; review: Review; people: ReadonlySet<string> };
export type InWindow = { blocks: readonly Block[]; variables: Variables; rows: ReviewRows };

export type Resync = {
  replacement: Replacement;
  /** What the window is to hold from now on; `changed` when that is something else than it holds. */
  blocks: Block[];
  changed: boolean;
  variables: Variables;
  /** Places that stay hidden, where the window would have made them public. */
  hidden: number;
  /** What the store would never take, by number. */
  takenOff: NotKept;
};

/**
 * How to bring the store to what a window holds after one of its batches was refused: not by the operations that were
 * refused, but by those that lead from what is stored to what the window holds, mended, without what can't be stored.
 */
export function resync(stored: Stored, held: InWindow): Resync {
  const { detail, review, people } = stored;
  const rows = soundRows(held.rows, review, people);
  const { blocks: sound, mended } = repairBlocks(held.blocks);
  const { blocks: known, takenOff } = adoptBlocks(sound, { rows: knownRows(joinedRows(review, rows)) });
  const { ops, blocks, hidden } = wayHiding(detail.document.blocks, known);
  const variables = storable(held.variables, detail.variables);
  const changes = changedVariables(detail.variables, variables);
  const hasRows = rows.revisions.length + rows.threads.length + rows.decisions.length > 0;
  return {
    replacement: {
      revision: detail.revision,
      ops,
      variables: Object.keys(changes).length > 0 ? changes : null,
      review: hasRows ? rows : null,
    },
    blocks,
    changed:
      !sameNode(blocks, held.blocks) || Object.keys(changedVariables(held.variables, variables)).length > 0,
    variables,
    hidden,
    takenOff: {
      ...takenOff,
      mended:
        mended + Object.keys(held.variables).filter((key) => variables[key] !== held.variables[key]).length,
    },
  };
}

/** The variables, with the stored value where the window's is too long. */
function storable(held: Variables, stored: Variables): Variables {
  return Object.fromEntries(
    Object.entries(held).flatMap(([key, value]) => {
      const kept = value.length <= MAX_FIELD_VALUE ? value : stored[key];
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

function changedVariables(before: Variables, after: Variables): Variables {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => (before[key] === after[key] ? [] : [[key, after[key] ?? '']])),
  );
}
