import { AppError } from '../../../shared/errors/app-error.ts';
import type { LeftoversResult, UndecidedLeftover } from '../../../shared/contract/export.ts';
import type { ReportDocument, Variables } from '../../../shared/document/types.ts';
import { isHiddenIn } from '../../../shared/edition/mask.ts';
import { findLeftovers, keyOfLeftover, type Leftover } from '../../../shared/edition/leftovers.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import type { FigureSource } from '../../../shared/edition/clear-figures.ts';
import { findMaskedFacts } from '../../../shared/edition/masked-facts.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';

/** A report, or one of its versions, that is to go out. What was decided about its text is decided for the report. */
type Outgoing = {
  id: string;
  title: string;
  template: string;
  document: ReportDocument;
  variables: Variables;
  /** Of a version, the report as it is now. */
  now?: Pick<Outgoing, 'document' | 'variables'>;
};

/** What of the public edition still looks like a secret, with what was decided about it. */
export function leftoversOf(deps: Deps, report: Outgoing): LeftoversResult {
  const { template, policy } = policyOf(deps, report);
  const allowed = new Set(deps.store.exports.allowed(report.id).map(({ kind, text }) => `${kind} ${text}`));
  const { document, variables, now } = report;
  const filed = deps.store.reports.about(report.id)?.unit ?? '';
  const unit = filed === UNKNOWN_UNIT ? '' : filed;
  const leftovers = [
    ...(unit || variables['unit'] || !isHiddenIn('public', policy.variable('unit')) ? [] : [unnamed(report)]),
    ...findLeftovers(document, variables, template, policy, {
      past: lastYear(deps, report.id),
      unit,
      ...(now ? { now: { ...now, policy } } : {}),
    }),
  ];
  return {
    leftovers: leftovers.map((one) => ({
      ...one,
      allowed: allowed.has(`${one.kind} ${keyOfLeftover(one)}`),
    })),
    maskedFacts: findMaskedFacts(document.blocks, variables),
  };
}

/** Nobody has said whose report it is, so that its name can't be found in the text: that is asked first. */
const unnamed = ({ document }: Outgoing): Leftover => ({
  kind: 'no-unit',
  block: document.blocks[0]?.id ?? '',
  text: '单位名称还没有填',
  at: 0,
  before: '',
  after: '，正文里写着的名称认不出来，会照样印出',
  masked: false,
});

/**
 * The report that this one goes on from, or the unit's own of the year before: what it hid is hidden this year, too. Null
 * where there is none in the store.
 */
function lastYear(deps: Deps, id: string): FigureSource | null {
  const { reports } = deps.store;
  const all = reports.list();
  const own = all.find((one) => one.id === id);
  if (!own) return null;
  const from = reports.get(id).from?.id;
  const before = all
    .filter(({ year, unit }) => year < own.year && unit === own.unit && unit !== UNKNOWN_UNIT)
    .sort((a, b) => b.year - a.year);
  const found = all.find((one) => one.id === from) ?? before[0];
  if (!found) return null;
  const past = reports.get(found.id);
  const { document, variables } = past;
  return { document, variables, policy: policyOf(deps, past).policy };
}

/** Throws AppError('leftovers') where somebody still has to decide about text of the public edition. */
export function stopAtLeftovers(deps: Deps, reports: readonly Outgoing[]): void {
  const open = reports.flatMap((report) =>
    leftoversOf(deps, report)
      .leftovers.filter((one) => !one.allowed)
      .map((one): UndecidedLeftover => ({ ...one, report: report.id, title: report.title })),
  );
  const [first] = open;
  if (!first) return;
  // Of several reports that go out together, the one in which to decide.
  const where = reports.length > 1 ? `《${first.title}》等的公开版里` : '公开版里';
  const how = reports.length > 1 ? '请打开那份报告，在它的公开版导出里逐处决定' : '请逐处决定';
  throw new AppError(
    'leftovers',
    `没有导出：${where}还有 ${open.length} 处像是不该公开的内容，${how}后再导出；报告没有改动。`,
    { details: { leftovers: open } },
  );
}
