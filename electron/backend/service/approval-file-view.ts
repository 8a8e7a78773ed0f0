import type { ReportDetail } from '../../../shared/contract/methods.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { fromStored } from '../../../shared/edition/stored-policy.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';
import { canonicalForm } from '../../../shared/signoff/canonical.ts';
import { readCard } from '../signing/card.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { parseStep } from '../signing/step.ts';
import { formOf, sealedRecord, type ApprovalFile } from './approval-file-format.ts';
import { judgedSteps, lineOfRecord, stateOfSteps, type KnownStep } from './approval-state.ts';
import type { Deps } from './deps.ts';

/**
 * The steps in a file. Who holds a key that this computer does not know, the card in the file says; whether that is true,
 * the fingerprint, which is shown with it.
 */
export function stepsIn({ store }: Deps, file: ApprovalFile): KnownStep[] {
  const carried = file.cards.flatMap((card) => cardNames(card));
  const names = new Map([
    ...carried.map(({ key, name }) => [key, name] as const),
    ...store.keys.list().map(({ publicKey, name }) => [publicKey, name] as const),
  ]);
  return judgedSteps(file.steps, {
    report: file.draft.report,
    form: formOf(file),
    used: () => false,
    nameOf: (key) => names.get(key) ?? null,
  });
}

/** Keys that signed something in the file and are not known here, with the name that their card gives them. */
export function unknownKeys({ store }: Deps, file: ApprovalFile): ApprovalFileView['unknownKeys'] {
  const known = new Set(
    store.keys
      .list()
      .flatMap(({ publicKey, ended, person }) => (ended === null || person !== null ? [publicKey] : [])),
  );
  const names = new Map(
    file.steps.flatMap(({ statement }) => {
      const said = parseStep(statement);
      return said ? [[said.key, said.how.kind === 'own' ? said.person : said.how.recorder] as const] : [];
    }),
  );
  const last = file.seal && sealedRecord(file.seal);
  if (last) names.set(last.key, last.how.kind === 'own' ? last.signer : last.how.recorder);
  return [...names]
    .filter(([key]) => !known.has(key))
    .map(([key, said]) => {
      const card = file.cards.flatMap((one) => cardNames(one)).find((one) => one.key === key);
      const { name, unit } = card ?? said;
      return { name, unit, fingerprint: fingerprintOf(key) };
    });
}

/** Whose card it is; none where it was changed. */
function cardNames(text: string): { key: string; name: string; unit: string }[] {
  try {
    const { key, name, unit } = readCard(text).card;
    return [{ key, name, unit }];
  } catch {
    return [];
  }
}

/** The report that the file is of, where it is here. */
export function hereOf({ store }: Deps, id: string): ReportDetail | null {
  return store.reports.list().some((one) => one.id === id) ? store.reports.get(id) : null;
}

/** What is shown of a file before anything is done with it. */
export function viewOf(deps: Deps, file: ApprovalFile): ApprovalFileView {
  const { draft: from, wanted } = file;
  const here = hereOf(deps, from.report);
  const steps = stepsIn(deps, file);
  const state = stateOfSteps(wanted, steps);
  const known = here ? new Set(deps.store.approvals.steps(here.id).map(({ sha256 }) => sha256)) : null;
  const last = file.seal && sealedRecord(file.seal);
  return {
    title: from.title,
    unit: from.unit,
    year: from.year,
    lines: writeText(editionIn(deps, file, 'internal')).split('\n'),
    here: here === null ? 'none' : canonicalForm(here) === formOf(file) ? 'same' : 'other-text',
    report: here?.id ?? null,
    slots: state.slots.map((slot) =>
      last && slot.step.kind === 'sign'
        ? { step: slot.step, isOpen: false, done: lineOfRecord(last, '', slot.step) }
        : slot,
    ),
    returned: state.returned,
    unknownKeys: unknownKeys(deps, file),
    news: known
      ? file.steps.filter(({ sha256 }) => !known.has(sha256)).length +
        (file.seal && here?.state !== 'signed-off' ? 1 : 0)
      : 0,
  };
}

function editionIn(deps: Deps, file: ApprovalFile, edition: Edition): EditionDocument {
  const { document, variables, draft: from, policy } = file;
  const source = { document, variables, year: from.year, unit: from.unit, state: 'signed-off' as const };
  return toEdition(source, deps.templates.get(file.template), edition, fromStored(policy));
}
