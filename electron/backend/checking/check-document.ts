import { Checker } from '../../../shared/checks/engine.ts';
import { sectionNames } from '../../../shared/checks/places.ts';
import { RULES } from '../../../shared/checks/rules/registry.ts';
import type { CheckContext } from '../../../shared/checks/types.ts';
import type { CheckContextResult, CheckResult, IgnoredEntry } from '../../../shared/contract/checks.ts';
import type { Block, Variables } from '../../../shared/document/types.ts';
import type { Template } from '../../../shared/template/schema.ts';

export type CheckedDocument = {
  blocks: readonly Block[];
  variables: Variables;
  template: Template | null;
  context: CheckContextResult;
  ignored: readonly IgnoredEntry[];
};

/** All findings of all rules on a document, with the section that each is in, and how many count. */
export function checkDocument({
  blocks,
  variables,
  template,
  context,
  ignored,
}: CheckedDocument): CheckResult {
  const full: CheckContext = { ...context, variables, template };
  const sections = sectionNames(blocks, variables);
  const rules = new Set(ignored.flatMap(({ kind, key }) => (kind === 'rule' ? [key] : [])));
  const keys = new Set(ignored.flatMap(({ kind, key }) => (kind === 'finding' ? [key] : [])));
  const findings = new Checker(RULES).check(blocks, full).map((finding) => ({
    ...finding,
    section: sections.get(finding.block) ?? '',
    ignored: rules.has(finding.rule) || keys.has(finding.key),
  }));
  const counts = { error: 0, warning: 0, hint: 0 };
  for (const { severity, ignored: isIgnored } of findings) if (!isIgnored) counts[severity] += 1;
  return { findings, counts };
}
