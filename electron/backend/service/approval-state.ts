import { isSameStep, stepsBefore, type ApprovalStep } from '../../../shared/settings/approval.ts';
import type {
  ApprovalSlot,
  ApprovalState,
  StepLine,
  StepState,
  StepStatement,
} from '../../../shared/signoff/approval.ts';
import type { SignedRecord } from '../../../shared/signoff/types.ts';
import { contentHash } from '../signing/hash.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { isStepSigned, parseStep, type SignedStep } from '../signing/step.ts';

/** A step with what it says, and whether it counts. */
export type KnownStep = SignedStep & { said: StepStatement; state: StepState; trouble: string };

/** What steps are judged by. */
export type Judging = {
  report: string;
  /** Canonical form of the text as it is now. */
  form: string;
  /** Hashes of steps that a signature stands on, or that were taken before the newest one. */
  used: (step: StepStatement, sha256: string) => boolean;
  /** The name that a key was made under; null for one that is not known here. */
  nameOf: (key: string) => string | null;
};

/** Steps in the order in which they were stored, each with whether it counts for the text as it is now. */
export function judgedSteps(steps: readonly SignedStep[], judging: Judging): KnownStep[] {
  const read = steps.flatMap((step) => {
    const said = parseStep(step.statement);
    return said ? [{ ...step, said }] : [];
  });
  const back = read.findLastIndex((step) => step.said.outcome === 'returned' && isStepSigned(step));
  return read.map((step, at) => ({
    ...step,
    state: stateOf(step, at < back, judging),
    trouble: troubleOf(step, judging),
  }));
}

function stateOf(
  { said, sha256 }: SignedStep & { said: StepStatement },
  wasReturned: boolean,
  { form, used }: Judging,
): StepState {
  if (used(said, sha256)) return 'used';
  if (wasReturned) return 'ended';
  return contentHash({ format: 2, salt: said.salt }, form) === said.content ? 'good' : 'changed';
}

function troubleOf(step: SignedStep & { said: StepStatement }, { report, nameOf }: Judging): string {
  if (!isStepSigned(step) || step.said.report !== report) return '签名对不上，不算数';
  const { key, how, person } = step.said;
  const name = nameOf(key);
  if (name === null) return '本机不认识签这一步的密钥';
  return name === (how.kind === 'own' ? person : how.recorder).name
    ? ''
    : `签的是${person.name}，密钥却是${name}的，不算数`;
}

/** True where a step stands for what the unit asks for. */
export const counts = ({ said, state, trouble }: KnownStep): boolean =>
  state === 'good' && said.outcome === 'approved' && trouble === '';

function lineOf({ said, sha256, state, trouble }: KnownStep): StepLine {
  const { step, outcome, person, how, opinion, date, key } = said;
  return {
    sha256,
    step,
    outcome,
    person,
    how,
    opinion,
    date,
    fingerprint: fingerprintOf(key),
    state,
    trouble,
  };
}

/** A signature as the last step. @param sha256 '' where it is not stored yet */
export function lineOfRecord(record: SignedRecord, sha256: string, step: ApprovalStep = LAST): StepLine {
  const { signer, opinion, date, key } = record;
  return {
    sha256,
    step,
    outcome: 'approved',
    person: { name: signer.name, unit: signer.unit },
    how: record.format === 3 ? record.how : { kind: 'own' },
    opinion,
    date,
    fingerprint: fingerprintOf(key),
    state: 'good',
    trouble: '',
  };
}

const LAST: ApprovalStep = { kind: 'sign', who: '' };

/** Dates of the steps that one follows. Steps of its own kind stand beside it: their sheets come back in any order. */
export const datesBefore = (steps: readonly KnownStep[], { kind }: ApprovalStep): string[] =>
  steps.flatMap((step) => (counts(step) && step.said.step.kind !== kind ? [step.said.date] : []));

/** The steps that count, for each that the unit asks for. */
function slotsOf(wanted: readonly ApprovalStep[], steps: readonly KnownStep[]): ApprovalSlot[] {
  const done = (step: ApprovalStep): KnownStep | undefined =>
    steps.findLast((one) => counts(one) && isSameStep(one.said.step, step));
  return wanted.map((step) => {
    const taken = done(step);
    return {
      step,
      done: taken ? lineOf(taken) : null,
      isOpen: !taken && stepsBefore(wanted, step).every((before) => done(before)),
    };
  });
}

/** Where an approval stands, of a report that is not signed off. */
export function stateOfSteps(wanted: readonly ApprovalStep[], steps: readonly KnownStep[]): ApprovalState {
  const newest = steps.at(-1);
  return {
    slots: slotsOf(wanted, steps),
    returned:
      newest?.said.outcome === 'returned' && newest.trouble === '' && newest.state !== 'used'
        ? lineOf(newest)
        : null,
    history: steps.map((step) => lineOf(step)),
    voided: steps
      .filter(({ state, said }) => state === 'changed' && said.outcome === 'approved')
      .map((step) => lineOf(step)),
  };
}
