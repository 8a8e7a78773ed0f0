import {
  approval,
  STEP_KIND_NAMES,
  type ApprovalStep,
  type StepKind,
} from '../../../shared/settings/approval.ts';

export type Order = readonly ApprovalStep[];

/** As many as the setting holds. */
export const MOST_STEPS = 12;

/** Why an order is not taken, in the setting's own words; null where it is. */
export function troubleOf(steps: Order): string | null {
  const parsed = approval.safeParse({ steps });
  return parsed.success ? null : (parsed.error.issues[0]?.message ?? '');
}

/** With one more step, behind those of its kind and of the kinds before it. */
export function withStep(steps: Order, kind: StepKind): { steps: Order; at: number } {
  const place = STEP_KIND_NAMES.indexOf(kind);
  const before = steps.filter((step) => STEP_KIND_NAMES.indexOf(step.kind) <= place);
  const at = before.length;
  return { steps: [...steps.slice(0, at), { kind, who: '' }, ...steps.slice(at)], at };
}

export const withoutStep = (steps: Order, at: number): Order => steps.filter((_, index) => index !== at);

export const withWho = (steps: Order, at: number, who: string): Order =>
  steps.map((step, index) => (index === at ? { ...step, who } : step));

/** With a step one place further up (-1) or down (1); at the ends it stays as it is. */
export function withMove(steps: Order, at: number, by: 1 | -1): Order {
  const [step, other] = [steps[at], steps[at + by]];
  if (!step || !other) return steps;
  return steps.map((one, index) => (index === at ? other : index === at + by ? step : one));
}

/** Whether a step may change places with its neighbour: only those of one kind stand in an order of the unit's own. */
export const mayMove = (steps: Order, at: number, by: 1 | -1): boolean =>
  steps[at] !== undefined && steps[at].kind === steps[at + by]?.kind;

export const isSameOrder = (a: Order, b: Order): boolean =>
  a.length === b.length && a.every(({ kind, who }, at) => kind === b[at]?.kind && who === b[at].who);
