import { table } from '../../electron/shells/cli/text.ts';
import { FOR_PEOPLE, type Outcome } from './outcome.ts';

const HOW = { passed: '通过', failed: '没有通过', skipped: '没有做' } as const satisfies Record<
  Outcome['how'],
  string
>;

/** The table that is printed at the end, with what is left for people. */
export function report(outcomes: readonly Outcome[], machine: string): string {
  const rows = outcomes.map(({ name, how, why, seconds }, at) => [
    String(at + 1),
    name,
    HOW[how],
    how === 'skipped' ? '' : `${seconds.toFixed(1)} 秒`,
    why,
  ]);
  return [
    `年述桌面程序检查（${machine}）`,
    '',
    ...table([['', '项目', '结果', '用时', '说明'], ...rows]),
    '',
    '还要人看的：',
    ...FOR_PEOPLE.map((what) => `  □ ${what}`),
    '',
    summary(outcomes),
  ].join('\n');
}

export function summary(outcomes: readonly Outcome[]): string {
  const count = (how: Outcome['how']): number => outcomes.filter((outcome) => outcome.how === how).length;
  const failed = count('failed');
  const skipped = count('skipped');
  const parts = [`通过 ${count('passed')} 项`];
  if (failed > 0) parts.push(`没有通过 ${failed} 项`);
  if (skipped > 0) parts.push(`没有做 ${skipped} 项（原因见上）`);
  return `${parts.join('，')}。`;
}

/** 0 where all that could be done went well; 1 where something failed. */
export const exitCodeOf = (outcomes: readonly Outcome[]): number =>
  outcomes.some(({ how }) => how === 'failed') ? 1 : 0;
