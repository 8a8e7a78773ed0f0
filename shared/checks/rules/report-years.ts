import type { BlockView, CheckContext, ReportHit, ReportRule } from '../types.ts';
import { isPlan, titleYears, yearsIn, type YearAt } from '../year-words.ts';

type Years = { work: number | null; source: string };

/** The summary year: of the title, else of the report itself. */
function workYear(views: readonly BlockView[], context: CheckContext): Years {
  const title = views.find((view) => view.type === 'title');
  const said = title ? titleYears(title).work : null;
  return said ? { work: said.year, source: '标题' } : { work: context.year, source: '报告年度' };
}

const hit = (view: BlockView, { from, to }: YearAt, message: string, suggestion?: number): ReportHit => ({
  view,
  from,
  to,
  message,
  ...(suggestion === undefined ? {} : { suggestion: String(suggestion) }),
});

/** The year that a paragraph begins with: `2025年，…`. */
function leadYear(view: BlockView | undefined): YearAt | null {
  const first = view ? yearsIn(view)[0] : undefined;
  return first?.from === 0 && /^年(?:以来|度)?，/.test(view?.text.slice(first.to) ?? '') ? first : null;
}

/** First-level headings with the first paragraph that follows each, and the introduction's. */
function leads(views: readonly BlockView[]): { heading: BlockView | null; lead: BlockView | undefined }[] {
  const out: { heading: BlockView | null; lead: BlockView | undefined }[] = [];
  const next = (from: number): BlockView | undefined => {
    let at = from;
    while (views[at]?.type === 'paragraph' && views[at]?.role !== 'body') at += 1;
    const view = views[at];
    return view?.type === 'paragraph' ? view : undefined;
  };
  out.push({ heading: null, lead: next(views.findLastIndex((view) => view.type === 'title') + 1) });
  // What stands in an annex may be of another year.
  const annex = views.findIndex(({ type }) => type === 'annex');
  views.slice(0, annex < 0 ? undefined : annex).forEach((view, at) => {
    if (view.type === 'heading' && view.level === 1) out.push({ heading: view, lead: next(at + 1) });
  });
  return out;
}

/** Year in the title ≠ year in headings or body lead */
export const yearMismatch: ReportRule = {
  id: 'year-mismatch',
  no: 40,
  name: '年度前后不一致',
  severity: 'error',
  source: '《党政机关公文处理工作条例》',
  example: ['标题2025年，开头“2024年，”', '标题2025年，开头“2025年，”'],
  scope: 'report',
  run: (views, context) => {
    const { work, source } = workYear(views, context);
    const hits: ReportHit[] = [];
    const title = views.find((view) => view.type === 'title');
    const inTitle = title ? titleYears(title).work : null;
    if (title && inTitle && context.year !== null && inTitle.year !== context.year) {
      const message = `标题写的是${inTitle.year}年，这份报告的年度是${context.year}年。`;
      hits.push(hit(title, inTitle, message, context.year));
    }
    if (work === null) return hits;
    for (const { heading, lead } of leads(views)) {
      if (heading && isPlan(heading)) continue;
      const said = heading ? titleYears(heading).work : null;
      if (heading && said && said.year !== work)
        hits.push(hit(heading, said, `${source}是${work}年，这里写成了${said.year}年。`, work));
      const led = leadYear(lead);
      if (lead && led && led.year !== work)
        hits.push(hit(lead, led, `${source}是${work}年，这里写成了${led.year}年。`, work));
    }
    return hits;
  },
};

/** Plan year ≠ summary year + 1 */
export const planYear: ReportRule = {
  id: 'plan-year',
  no: 41,
  name: '计划年度不是下一年',
  severity: 'error',
  source: '《党政机关公文处理工作条例》',
  example: ['2025年总结和2025年工作计划', '2025年总结和2026年工作计划'],
  scope: 'report',
  run: (views, context) => {
    const { work } = workYear(views, context);
    if (work === null) return [];
    const hits: ReportHit[] = [];
    const right = work + 1;
    const add = (view: BlockView, at: YearAt | null): void => {
      if (at && at.year !== right) hits.push(hit(view, at, `总结的是${work}年，计划应是${right}年。`, right));
    };
    const title = views.find((view) => view.type === 'title');
    if (title) add(title, titleYears(title).plan);
    for (const { heading, lead } of leads(views)) {
      if (!heading || !isPlan(heading)) continue;
      const { work: passed, plan } = titleYears(heading);
      if (passed) continue;
      add(heading, plan);
      if (lead) add(lead, leadYear(lead));
    }
    return hits;
  },
};
