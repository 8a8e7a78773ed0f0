import { isFixable } from '../../../shared/checks/fix.ts';
import { ruleById } from '../../../shared/checks/rules/registry.ts';
import type { Finding, Severity } from '../../../shared/checks/types.ts';

export const SEVERITIES = ['error', 'warning', 'hint'] as const;

const NAMES: Readonly<Record<Severity, string>> = { error: '错误', warning: '提醒', hint: '提示' };
export const severityName = (severity: Severity): string => NAMES[severity];

export type RuleGroup = {
  rule: string;
  name: string;
  source: string;
  findings: readonly Finding[];
  /** How many of them can be put right at once. */
  fixable: number;
};
export type SeverityGroup = { severity: Severity; count: number; rules: readonly RuleGroup[] };

/** Findings by severity, then by rule in the order in which they come up. */
export function groupsOf(findings: readonly Finding[]): SeverityGroup[] {
  return SEVERITIES.flatMap((severity): SeverityGroup[] => {
    const own = findings.filter((finding) => finding.severity === severity);
    return own.length === 0 ? [] : [{ severity, count: own.length, rules: byRule(own) }];
  });
}

export function byRule(findings: readonly Finding[]): RuleGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = groups.get(finding.rule);
    if (list) list.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return [...groups].map(([rule, own]) => ({
    rule,
    name: ruleById(rule)?.name ?? rule,
    source: ruleById(rule)?.source ?? '',
    findings: own,
    fixable: own.filter(isFixable).length,
  }));
}

/** What the button of a fix says: `改为“，”`, `删去`, `改正编号`. */
export function fixWords(finding: Finding): string {
  if (finding.action === 'renumber') return '改正编号';
  const { suggestion = '' } = finding;
  if (suggestion === '') return '删去';
  const shown = Array.from(suggestion);
  return `改为“${shown.length > 12 ? `${shown.slice(0, 11).join('')}…` : suggestion}”`.replace(
    /““(.*)””/,
    '“$1”',
  );
}

/**
 * Findings that show elsewhere already: an empty field has its own look, its list and its own count; a section that is
 * still to be written has its empty circle in the outline and its guidance on the page. A new report is no list of errors.
 */
const QUIET = /^(?:empty-field\||required-content\|empty\|)/;
export const isLoud = ({ key }: Finding): boolean => !QUIET.test(key);

export type Counts = Readonly<Record<Severity, number>>;

export function countsOf(findings: readonly Finding[]): Counts {
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
