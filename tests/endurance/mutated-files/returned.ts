import { reviewCopyHandlers } from '../../../electron/backend/service/review-copy.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { resolve } from '../../../shared/document/resolve.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import type { MergeReport } from '../../../shared/contract/merge.ts';
import type { Deps } from '../../../electron/backend/service/deps.ts';
import { must, mustBeRefusal } from './answers.ts';
import { openDesk } from './desk.ts';
import type { Kind } from './kind.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateZip } from './mutate-zip.ts';
import { reviewed } from './reports.ts';

const PARTS = [
  'word/document.xml',
  'word/styles.xml',
  'word/numbering.xml',
  'word/comments.xml',
  'word/commentsExtended.xml',
  'docProps/custom.xml',
  'docProps/core.xml',
];

/** What was stored, to be taken back at once. */
class Undone extends Error {
  readonly answer: unknown;
  constructor(answer: unknown) {
    super();
    this.answer = answer;
  }
}

const counted = ({ comments, replies, insertions, deletions, untracked, accepted }: MergeReport): string =>
  JSON.stringify({ comments, replies, insertions, deletions, untracked, accepted });

/** Copies that come back from Word: each is laid onto the same report, of which nothing goes. */
export const returned: Kind = async (draw) => {
  const desk = await openDesk(reviewed);
  const { store } = desk.deps;
  const reports = desk.made.map(({ id, copies }) => {
    const { document, variables, revision } = store.reports.get(id);
    const { threads, revisions } = store.review.get(id);
    return {
      id,
      copies,
      revision,
      text: plainText(document.blocks, { variables }),
      threads: threads.map((one) => one.id),
      changes: new Set(revisions.map((one) => one.id)),
    };
  });
  type Report = (typeof reports)[number];

  /** After a merge, and before it is taken back. */
  const look = ({ id, text, threads, changes }: Report, answer: MergeReport): void => {
    const { document, variables } = store.reports.get(id);
    const problems = documentProblems(document.blocks);
    must(problems.length === 0, 'what became of the report is not sound', problems);
    // Without what came with the copy the report reads as before; what Word decided was told.
    const own = resolve(document.blocks, (change) => (changes.has(change) ? undefined : false));
    const words = plainText(own, { variables });
    must(
      words === text || answer.accepted + answer.rejected > 0,
      'words of the report are gone or changed',
      words,
    );
    const kept = new Set(store.review.get(id).threads.map((one) => one.id));
    must(
      threads.every((one) => kept.has(one)),
      'a comment of the report is gone',
    );
  };

  const merge = ({ id }: Report, name: string, bytes: Buffer): Promise<MergeReport> | MergeReport =>
    reviewCopyHandlers(
      undoing(desk.deps, (answer) => look(reports.find((one) => one.id === id) as Report, answer)),
    )['review.merge'](
      { id, files: [{ name, bytes: bytes.toString('base64') }], author: 'writer', apply: true },
      { signal: new AbortController().signal, progress: () => {} },
    );
  const sound = new Map<Buffer, string>();
  for (const report of reports)
    for (const copy of report.copies) sound.set(copy, counted(await merge(report, '送审稿.docx', copy)));
  let last = { name: '送审稿.docx', bytes: reports[0]?.copies[0] as Buffer };

  return {
    one: async () => {
      const report = draw.pick(reports);
      const copy = draw.pick(report.copies);
      const bytes = draw.chance(0.1) ? mutateBytes(copy, draw) : mutateZip(copy, PARTS, draw);
      last = { name: draw.chance(0.03) ? '送审稿.doc' : '送审稿.docx', bytes };
      try {
        await merge(report, last.name, bytes);
        return 'taken';
      } catch (error) {
        mustBeRefusal(error, last.name);
        return 'refused';
      }
    },
    sound: async () => {
      const report = draw.pick(reports);
      const copy = draw.pick(report.copies);
      const is = counted(await merge(report, '送审稿.docx', copy));
      must(is === sound.get(copy), 'a sound copy brings something else than before', {
        is,
        was: sound.get(copy),
      });
      must(store.reports.get(report.id).revision === report.revision, 'the report has gone on');
    },
    last: () => last,
    faults: () => desk.faults,
    close: desk.close,
  };
};

/** Stores as ever, looks at it, and takes it back. */
function undoing(deps: Deps, look: (answer: MergeReport) => void): Deps {
  const { store } = deps;
  return {
    ...deps,
    store: {
      ...store,
      atomically: <T>(work: () => T): T => {
        try {
          return store.atomically(() => {
            const answer = work();
            look(answer as MergeReport);
            throw new Undone(answer);
          });
        } catch (error) {
          if (error instanceof Undone) return error.answer as T;
          throw error;
        }
      },
    },
  };
}
