import { reviewCopyHandlers } from '../../../electron/backend/service/review-copy.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { originalView } from '../../../shared/document/resolve.ts';
import type { ReportDocument, Variables } from '../../../shared/document/types.ts';
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

const textOf = ({ blocks }: ReportDocument, variables: Variables): string => plainText(blocks, { variables });

const counted = ({ comments, replies, insertions, deletions, untracked }: MergeReport): string =>
  JSON.stringify({ comments, replies, insertions, deletions, untracked });

/** Copies that come back from Word: each is laid onto the same report, of which nothing goes. */
export const returned: Kind = async (draw) => {
  const desk = await openDesk(reviewed);
  const { id, copies } = desk.made;
  const { store } = desk.deps;
  const before = store.reports.get(id);
  const text = textOf(before.document, before.variables);
  const threads = JSON.stringify(store.review.get(id).threads.map((one) => one.id));

  /** After a merge, and before it is taken back. */
  const look = (): void => {
    const { document, variables } = store.reports.get(id);
    const problems = documentProblems(document.blocks);
    must(problems.length === 0, 'what became of the report is not sound', problems);
    const own = plainText(originalView(document.blocks), { variables });
    must(own === text, 'words of the report are gone or changed', own);
    const kept = new Set(store.review.get(id).threads.map((one) => one.id));
    must(
      (JSON.parse(threads) as string[]).every((one) => kept.has(one)),
      'a comment of the report is gone',
    );
    must(plainText(document.blocks, { variables }).length > 0, 'it can’t be read');
  };
  const deps: Deps = {
    ...desk.deps,
    store: {
      ...store,
      atomically: <T>(work: () => T): T => {
        try {
          return store.atomically(() => {
            const answer = work();
            look();
            throw new Undone(answer);
          });
        } catch (error) {
          if (error instanceof Undone) return error.answer as T;
          throw error;
        }
      },
    },
  };
  const merge = (name: string, bytes: Buffer): Promise<MergeReport> | MergeReport =>
    reviewCopyHandlers(deps)['review.merge'](
      { id, files: [{ name, bytes: bytes.toString('base64') }], author: 'writer', apply: true },
      { signal: new AbortController().signal, progress: () => {} },
    );
  const sound: string[] = [];
  for (const copy of copies) sound.push(counted(await merge('送审稿.docx', copy)));
  let last = { name: '送审稿.docx', bytes: copies[0] as Buffer };

  return {
    one: async () => {
      const copy = draw.pick(copies);
      const bytes = draw.chance(0.1) ? mutateBytes(copy, draw) : mutateZip(copy, PARTS, draw);
      last = { name: draw.chance(0.03) ? '送审稿.doc' : '送审稿.docx', bytes };
      try {
        await merge(last.name, bytes);
        return 'taken';
      } catch (error) {
        mustBeRefusal(error, last.name);
        return 'refused';
      }
    },
    sound: async () => {
      const at = draw.below(copies.length);
      const is = counted(await merge('送审稿.docx', copies[at] as Buffer));
      must(is === sound[at], 'a sound copy brings something else than before', { is, was: sound[at] });
      const now = store.reports.get(id);
      must(now.revision === before.revision, 'the report has gone on', now.revision);
    },
    last: () => last,
    faults: () => desk.faults,
    close: desk.close,
  };
};
