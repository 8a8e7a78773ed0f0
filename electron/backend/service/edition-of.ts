import type { Edition } from '../../../shared/contract/methods.ts';
import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import type { Deps } from './deps.ts';
import { settingOf } from './settings.ts';

/** A report's edition as this unit's settings have it: what every export, and every signature, starts from. */
export function editionOf(
  { store, templates }: Deps,
  report: EditionSource & { template: string },
  edition: Edition,
): EditionDocument {
  const template = templates.get(report.template);
  return toEdition(report, template, edition, editionPolicy(template, settingOf(store, 'editions')));
}
