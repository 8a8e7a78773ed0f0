import type { Block, Variables } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { sayerOf, spellerOf, toReviewCopy } from '../../../shared/edition/review-copy.ts';
import type { Person, Review } from '../../../shared/review/types.ts';
import { mergeCopy, type Merged } from '../../../shared/merge/merge.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { writeReviewCopy } from '../../../electron/backend/docx/write/write-review-copy.ts';
import { photos } from '../../rich-report.ts';

export const SENT = '2025-12-02T00:00:00.000Z';
export const SAVED = '2025-12-05T08:00:00.000Z';

export type Sent = { blocks: Block[]; variables: Variables; review: Review; people: Person[] };

/** The copy as Word would give it back if nobody had touched it. */
export async function untouched(sent: Sent): Promise<WordCopy> {
  return readReviewCopy('稿.docx', await writtenCopy(sent));
}

/** The file that goes out. */
export async function writtenCopy({ blocks, variables, review, people }: Sent): Promise<Uint8Array> {
  const source = {
    document: { schema: 1, blocks },
    variables,
    year: 2025,
    unit: '青禾镇',
    state: 'in-review' as const,
  };
  const copy = toReviewCopy(source, undefined, editionPolicy(undefined));
  const identity = {
    format: 2 as const,
    report: 'r',
    version: 'v',
    number: 1,
    title: '',
    year: 2025,
    copy: '',
  };
  return writeReviewCopy(copy, { ...review, people }, identity, { images: photos });
}

export function merged(sent: Sent, copy: WordCopy, ours: Partial<Sent> = {}): Merged {
  const { blocks, variables, review, people } = sent;
  return mergeCopy(
    {
      version: 'v',
      at: SENT,
      blocks,
      variables,
      review,
      people,
      spell: spellerOf(blocks, variables, editionPolicy(undefined)),
      say: sayerOf(blocks, variables, editionPolicy(undefined)),
    },
    { blocks, variables, review, ...ours },
    copy,
    {
      authorOf: (name) => people.find((one) => one.name === name)?.id ?? `w-${name}`,
      unknown: 'unknown',
      at: SAVED,
    },
  );
}

/** What a merge brought, without the report. */
export function brought({ blocks: _blocks, ...rest }: Merged): Record<string, number> {
  return Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, Array.isArray(value) ? value.length : value]),
  );
}
