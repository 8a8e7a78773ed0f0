import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { hiderOf, toEdition } from '../../../shared/edition/gate.ts';
import type { EditionPolicy } from '../../../shared/edition/mask.ts';
import { wordMasker } from '../../../shared/edition/mask-words.ts';
import type { RecordPage } from '../../../shared/signoff/record.ts';
import type { Deps } from './deps.ts';
import { policyOf } from './edition-of.ts';

export type InternalWords = {
  policy: EditionPolicy;
  /** As the internal edition prints them. */
  title: string;
  unit: string;
  /** Masks in other words what no edition prints. */
  words: (text: string) => string;
};

/** What a file that stays in the house may say of a report, beside its text. */
export function internalWords(deps: Deps, report: ReportDetail): InternalWords {
  const { template, policy } = policyOf(deps, report);
  const { blocks } = report.document;
  const { title, unit } = toEdition(report, template, 'internal', policy);
  const hides = hiderOf(blocks, 'internal', policy);
  const words = wordMasker(blocks, { variables: report.variables, edition: 'internal', policy, hides });
  return { policy, title, unit, words };
}

/** The beginning of a hash that had no salt when the entry was written: a small hidden figure can be guessed from it. */
const FINGERPRINT = /，指纹 [0-9a-f]{16}/;

/**
 * The record of a report as it may stand in a file. Details of which words are hidden lose their salt, so that nobody can
 * try out what they were, and keep their hash: the file can still be checked by itself. An entry of before, whose hash is
 * over its details, has no hash there, nor has any behind it.
 */
export function recordForFile(deps: Deps, report: ReportDetail, page: RecordPage): RecordPage {
  const { words } = internalWords(deps, report);
  const salted = deps.store.signatures
    .list(report.id)
    .filter((signed) => signed.format !== 1)
    .map(({ content }) => content.slice(0, 16));
  let isHidden = false;
  const entries = page.entries.toReversed().map((entry) => {
    const isSalted = salted.some((hash) => entry.details.includes(hash));
    const details = isSalted ? entry.details : entry.details.replace(FINGERPRINT, '');
    const written = words(details);
    const previous = isHidden ? '' : entry.previous;
    const isOther = written !== entry.details;
    isHidden ||= isOther && entry.commitment === '';
    return {
      ...entry,
      details: written,
      salt: isOther ? null : entry.salt,
      previous,
      sha256: isHidden ? '' : entry.sha256,
    };
  });
  return { ...page, entries: entries.toReversed() };
}
