/**
 * What the outline counts beside a section: open comments, and findings by weight.
 *
 * Feeders (review, checks) give counts by **block id**, whenever theirs change:
 * `session.notes.set('comments', new Map([[blockId, 2]]))`. The outline adds them up over a section and its
 * subsections. What a feeder gave last holds until it gives something else; an empty map takes all away.
 */
export type NoteKind = 'comments' | 'errors' | 'warnings';
export type NoteCounts = Readonly<Record<NoteKind, number>>;
type ByBlock = ReadonlyMap<string, number>;

const NO_BLOCKS: ByBlock = new Map();

/** All counts at a time. A new object whenever one of them has changed. */
export type NotesByBlock = Readonly<Record<NoteKind, ByBlock>>;

export class SectionNotes {
  readonly #listeners = new Set<() => void>();
  #all: NotesByBlock = { comments: NO_BLOCKS, errors: NO_BLOCKS, warnings: NO_BLOCKS };

  set(kind: NoteKind, counts: ByBlock): void {
    if (sameCounts(this.#all[kind], counts)) return;
    this.#all = { ...this.#all, [kind]: new Map(counts) };
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly snapshot = (): NotesByBlock => this.#all;
}

export const NO_NOTES: NoteCounts = { comments: 0, errors: 0, warnings: 0 };

/** The counts of the blocks `from` up to `to` together. */
export function notesOf(
  notes: NotesByBlock,
  blocks: readonly { id: string }[],
  from: number,
  to: number,
): NoteCounts {
  if (notes.comments.size + notes.errors.size + notes.warnings.size === 0) return NO_NOTES;
  const sum = (counts: ByBlock): number => {
    let n = 0;
    if (counts.size > 0) for (let at = from; at < to; at += 1) n += counts.get(blocks[at]?.id ?? '') ?? 0;
    return n;
  };
  return { comments: sum(notes.comments), errors: sum(notes.errors), warnings: sum(notes.warnings) };
}

function sameCounts(a: ByBlock, b: ByBlock): boolean {
  return a.size === b.size && [...a].every(([id, count]) => b.get(id) === count);
}
