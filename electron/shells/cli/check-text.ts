import { ruleById } from '../../../shared/checks/rules/registry.ts';
import type { Severity } from '../../../shared/checks/types.ts';
import type { CheckedFinding, CheckResult } from '../../../shared/contract/checks.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: '错误', warning: '提醒', hint: '提示' };

/** Findings by severity, each with its place, words and what should stand there. */
export function checkText(
  findings: readonly CheckedFinding[],
  counts: CheckResult['counts'],
  ignored: number,
): string {
  const left = ignored > 0 ? `（另有 ${ignored} 处已忽略）` : '';
  if (findings.length === 0) return `没有发现问题${left}。`;
  const lines = (['error', 'warning', 'hint'] as const).flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ rule, section, text, message, suggestion }) => {
        const words = text === '' ? '' : `“${text.length > 24 ? `${text.slice(0, 24)}…` : text}”`;
        const fix = suggestion === undefined ? '' : suggestion === '' ? ' → 删去' : ` → ${suggestion}`;
        return `${SEVERITIES[severity]}  ${section}：${words}${fix}\n      ${message}（${ruleById(rule)?.name ?? rule}）`;
      }),
  );
  const { error, warning, hint } = counts;
  return [...lines, '', `错误 ${error} · 提醒 ${warning} · 提示 ${hint}${left}`].join('\n');
}
