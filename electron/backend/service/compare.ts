import { setImmediate } from 'node:timers/promises';

import { compareEditions, type CompareInput } from '../../../shared/compare/compare.ts';
import type { Comparison } from '../../../shared/compare/types.ts';
import type { CompareSide } from '../../../shared/contract/compare.ts';
import type { ReportDetail } from '../../../shared/contract/methods.ts';
import type { Block } from '../../../shared/document/types.ts';
import { exportFileName } from '../../../shared/edition/file-name.ts';
import type { ComparisonFormat } from '../../../shared/contract/formats.ts';
import { isHiddenIn } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { proveComparison, proveReading } from '../../../shared/proof/prove-comparison.ts';
import type { Ports } from './ports.ts';
import { countPages } from '../print/count-pages.ts';
import { printPdf } from '../print/print-pdf.ts';
import { substitutedFonts } from '../print/fonts.ts';
import { stopAtGrade } from './classified.ts';
import type { Deps } from './deps.ts';
import { editionOf, policyOf } from './edition-of.ts';
import { printCss } from './write-edition.ts';
import { stopAtLeftovers } from './leftovers.ts';
import { refuseUnproven } from './proven-file.ts';
import { handlersFor, type CallContext } from './registry.ts';
import { settingOf } from './settings.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { fieldsAsNow } from '../../../shared/edition/fields-as-now.ts';
import { stopWithoutReview } from './review-sheet.ts';
import { hideAsBefore } from '../../../shared/edition/hide-as-before.ts';

/** `now`: of a version, the report as it is now. */
type Side = ReportDetail & { now?: ReportDetail };
/** Both sides as they were compared. */
type Docs = { a: EditionDocument; b: EditionDocument };
type Sides = { a: CompareSide; b: CompareSide; edition: Edition };

/** After so many milliseconds of work the backend looks after others, and hears of a cancellation. */
const TURN = 12;

export function compareHandlers(deps: Deps) {
  const { ports, store } = deps;
  /**
   * A side as it is compared: a report, with the words of its version where one is asked for. Its fields are as closed as
   * they are now, and in public it has nothing that was hidden after that version was kept.
   */
  const sideOf = (side: CompareSide, edition: Edition): Side => {
    const report = store.reports.get(side.report);
    if (side.version === undefined) return report;
    const { document, variables } = store.versions.open(report.id, side.version);
    const since = [report.document.blocks, ...laterThan(report.id, side.version)];
    const blocks = since.reduce<readonly Block[]>((left, later) => {
      const closed = fieldsAsNow(left, later);
      return edition === 'internal' ? closed : hideAsBefore(closed, later).blocks;
    }, document.blocks);
    return { ...report, document: { ...document, blocks: [...blocks] }, variables, now: report };
  };
  /** The texts of the versions that were kept after this one: what was hidden may have been deleted since. */
  const laterThan = (id: string, version: string): (readonly Block[])[] => {
    const all = store.versions.list(id);
    const own = all.find((one) => one.id === version)?.number ?? 0;
    return all
      .filter(({ number }) => number > own)
      .map((one) => store.versions.open(id, one.id).document.blocks);
  };
  const input = (side: CompareSide, edition: Edition): CompareInput => {
    const report = sideOf(side, edition);
    const { document } = report;
    const slots = new Map<string, string>();
    for (const block of document.blocks)
      if (block.type === 'heading' && block.slot) slots.set(block.id, block.slot);
    const doc = editionOf(deps, report, edition);
    return { id: report.id, slots, doc };
  };

  const compare = async (
    { a, b, edition }: Sides,
    { signal, progress }: CallContext,
  ): Promise<{ comparison: Comparison; docs: Docs }> => {
    let since = performance.now();
    const [old, now] = [input(a, edition), input(b, edition)];
    const comparison = await compareEditions(old, now, {
      fixedPhrases: settingOf(store, 'fixedPhrases'),
      step: async (done, total) => {
        if (performance.now() - since < TURN) return;
        progress(done, total, '正在对比…');
        await setImmediate();
        signal.throwIfAborted();
        since = performance.now();
      },
    });
    const docs = { a: old.doc, b: now.doc };
    refuseUnproven('对照稿', proveComparison(comparison, docs.a, docs.b));
    return { comparison, docs };
  };

  /** The public edition of two reports is compared to go out: the screen compares the internal ones. */
  const mayGoOut = ({ a, b, edition }: Sides, allowLeftovers = false): void => {
    if (edition !== 'public') return;
    const sides = [sideOf(a, edition), sideOf(b, edition)];
    stopAtGrade(store, sides);
    if (!allowLeftovers) stopAtLeftovers(deps, sides);
    const reports = new Map(sides.map(({ now, ...report }) => [report.id, now ?? report]));
    for (const report of reports.values()) stopWithoutReview(deps, report, reports.size > 1);
  };

  return handlersFor({
    'compare.run': async ({ allowLeftovers, ...params }, context) => {
      mayGoOut(params, allowLeftovers);
      return (await compare(params, context)).comparison;
    },

    'compare.export': async ({ format, allowLeftovers, ...params }, context) => {
      mayGoOut(params, allowLeftovers);
      const { comparison, docs } = await compare(params, context);
      const report = store.reports.get(params.b.report);
      const { year, unit } = report;
      const { policy } = policyOf(deps, report);
      const name = exportFileName({
        unit,
        year,
        kind: comparison.a.year === year ? '修改对照' : `与${comparison.a.year}年对照`,
        edition: params.edition,
        unitIsHidden: isHiddenIn(params.edition, policy.variable('unit')),
      });
      const { bytes, pages, fonts } = await WRITERS[format](comparison, docs, ports, context);
      context.signal.throwIfAborted();
      return {
        name: `${name}.${format}`,
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
        pages,
        substitutedFonts: fonts,
      };
    },
  });
}

type Written = { bytes: Uint8Array; pages: number | null; fonts: Record<string, string> };

const WRITERS: Record<
  ComparisonFormat,
  (comparison: Comparison, docs: Docs, ports: Ports, context: CallContext) => Promise<Written>
> = {
  docx: async (comparison, docs, ports, { progress }) => {
    progress(0, 1, '正在生成 Word 文件…');
    const { writeComparisonDocx } = await import('../docx/write/write-comparison.ts');
    const bytes = await writeComparisonDocx(comparison, ports.now());
    const { readPlainly } = await import('../docx/proof/read-plainly.ts');
    refuseUnproven('对照稿', proveReading(readPlainly(bytes), docs.a, docs.b));
    return { bytes, pages: null, fonts: {} };
  },

  pdf: async (comparison, _docs, ports, { signal, progress }) => {
    progress(0, 3, '正在排版…');
    const { comparisonHtml } = await import('../print/comparison-html.ts');
    const css = await printCss(ports.resourcesDir, ['comparison.css']);
    const fonts = await substitutedFonts(ports.printer);
    signal.throwIfAborted();
    progress(2, 3, '正在生成 PDF…');
    const bytes = await printPdf(ports, { html: comparisonHtml(comparison, css), signal });
    return { bytes, pages: countPages(bytes), fonts };
  },
};
