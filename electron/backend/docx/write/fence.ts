import {
  DocumentProtectionType,
  EditableRangeEnd,
  EditableRangeStart,
  Paragraph,
  type IPropertiesOptions,
  type Run,
  type Table,
} from 'docx';

import type { FenceKind } from '../../../../shared/review/copy-fence.ts';

type FileChild = Paragraph | Table;

/** What Word is to keep reviewers from; `locked`: ids of blocks that they are not to change. */
export type Fence = { allow: FenceKind | null; locked: ReadonlySet<string> };

/** Everything may be changed. */
export const NO_FENCE: Fence = { allow: null, locked: new Set() };

const TYPES = {
  comments: DocumentProtectionType.COMMENTS,
  tracked: DocumentProtectionType.TRACKED_CHANGES,
  sections: DocumentProtectionType.READ_ONLY,
} as const satisfies Record<FenceKind, string>;

/**
 * The protection of a copy, as an option of the file. Without a password: it keeps from doing by mistake what was not
 * asked for, and whoever wants to can take it off.
 */
export function protectionOf({ allow }: Fence): Pick<IPropertiesOptions, 'protection'> {
  return allow === null ? {} : { protection: { type: TYPES[allow] } };
}

/** In a copy with locked sections, the ranges that everybody may change: all that is not locked. */
export class EditableRanges {
  readonly #isOpen: readonly boolean[];
  #range = 0;

  constructor(blocks: readonly { id: string }[], { allow, locked }: Fence) {
    this.#isOpen = blocks.map(({ id }) => allow === 'sections' && !locked.has(id));
  }

  /**
   * Puts the ends of ranges to a block that was written as `written`: into its paragraphs, because LibreOffice moves or
   * drops what stands between two; beside it where it is a table.
   */
  around(index: number, written: readonly FileChild[]): FileChild[] {
    const begins = this.#isOpen[index] === true && this.#isOpen[index - 1] !== true;
    const ends = this.#isOpen[index] === true && this.#isOpen[index + 1] !== true;
    const out = [...written];
    if (begins) {
      this.#range += 1;
      const start = new EditableRangeStart(this.#range);
      const [first] = written;
      if (first instanceof Paragraph) first.addRunToFront(start as unknown as Run);
      else out.unshift(start as unknown as FileChild);
    }
    if (ends) {
      const end = new EditableRangeEnd(this.#range);
      const last = written.at(-1);
      if (last instanceof Paragraph) last.addChildElement(end);
      else out.push(end as unknown as FileChild);
    }
    return out;
  }
}
