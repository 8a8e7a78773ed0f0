import type { Variables } from '../../../shared/document/types.ts';
import { FileError } from '../../../shared/errors/file-error.ts';
import type { Doubt } from '../../../shared/structure/certainty.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { OpenedFile } from '../files/source-file.ts';
import { marksOfFile, type FileMarks } from './marks-of-file.ts';
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

/** Where a change has no date and the file none either. */
const NO_DATE = '1970-01-01T00:00:00.000Z';

/**
 * Reads a Word file that has tracked changes or comments once more, for them.
 * @returns no marks where the text without them is none: all of it was put in with tracking on
 */
export async function readMarks(
  file: OpenedFile,
  templates: readonly Template[],
  fit: boolean,
): Promise<FileReview> {
  const { readReviewCopy } = await import('../docx/read/read-review-copy.ts');
  const copy = await readReviewCopy(file.name, file.source);
  refuseTooMuchReturned(file.name, copy);
  const { identity } = copy;
  const version = identity?.version ?? copy.version;
  const copyOf = version ? { version, title: identity?.title ?? '', year: identity?.year ?? null } : null;
  try {
    const { document, variables, doubtful } = await recogniseFile(file, templates, fit, {
      original: true,
      textOnly: true,
    });
    const name = file.hash().slice(0, 16);
    const { blocks, ...marks } = marksOfFile(copy, { blocks: document.blocks, variables }, name, NO_DATE);
    if (marks.changes + marks.comments + marks.revisions.length === 0) return { marked: null, copyOf };
    const packed = packDocument({ ...document, blocks });
    return { marked: { ...marks, packed, original: packDocument(document), variables, doubtful }, copyOf };
  } catch (error) {
    if (error instanceof FileError && error.fault === 'no-words') return { marked: null, copyOf };
    throw error;
  }
}
