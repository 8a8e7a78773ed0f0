import { z } from 'zod';

/** Steps of an approval in the order in which they are taken, with the words for them. */
export const STEP_KINDS = { draft: '拟稿', check: '核稿', countersign: '会签', sign: '签发' } as const;
export type StepKind = keyof typeof STEP_KINDS;
export const STEP_KIND_NAMES = Object.keys(STEP_KINDS) as [StepKind, ...StepKind[]];

/** A step that the unit asks for. `who` tells steps of one kind apart, such as an office that countersigns; may be ''. */
export const approvalStep = z.strictObject({
  kind: z.enum(STEP_KIND_NAMES),
  who: z.string().trim().max(40).default(''),
});
export type ApprovalStep = z.output<typeof approvalStep>;

const places: Readonly<Record<StepKind, number>> = { draft: 0, check: 1, countersign: 2, sign: 3 };

/**
 * The order in which a report is approved (审签顺序): 拟稿, 核稿, 会签, 签发, each as often as the unit wants it, and 签发
 * once, at the end. Steps of one kind may be taken in any order. A unit of one person needs the last one only.
 */
export const approval = z
  .strictObject({
    steps: z
      .array(approvalStep)
      .min(1)
      .max(12)
      .refine(
        (steps) => steps.filter(({ kind }) => kind === 'sign').length === 1,
        '要有一步签发，也只能有一步',
      )
      .refine(
        (steps) => steps.every(({ kind }, at) => at === 0 || places[steps[at - 1]!.kind] <= places[kind]),
        '顺序是拟稿、核稿、会签、签发',
      )
      .refine(
        (steps) => new Set(steps.map(({ kind, who }) => `${kind} ${who}`)).size === steps.length,
        '同一类的两步要写明是谁，才分得开',
      )
      .default([{ kind: 'sign', who: '' }]),
  })
  .prefault({});

export type ApprovalSettings = z.output<typeof approval>;

/** 会签（财政所） */
export const stepName = ({ kind, who }: ApprovalStep): string =>
  who === '' ? STEP_KINDS[kind] : `${STEP_KINDS[kind]}（${who}）`;

/** True for steps that stand for the same one of an order. */
export const isSameStep = (a: ApprovalStep, b: ApprovalStep): boolean => a.kind === b.kind && a.who === b.who;

/** Steps of one kind stand side by side: the places of the steps that must be taken before this one. */
export const stepsBefore = (steps: readonly ApprovalStep[], { kind }: ApprovalStep): ApprovalStep[] =>
  steps.filter((step) => places[step.kind] < places[kind]);
