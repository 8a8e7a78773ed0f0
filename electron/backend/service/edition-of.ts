import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import { editionPolicy, type EditionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { Deps } from './deps.ts';
import { settingOf } from './settings.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

/** The template and the unit's settings that a report's editions follow. */
export function policyOf(
  { store, templates }: Deps,
  report: { template: string },
): { template: Template | undefined; policy: EditionPolicy } {
  const template = templates.get(report.template);
  return { template, policy: editionPolicy(template, settingOf(store, 'editions')) };
}

/** A report's edition without choices of layout: its words as every export, comparison and signature has them. */
export function editionOf(
  deps: Deps,
  report: EditionSource & { template: string },
  edition: Edition,
): EditionDocument {
  const { template, policy } = policyOf(deps, report);
  return toEdition(report, template, edition, policy);
}
