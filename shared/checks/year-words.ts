import { matches } from './chars.ts';
import { perView } from './per-view.ts';
import type { BlockView } from './types.ts';

export type YearAt = { year: number; from: number; to: number };

const YEAR = /(?<![\d—–~～-])((?:19|20)\d\d)年(?![—–~～-]\d)/g;

/** The single years of a text (`2025年`), without spans like 2021—2025年. */
export const yearsIn = perView((view: BlockView): YearAt[] =>
  matches(view.text, YEAR).map(({ from, groups }) => ({ year: Number(groups[1]), from, to: from + 4 })),
);

/** Words that say that a title or heading is about what is to come. */
const PLAN = /(?:计划|安排)(?!的?(?:完成|执行|落实|推进)情况)|打算|思路|下一步|下步/;

/** The years of a title or heading: of the work, and of the plan. */
export function titleYears(view: BlockView): { work: YearAt | null; plan: YearAt | null } {
  const years = yearsIn(view).filter(({ to }) => !/^年\d{1,2}月/.test(view.text.slice(to)));
  const planAt = view.text.search(PLAN);
  if (planAt < 0) return { work: years[0] ?? null, plan: null };
  const before = years.filter(({ from }) => from < planAt);
  const plan = before.at(-1) ?? null;
  // 2025年工作总结和2026年工作计划 has both; 2026年工作计划 only the plan's; 2025年总结及下一步打算 only the work's.
  if (before.length > 1) return { work: before[0] ?? null, plan };
  const isTitle =
    view.type === 'title' && plan !== null && /总结|报告|情况/.test(view.text.slice(plan.to, planAt));
  const passed =
    view.type === 'heading' && plan !== null && /总结|情况|成效/.test(view.text.slice(plan.to, planAt));
  return isTitle || passed ? { work: plan, plan: null } : { work: null, plan };
}

export function isPlan(view: BlockView): boolean {
  return PLAN.test(view.text);
}
