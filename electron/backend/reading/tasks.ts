import type { CheckLists } from '../../../shared/settings/check-lists.ts';
import type { CheckResult } from '../../../shared/contract/checks.ts';
import type { Outline } from '../../../shared/structure/outline-types.ts';
import type { Counts } from '../../../shared/document/count-report.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { textDifferences } from '../../../shared/signoff/differences.ts';
import type { Verification } from '../../../shared/signoff/types.ts';
import { countsOf, outlineOf } from '../../../shared/structure/outline.ts';
import type { Recognised } from '../../../shared/structure/recognise.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { FileError } from '../../../shared/errors/file-error.ts';
import type { ReturnedCopy } from '../docx/read/read-review-copy.ts';
import type { SignedFile } from '../signing/read-signed.ts';
import { fileKind } from '../text/file-kind.ts';
import { textHashOf } from '../text/text-hash.ts';
import { mergeReturned, type MergeResult, type MergeTask } from './merge-task.ts';
import { refuseClassified } from './classified-copy.ts';
import { packDocument } from './packed-document.ts';
import { readMarks, type FileReview } from './marked-file.ts';
import { recogniseFile } from './recognise-file.ts';
import { refuseTooMuchReturned } from './too-much.ts';
import { OpenedFile, type SourceFile } from '../files/source-file.ts';

/** `fit`: this computer may hold state secrets. Where it may not, a file that has a grade is refused. */
type Fit = { fit: boolean };

/** What the process that reads foreign files can be asked. */
export type ReadingTask =
  /** Finds the structure of a report, to be stored. */
  | ({ kind: 'recognise'; file: SourceFile } & Fit)
  /** The same as a list of blocks, to be looked at. */
  | ({ kind: 'outline'; file: SourceFile } & Fit)
  /** Proofreads a file that is not stored. */
  | ({ kind: 'check'; file: SourceFile; lists: CheckLists } & Fit)
  /** A Word file with its comments and tracked changes. */
  | ({ kind: 'review-copy'; file: SourceFile } & Fit)
  /** Brings such a file's changes into the report. */
  | MergeTask
  /** The text and the stamp of a file that went out. */
  | { kind: 'signed'; file: SourceFile }
  /** Where the text of such a file differs from what was signed. */
  | { kind: 'differences'; file: { name: string }; signed: string; found: string };

export type RecognisedFile = Omit<Recognised, 'document' | 'blocks'> &
  FileReview & {
    counts: Counts;
    /** SHA-256 of the file, and of its text without white space. */
    hash: string;
    textHash: string;
    /** The document, for `unpackDocument`. */
    packed: Uint8Array;
    /** The bytes of the images that it shows, each once. */
    images: Uint8Array[];
  };

export type ReadingResults = {
  recognise: RecognisedFile;
  outline: Outline & Pick<Recognised, 'sure'>;
  check: CheckResult;
  'review-copy': ReturnedCopy & { sha256: string };
  merge: MergeResult;
  signed: SignedFile;
  differences: Verification['differences'];
};

export type ResultOf<T extends ReadingTask> = ReadingResults[T['kind']];

type Readers = {
  [K in ReadingTask['kind']]: (
    task: Extract<ReadingTask, { kind: K }>,
    templates: readonly Template[],
  ) => Promise<ReadingResults[K]> | ReadingResults[K];
};

const READERS: Readers = {
  recognise: async ({ file, fit }, templates) => {
    const opened = new OpenedFile(file);
    const read = await recogniseFile(opened, templates, fit);
    const { document, blocks: _blocks, marked, ...found } = read;
    const text = plainText(document.blocks, { variables: found.variables });
    const marks = marked
      ? await readMarks(opened, templates, fit, read)
      : { marked: null, copyOf: null, images: [] };
    const images = new Map([...found.images, ...marks.images].map(({ asset, bytes }) => [asset, bytes]));
    return {
      ...found,
      ...marks,
      counts: countsOf(document),
      hash: opened.hash(),
      textHash: textHashOf(text),
      packed: packDocument(document),
      images: [...images.values()],
    };
  },

  outline: async ({ file, fit }, templates) => {
    const found = await recogniseFile(new OpenedFile(file), templates, fit);
    const { document, variables, doubtful, blocks, sure } = found;
    return { ...outlineOf(document, variables, doubtful, blocks), sure };
  },

  check: async ({ file, lists, fit }, templates) => {
    const found = await recogniseFile(new OpenedFile(file), templates, fit);
    const { document, variables, year, unit } = found;
    // Many rules, which only this needs.
    const { checkDocument } = await import('../checking/check-document.ts');
    return checkDocument({
      blocks: document.blocks,
      variables,
      template: templates.find(({ id }) => id === found.template) ?? null,
      context: { year: year ?? null, unit: unit ?? '', lists, otherUnits: [], past: {} },
      ignored: [],
    });
  },

  'review-copy': async ({ file, fit }) => {
    const opened = new OpenedFile(file);
    if (fileKind(opened) !== 'docx') throw new FileError('not-word', file.name);
    const { readReviewCopy } = await import('../docx/read/read-review-copy.ts');
    const copy = await readReviewCopy(file.name, opened.source);
    refuseTooMuchReturned(file.name, copy);
    if (!fit) refuseClassified(file.name, copy);
    return { ...copy, sha256: opened.hash() };
  },

  merge: mergeReturned,

  signed: async ({ file }) => {
    const { readSignedFile } = await import('../signing/read-signed.ts');
    return readSignedFile(new OpenedFile(file));
  },

  differences: ({ signed, found }) => textDifferences(signed, found),
};

export type AnyResult = ReadingResults[ReadingTask['kind']];

/** Does a task. Throws FileError that says of the file why it can't be read; anything else is a fault of ours. */
export function perform(task: ReadingTask, templates: readonly Template[]): Promise<AnyResult> | AnyResult {
  // The record is closed by its type; the compiler can't follow a task to the reader of its own kind.
  const read = READERS[task.kind] as (
    task: ReadingTask,
    templates: readonly Template[],
  ) => Promise<AnyResult> | AnyResult;
  return read(task, templates);
}
