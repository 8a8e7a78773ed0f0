import {
  isSameStep,
  STEP_KINDS,
  stepName,
  type ApprovalStep,
  type StepKind,
} from '../../../shared/settings/approval.ts';
import { HOWS, type ApprovalState, type How, type StepLine } from '../../../shared/signoff/approval.ts';
import { fullDate } from '../../../shared/text/local-time.ts';
import type { Obstacle } from '../../../shared/signoff/types.ts';

/** `本人签`, or `凭签批单登记，登记人周明远`. */
export const howText = (how: How): string =>
  how.kind === 'own' ? HOWS.own : `${HOWS.paper}，登记人${how.recorder.name}`;

/** The first groups of a fingerprint, which tell keys apart at a glance; the whole of it is for the telephone. */
export const shortFingerprint = (fingerprint: string): string => fingerprint.split(' ').slice(0, 2).join(' ');

/** Steps in the order of the approval, as a line: `拟稿 → 核稿 → 会签（财政所）→ 签发`. */
export const orderText = (steps: readonly ApprovalStep[]): string =>
  steps.map(stepName).join(' → ').replaceAll('） →', '）→');

const ASKS: Readonly<Record<StepKind, string>> = {
  draft: '请核稿。',
  check: '请审核。',
  countersign: '请会签。',
  sign: '请签发。',
};

/** What whoever takes a step mostly writes: it asks for what comes next in this unit's order. */
export function usualOpinion(step: ApprovalStep, steps: readonly ApprovalStep[]): string {
  if (step.kind === 'sign') return '同意印发。';
  const kinds = steps.map(({ kind }) => kind);
  const next = kinds.slice(kinds.lastIndexOf(step.kind) + 1)[0] ?? 'sign';
  if (step.kind === 'draft') return ASKS[next];
  return step.kind === 'check' ? `已核，${ASKS[next]}` : '同意。';
}

/** What whoever takes a step of this kind is called: 拟稿人. */
export const personOf = (kind: StepKind): string => `${STEP_KINDS[kind]}人`;

/** Where the approval stands: nothing was begun, steps are done, the text was changed after them, it was sent back. */
export type Standing =
  | { at: 'none' }
  | { at: 'under-way'; done: ApprovalStep[]; open: ApprovalStep[] }
  | { at: 'voided'; steps: ApprovalStep[] }
  | { at: 'returned'; line: StepLine }
  | { at: 'complete' };

export function standingOf({ slots, returned, voided }: ApprovalState): Standing {
  const done = slots.filter((slot) => slot.done !== null).map(({ step }) => step);
  if (slots.length > 0 && done.length === slots.length) return { at: 'complete' };
  if (done.length > 0) {
    return { at: 'under-way', done, open: slots.filter(({ isOpen }) => isOpen).map(({ step }) => step) };
  }
  if (returned) return { at: 'returned', line: returned };
  const asked = slots.filter(({ step }) => voided.some((line) => isSameStep(line.step, step)));
  return asked.length > 0 ? { at: 'voided', steps: asked.map(({ step }) => step) } : { at: 'none' };
}

const names = (steps: readonly ApprovalStep[]): string => steps.map(stepName).join('、');

/** Characters of a reason that a line across the window has room for. */
const SHOWN = 40;

/** The line over a report whose approval is under way, was voided or sent back; null where there is nothing to say. */
export function standingText(standing: Standing): string | null {
  if (standing.at === 'under-way') {
    return `审签中：${names(standing.done)}已签，待${names(standing.open)}。改动正文后要从头审签。`;
  }
  if (standing.at === 'voided') return `正文有改动，已签的${names(standing.steps)}作废，要从头审签。`;
  if (standing.at === 'returned') {
    const { person, opinion, date } = standing.line;
    const reason = opinion.length > SHOWN ? `${opinion.slice(0, SHOWN)}…` : opinion;
    return `${person.name}${fullDate(date)}退回：${reason.replace(/[。.]$/, '')}。改好后从头审签。`;
  }
  return null;
}

/** What stands in the way of a step: of the last one everything, of those before it what makes two texts of one. */
export function barring(obstacles: readonly Obstacle[], kind: StepKind | undefined): Obstacle[] {
  return obstacles.filter((obstacle) => kind === 'sign' || obstacle.kind === 'change');
}
