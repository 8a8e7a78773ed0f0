import { AppError } from '../../../shared/errors/app-error.ts';
import type { ExportResult } from '../../../shared/contract/export.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { countWords } from '../../../shared/document/plain-text.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { inlinesOf, isImage } from '../../../shared/document/guards.ts';
import { assetsIn, type ImageSource } from '../../../shared/edition/images.ts';
import { markedFileName } from '../../../shared/edition/file-name.ts';
import { toMarked, type MarkedSource } from '../../../shared/edition/marked.ts';
import type { EditionPolicy } from '../../../shared/edition/mask.ts';
import { toReviewCopy } from '../../../shared/edition/review-copy.ts';
import type { LayoutSettings } from '../../../shared/settings/layout.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { countPages } from '../print/count-pages.ts';
import { substitutedFonts } from '../print/fonts.ts';
import { markedHtml } from '../print/marked-html.ts';
import { printPdf } from '../print/print-pdf.ts';
import { headOf, refuseGrade, stopAtGrade } from './classified.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';
import { leftoversOf, stopAtLeftovers } from './leftovers.ts';
import { putDown } from './record.ts';
import { mustBeProven } from './proven-file.ts';
import { sha256 } from '../signing/hash.ts';
import { handlersFor } from './registry.ts';
import { settingOf } from './settings.ts';
import { mustBeShown } from './shown-revision.ts';
import { stopWithoutReview } from './review-sheet.ts';
import { policyAsSigned } from './signed-edition.ts';
import { issuingFor } from './stamped.ts';
import { exportedWords } from '../store/trust/record-state.ts';
import { finalTroubles } from '../store/trust/signed-report.ts';
import { printCss, writeEdition, type Made, type Making } from './write-edition.ts';
import type { Block } from '../../../shared/document/types.ts';
import { gradeOf } from '../../../shared/text/secrecy-marks.ts';
import { typedNumberOf, type ReportHead } from '../../../shared/edition/head.ts';
import { EDITION_LABELS, type Edition } from '../../../shared/edition/edition.ts';
import type { ExportFormat, MarkedFormat } from '../../../shared/contract/formats.ts';

/** Exports: nothing is written to disk; the shell asks where to. What a public edition must not say stops it. */
export function exportHandlers(deps: Deps) {
  const { ports, store } = deps;
  const images: ImageSource = (asset) => store.assets.read(asset);
  return handlersFor({
    'export.make': async ({ id, format, edition, revision, allowLeftovers, purpose }, context) => {
      const report = store.reports.get(id);
      const onPaper = isForPaper(purpose, format);
      mustBeShown(report, revision, onPaper ? '打印' : '导出');
      stopAtTampered(deps, id);
      if (edition === 'public') stopAtGrade(store, [report]);
      if (edition === 'public' && !allowLeftovers) stopAtLeftovers(deps, [report]);
      if (edition === 'public') stopWithoutReview(deps, report);
      const { doc, maskedAsSigned } = laidOut(deps, report, edition);
      // Paper carries neither a stamp nor a side file: nothing is issued for it.
      const { issue, ...stamped } = onPaper ? { issue: null, stamp: null } : issuingFor(deps, id, doc);
      const made = await writeEdition[format](doc, stamped, { ports, images, context });
      context.signal.throwIfAborted();
      const { bytes, ...rest } = made;
      const lost = format === 'txt' ? {} : lostImages(deps, assetsIn(doc.blocks));
      const name = `${doc.fileName}.${format}`;
      const proof = store.atomically(() => {
        const isStamped = format !== 'txt' && rest.unstamped === undefined;
        const side = isStamped && issue ? issue(name, format, bytes) : null;
        const hash = side ? exportedWords(sha256(bytes)) : '';
        putDown(deps, {
          report: id,
          action: 'exported',
          details: `${onPaper ? PRINTED : ''}${EDITION_LABELS[edition]}，${name}${hash}`,
          most: 400,
        });
        return side;
      });
      return {
        name,
        bytes: base64Of(bytes),
        ...rest,
        ...lost,
        ...(proof ? { proof } : {}),
        ...(maskedAsSigned ? { maskedAsSigned } : {}),
      };
    },

    'export.marked': async ({ id, format, revision, purpose }, context) => {
      const report = store.reports.get(id);
      const onPaper = isForPaper(purpose, format);
      mustBeShown(report, revision, onPaper ? '打印' : '导出');
      const draft = markedSource(deps, report);
      const made = await MARKED_WRITERS[format](draft, { ports, images, context });
      context.signal.throwIfAborted();
      const { source, template, policy } = draft;
      const { bytes, ...rest } = made;
      const name = `${markedFileName(source, template, policy)}.${format}`;
      putDown(deps, { report: id, action: 'exported', details: `${onPaper ? PRINTED : ''}花脸稿，${name}` });
      const shown = report.document.blocks
        .flatMap((block) => inlinesOf(block))
        .filter((node) => isImage(node));
      const lost = lostImages(deps, new Set(shown.map(({ asset }) => asset)));
      return { name, bytes: base64Of(bytes), ...rest, ...lost };
    },

    'export.preview': async ({ id, edition }, context) => {
      const report = store.reports.get(id);
      stopAtTampered(deps, id);
      // What is on the screen can be photographed and printed: it is out.
      if (edition === 'public') stopAtGrade(store, [report]);
      const { doc } = laidOut(deps, report, edition);
      const { bytes, pages, ...rest } = await writeEdition.pdf(
        doc,
        { stamp: null },
        { ports, images, context },
      );
      context.signal.throwIfAborted();
      return { bytes: base64Of(bytes), pages: pages ?? 0, words: countWords(writeText(doc)), ...rest };
    },

    'edition.leftovers': ({ id }) => {
      const report = store.reports.get(id);
      // Nobody can decide that it goes out: so nothing is copied or printed of its public view either.
      stopAtGrade(store, [report]);
      return leftoversOf(deps, report);
    },

    'edition.decide': ({ id, decisions, person }) => {
      const report = store.reports.get(id);
      const who = person ?? settingOf(store, 'currentPerson') ?? '';
      const entries = decisions.map(({ kind, text, allowed, answer }) => ({
        kind,
        text,
        // What is allowed is public, whatever else is said of it.
        answer: allowed ? ('publish' as const) : answer === 'publish' ? null : (answer ?? null),
      }));
      store.exports.answer(id, entries, { person: who, name: store.review.person(who)?.name ?? '' });
      return leftoversOf(deps, report);
    },

    'report.head': ({ id }) => headOf(store, store.reports.get(id).id),

    'report.setHead': ({ id, head }) => {
      const report = store.reports.get(id);
      const before = headOf(store, id);
      refuseGrade(store, head, before);
      const stored = withOneNumber(head, before, report.document.blocks);
      store.exports.setHead(report.id, stored);
      if (gradeOf(before.secrecy) !== null && stored.secrecy !== before.secrecy)
        putDown(deps, {
          report: id,
          action: 'graded',
          details: `“${before.secrecy}”改为${stored.secrecy === '' ? '无密级' : `“${stored.secrecy}”`}`,
        });
      return stored;
    },
  });
}

/** How the record tells paper from a file. */
const PRINTED = '打印，';

/** Whether the file is made to be printed at once. Throws AppError('bad-request') for what has no pages. */
function isForPaper(purpose: 'file' | 'print' | undefined, format: ExportFormat): boolean {
  if (purpose !== 'print') return false;
  if (format === 'pdf') return true;
  throw new AppError('bad-request', '只有 PDF 的版面能直接打印，没有打印。请选 PDF 再试。');
}

/**
 * Nothing goes out as final of a report that was signed and is not what was signed: the text, a version, the record or
 * the signature was changed behind the program. Throws AppError('damaged-database').
 */
function stopAtTampered({ store }: Deps, id: string): void {
  const troubles = finalTroubles(store, id);
  if (troubles.length === 0) return;
  throw new AppError(
    'damaged-database',
    `签发稿核对不上，没有导出：${troubles.join('')}数据没有改动。请用 doctor 查看，从备份恢复；或开新一版，改好后重新签发。`,
    { details: { troubles } },
  );
}

/** That images of which the store has no bytes stand as words in the file. */
function lostImages({ store }: Deps, assets: Iterable<string>): Pick<ExportResult, 'imagesLost'> {
  const lost = [...assets].filter((asset) => !store.assets.has(asset)).length;
  if (lost === 0) return {};
  return {
    imagesLost: `有 ${lost} 张图片的内容找不到了，文件里在它们的位置写着“图片缺失”。请从备份恢复，或重新插入图片后再导出。`,
  };
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/**
 * A number has one place: where the text gives one, the head takes no other. One that was filled in before stays until
 * somebody takes it out, because it is what has been printed.
 */
function withOneNumber(head: ReportHead, before: ReportHead, blocks: readonly Block[]): ReportHead {
  const typed = typedNumberOf(blocks);
  if (typed === '' || head.number === '') return head;
  if (head.number === typed) return { ...head, number: '' };
  if (head.number === before.number) return head;
  throw new AppError(
    'bad-request',
    `正文里写着发文字号“${typed}”，版头用的就是它，没有另存。要改，请在正文里改；已签发的请先开新一版。`,
  );
}

type LaidOut = { doc: EditionDocument; maskedAsSigned?: string };

const MASKED_AS_SIGNED =
  '签发稿仍按签发时的样子遮盖，与现在的设置不同。要按现在的设置遮盖，请开新一版重新签发后再导出。';

/** A stored report as one of its editions, in the unit's layout. */
function laidOut(deps: Deps, report: ReportDetail, edition: Edition): LaidOut {
  const { store } = deps;
  const { template, policy, isOther } = policyAsSigned(deps, report, edition);
  const signed = store.signatures.list(report.id).length;
  const source = {
    ...report,
    head: headOf(store, report.id),
    ...(signed > 0 ? { version: signed } : {}),
  };
  const doc = toEdition(source, template, edition, policy, settingOf(store, 'layout'));
  return { doc, ...(isOther ? { maskedAsSigned: MASKED_AS_SIGNED } : {}) };
}

/** A stored report with everybody's marks, and what its marked-up draft follows from. */
function markedSource(deps: Deps, report: ReportDetail): MarkedDraft {
  const { store } = deps;
  const source = {
    ...report,
    head: headOf(store, report.id),
    review: store.review.get(report.id),
    people: store.review.people(),
  };
  return { source, ...policyOf(deps, report), layout: settingOf(store, 'layout') };
}

type MarkedDraft = {
  source: MarkedSource;
  template: Template | undefined;
  policy: EditionPolicy;
  layout: LayoutSettings;
};

/** Word shows tracked changes and comments itself, and prints them beside the text. */
async function markedWord(draft: MarkedDraft, { images, context: { progress } }: Making): Promise<Made> {
  progress(0, 1, '正在生成 Word 文件…');
  const { source, template, policy, layout } = draft;
  const { writeReviewCopy } = await import('../docx/write/write-review-copy.ts');
  const rows = { ...source.review, people: source.people };
  // On paper only: without an identity it is not taken for a copy that was sent out to be marked.
  const copy = toReviewCopy(source, template, policy, layout);
  const bytes = await writeReviewCopy(copy, rows, null, { images });
  await mustBeProven('花脸稿', bytes, source.document.blocks, source.variables, policy);
  return { bytes, pages: null, substitutedFonts: {} };
}

async function markedPdf(draft: MarkedDraft, { ports, images, context }: Making): Promise<Made> {
  const { signal, progress } = context;
  const { printer, resourcesDir, now } = ports;
  progress(0, 3, '正在排版…');
  const doc = toMarked(draft.source, draft.template, draft.policy, draft.layout);
  const css = await printCss(resourcesDir, ['marked.css']);
  progress(1, 3, '正在检查字体…');
  const fonts = await substitutedFonts(printer);
  signal.throwIfAborted();
  progress(2, 3, '正在生成 PDF…');
  const bytes = await printPdf(ports, { html: markedHtml(doc, css, now(), images), signal });
  return { bytes, pages: countPages(bytes), substitutedFonts: fonts };
}

const MARKED_WRITERS: Record<MarkedFormat, (draft: MarkedDraft, making: Making) => Promise<Made>> = {
  docx: markedWord,
  pdf: markedPdf,
};
