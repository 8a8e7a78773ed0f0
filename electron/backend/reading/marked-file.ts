import type { Variables } from '../../../shared/document/types.ts';
import { FileError } from '../../../shared/errors/file-error.ts';
import { runsOf, type WordBlock, type WordRun } from '../../../shared/merge/word-copy.ts';
import type { Doubt } from '../../../shared/structure/certainty.ts';
import type { Recognised } from '../../../shared/structure/recognise.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { HowToDecide } from '../docx/read/decide-changes.ts';
import type { ReturnedCopy } from '../docx/read/read-review-copy.ts';
import type { NewImage } from '../files/image.ts';
import type { OpenedFile } from '../files/source-file.ts';
import { marksOfFile, type FileMarks } from './marks-of-file.ts';
import { NO_DATE } from './no-date.ts';
import { packDocument } from './packed-document.ts';
import { recogniseFile } from './recognise-file.ts';
import { refuseTooMuchReturned } from './too-much.ts';

/** A Word file's tracked changes and comments, on the report as it was before them. */
export type MarkedFile = Omit<FileMarks, 'blocks'> & {
  /** The report with its marks, for `unpackDocument`. */
  packed: Uint8Array;
  /** The same without them. */
  original: Uint8Array;
  variables: Variables;
  doubtful: Doubt[];
};

export type FileReview = {
  /** Null where there are none. */
  marked: MarkedFile | null;
  /** The version that the file is a review copy of, by what it says itself, and the report's title. */
  copyOf: { version: string; title: string; year: number | null } | null;
};

/**
 * Reads a Word file that has tracked changes or comments once more, for them.
 * @param found what it is with all of its changes accepted
 * @returns with the images of the text before the changes, by which some were taken out
 */
export async function readMarks(
  file: OpenedFile,
  templates: readonly Template[],
  fit: boolean,
  found: Pick<Recognised, 'document' | 'variables' | 'doubtful'>,
): Promise<FileReview & { images: NewImage[] }> {
  const { readReviewCopy } = await import('../docx/read/read-review-copy.ts');
  const copy = await readReviewCopy(file.name, file.source);
  refuseTooMuchReturned(file.name, copy);
  const { identity } = copy;
  const version = identity?.version ?? copy.version;
  const copyOf = version ? { version, title: identity?.title ?? '', year: identity?.year ?? null } : null;
  const before = await readBefore(file, templates, fit, 'before-kept');
  const base = before ?? { ...found, images: [] };
  const { document, variables, doubtful } = base;
  const { blocks, ...marks } = marksOfFile({
    copy: before ? copy : accepted(copy),
    original: { blocks: document.blocks, variables },
    final: { blocks: found.document.blocks, variables: found.variables },
    version: file.hash().slice(0, 16),
    noDate: NO_DATE,
  });
  const { images } = base;
  if (before === null && hasChanges(copy)) marks.notKept.unshift(ALL_NEW);
  if (marks.changes + marks.comments + marks.notKept.length === 0) return { marked: null, copyOf, images };
  const packed = packDocument({ ...document, blocks });
  // Where changes can't be kept the text has them; who wants the text of before wants it without.
  const bare = copy.apart > 0 ? await readBefore(file, templates, fit, 'reject') : null;
  const original = packDocument((bare ?? base).document);
  return { marked: { ...marks, packed, original, variables, doubtful }, copyOf, images };
}

/** Null where nothing stood there: all of it was put in with tracking on. */
async function readBefore(
  file: OpenedFile,
  templates: readonly Template[],
  fit: boolean,
  changes: HowToDecide,
): Promise<Awaited<ReturnType<typeof recogniseFile>> | null> {
  try {
    return await recogniseFile(file, templates, fit, { changes });
  } catch (error) {
    if (error instanceof FileError && error.fault === 'no-words') return null;
    throw error;
  }
}

const ALL_NEW = '全文都是在修订状态下写的，没有原文可比，按改好的文字收入，不逐处列为修订';

const hasChanges = ({ blocks }: ReturnedCopy): boolean =>
  blocks.some((block) => runsOf(block).some((runs) => runs.some(({ ins, del }) => ins || del)));

const acceptedRuns = (all: readonly WordRun[]): WordRun[] =>
  all.flatMap(({ ins: _ins, del, ...run }) => (del ? [] : [run]));

/** A copy with all of its changes accepted; its comments stay. */
function accepted(copy: ReturnedCopy): ReturnedCopy {
  const blocks = copy.blocks.map((block): WordBlock => {
    if (block.is === 'paragraph') return { ...block, mark: {}, runs: acceptedRuns(block.runs) };
    const rows = block.rows.flatMap(({ ins: _ins, del, cells }) =>
      del
        ? []
        : [
            {
              cells: cells.map(({ ins: _in, del: _del, ...cell }) => ({
                ...cell,
                runs: acceptedRuns(cell.runs),
              })),
            },
          ],
    );
    return { ...block, rows };
  });
  return { ...copy, blocks };
}
