import type { Edition } from '../../../shared/edition/edition.ts';
import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import type { EditionPolicy, MaskStyle } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { Signature } from '../../../shared/signoff/types.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { textHash } from '../signing/hash.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';

type Report = EditionSource & { id: string; template: string };

/** All that a unit can choose, or could. */
const STYLES: readonly MaskStyle[] = ['width', 1, 2, 3, 4, 5, 6, 7, 8];

/**
 * The policy of a report. A signed text stays masked as it was signed, however wide masks are now: that is a part of
 * what was approved. What may be printed at all follows the settings of today, also where they have become stricter.
 */
export function policyAsSigned(
  deps: Deps,
  report: Report,
  edition: Edition,
  signed: Signature | undefined = report.state === 'signed-off'
    ? deps.store.signatures.list(report.id)[0]
    : undefined,
): { template: Template | undefined; policy: EditionPolicy; isOther: boolean } {
  const { template, policy } = policyOf(deps, report);
  const fits = (style: MaskStyle): boolean =>
    signed?.editions[edition] ===
    textHash(
      writeText(toEdition({ ...report, state: 'signed-off' }, template, edition, { ...policy, mask: style })),
    );
  if (!signed || fits(policy.mask)) return { template, policy, isOther: false };
  const mask = STYLES.find((style) => style !== policy.mask && fits(style));
  return mask === undefined
    ? { template, policy, isOther: false }
    : { template, policy: { ...policy, mask }, isOther: true };
}

/** An edition of a report in its words alone, as it goes out once it is signed. */
export function editionAsSigned(
  deps: Deps,
  report: Report,
  edition: Edition,
  signed?: Signature,
): EditionDocument {
  const { template, policy } = policyAsSigned(deps, report, edition, signed);
  return toEdition({ ...report, state: 'signed-off' }, template, edition, policy);
}
