import { RULES } from './registry.ts';
import type { Severity } from '../types.ts';

const NAMES: Readonly<Record<Severity, string>> = { error: '错误', warning: '提醒', hint: '提示' };

/** Cells must not hold what ends a cell, or what the help page's Markdown would take for its own. */
const cell = (text: string): string => text.replaceAll('|', '｜').replaceAll('*', '＊').replaceAll('\t', ' ');

/** The table of all rules for the help page, as Markdown. */
export function rulesTable(): string {
  const rows = RULES.map(
    ({ name, severity, source, example: [wrong, right] }) =>
      `| ${cell(name)} | ${NAMES[severity]} | ${cell(wrong)} | ${cell(right)} | ${cell(source)} |`,
  );
  return ['| 规则 | 级别 | 这样不对 | 这样才对 | 依据 |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}
