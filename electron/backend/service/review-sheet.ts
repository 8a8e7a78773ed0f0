import { z } from 'zod';

import type { ReviewSheetResult } from '../../../shared/contract/review-sheet.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { safeFileName } from '../../../shared/edition/file-name.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { assetsIn, NO_IMAGES } from '../../../shared/edition/images.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { signedText } from '../../../shared/signoff/canonical.ts';
import {
  CONCLUSIONS,
  countHidden,
  reviewState,
  type Question,
  type ReviewFacts,
  type ReviewSheet,
} from '../../../shared/signoff/review-sheet.ts';
import { sheetDocument, SHEET_TITLE } from '../../../shared/signoff/sheet-document.ts';
import { sha256 } from '../signing/hash.ts';
import type { Deps } from './deps.ts';
import { internalWords } from './internal-words.ts';
import { keyOfLeftover } from '../../../shared/edition/leftovers.ts';
import { editionAsSigned } from './signed-edition.ts';
import { leftoversOf } from './leftovers.ts';
import { putDown } from './record.ts';
import { handlersFor } from './registry.ts';
import { settingOf } from './settings.ts';
import { mustBeShown } from './shown-revision.ts';
import { writeEdition } from './write-edition.ts';

/** What of a stored sheet has to be there for it to be one; its words are checked when it is saved. */
const storedSheet = z.looseObject({
  format: z.literal(1),
  facts: z.looseObject({ fingerprint: z.string() }),
});

/** 公开审查单: who has reviewed what is to be public, on what ground, and what became of each question. */
export function reviewSheetHandlers(deps: Deps) {
  const { store } = deps;
  return handlersFor({
    'reviewSheet.get': ({ id }) => sheetOf(deps, store.reports.get(id)),

    'reviewSheet.save': ({ id, revision, form }) => {
      const report = store.reports.get(id);
      mustBeShown(report, revision, '保存公开审查单');
      const sheet: ReviewSheet = { ...form, format: 1, facts: factsOf(deps, report) };
      store.atomically(() => {
        store.exports.addSheet(id, report.revision, sheet);
        putDown(deps, {
          report: id,
          action: 'reviewed',
          details: `${CONCLUSIONS[form.conclusion]}，审查人${form.reviewer}，${form.date}，公开版指纹 ${sheet.facts.fingerprint}`,
        });
      });
      return sheetOf(deps, report);
    },

    'reviewSheet.export': async ({ id, format }, context) => {
      const report = store.reports.get(id);
      const { sheet, state } = sheetOf(deps, report);
      if (!sheet)
        throw new AppError(
          'not-found',
          '还没有公开审查单，没有导出。请先在导出窗口选“公开版”，填写公开审查单。',
        );
      const { policy, words } = internalWords(deps, report);
      const { facts } = sheet;
      const written = {
        ...sheet,
        basis: words(sheet.basis),
        note: words(sheet.note),
        facts: { ...facts, questions: facts.questions.map((one) => ({ ...one, text: words(one.text) })) },
      };
      const source = {
        document: sheetDocument(written, state === 'outdated'),
        variables: {},
        year: facts.year,
        unit: facts.unit,
        state: 'signed-off' as const,
      };
      const layout = { ...settingOf(store, 'layout'), head: false };
      // Nothing of the sheet is a field: its own unit is as the report's internal edition prints it.
      const doc = toEdition(source, undefined, 'internal', { ...policy, variable: () => 'public' }, layout);
      const made = await writeEdition[format](
        doc,
        { stamp: null },
        { ports: deps.ports, images: NO_IMAGES, context },
      );
      context.signal.throwIfAborted();
      const name = `${safeFileName(`${facts.unit}${facts.year}年${SHEET_TITLE}`)}.${format}`;
      putDown(deps, { report: id, action: 'exported', details: `公开审查单，${name}` });
      const { bytes, ...rest } = made;
      return { name, bytes: Buffer.from(bytes).toString('base64'), ...rest };
    },
  });
}

/**
 * Throws AppError('review-needed') where the newest sheet of a report says that it is not to be public. That holds until
 * there is another sheet, however the text is changed.
 * @param named the sentence says which report it is
 */
export function stopWhereClosed(deps: Deps, { id, title }: ReportDetail, named = false): void {
  const sheet = newestSheet(deps, id);
  if (sheet?.conclusion !== 'closed') return;
  throw new AppError(
    'review-needed',
    `没有导出：${named ? `《${title}》的` : ''}公开审查单的结论是“不公开”（${sheet.reviewer}，${sheet.date}）。结论有变的，请先重新填写公开审查单，再导出。`,
  );
}

/**
 * Throws AppError('review-needed') where a public edition may not go out before somebody has reviewed it, or may not at all.
 * @param named the sentence says which report it is
 */
export function stopWithoutReview(deps: Deps, report: ReportDetail, named = false): void {
  stopWhereClosed(deps, report, named);
  const { state } = sheetOf(deps, report);
  if (state === 'valid' || report.state !== 'signed-off' || !settingOf(deps.store, 'editions').requireReview)
    return;
  const why =
    state === 'none'
      ? '签发稿公开前要先填公开审查单，这份报告还没有填'
      : '公开审查单填写以后，公开版的文字又有改动，要重新审查';
  throw new AppError(
    'review-needed',
    `没有导出：${named ? `《${report.title}》：` : ''}${why}。请在导出窗口选“公开版”，填写公开审查单后再导出；报告没有改动。`,
  );
}

function newestSheet({ store }: Deps, id: string): ReviewSheet | null {
  const stored = storedSheet.safeParse(store.exports.sheet(id));
  return stored.success ? (stored.data as unknown as ReviewSheet) : null;
}

function sheetOf(deps: Deps, report: ReportDetail): ReviewSheetResult {
  const sheet = newestSheet(deps, report.id);
  const facts = factsOf(deps, report);
  const person = deps.store.review.person(settingOf(deps.store, 'currentPerson') ?? '')?.name ?? '';
  return { sheet, state: reviewState(sheet, facts), facts, person };
}

/** What the program says of the report as it would be public now. */
function factsOf(deps: Deps, report: ReportDetail): ReviewFacts {
  const { store } = deps;
  const { id, document, year, state } = report;
  const { policy, words, title, unit } = internalWords(deps, report);
  const open = editionAsSigned(deps, report, 'public');
  const images = [...assetsIn(open.blocks)].toSorted();
  const signed = state === 'signed-off' ? store.signatures.list(id)[0] : undefined;
  return {
    title,
    unit,
    year,
    version: signed?.version ?? null,
    // Over what everybody may read: nothing hidden can be guessed from it.
    fingerprint: sha256([signedText(writeText(open)), ...images].join('\n')).slice(0, 16),
    hidden: countHidden(document.blocks, policy),
    questions: questionsOf(deps, report).map((one) => ({ ...one, text: words(one.text) })),
  };
}

const key = ({ kind, text }: { kind: string; text: string }): string => `${kind} ${text}`;

/** Every question that has been answered, and those that nobody has answered yet. */
function questionsOf(deps: Deps, report: ReportDetail): Question[] {
  const answers = deps.store.exports.answers(report.id);
  const known = new Set(answers.map(key));
  const open = new Map(
    leftoversOf(deps, report)
      .leftovers.map((one) => [key({ kind: one.kind, text: keyOfLeftover(one) }), one] as const)
      .filter(([found]) => !known.has(found)),
  );
  return [
    ...answers.map(({ kind, text, answer, name, at }) => ({ kind, text, answer, name, at })),
    ...[...open.values()].map(({ kind, text }) => ({ kind, text, answer: null, name: '', at: '' })),
  ];
}
