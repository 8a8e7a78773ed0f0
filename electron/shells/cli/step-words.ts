import {
  approval,
  STEP_KIND_NAMES,
  STEP_KINDS,
  stepName,
  type ApprovalStep,
} from '../../../shared/settings/approval.ts';
import type { ApprovalSlot } from '../../../shared/signoff/approval.ts';
import { usage } from './command.ts';

/** A step as it is written on the line, `核稿` or `会签:财政所`; also as it is shown, `会签（财政所）`. */
export function readStep(text: string): ApprovalStep {
  const [, label = '', who = ''] = /^\s*([^:：（(]*)(?:[:：（(]\s*([^）)]*)[）)]?)?\s*$/.exec(text) ?? [];
  const kind = STEP_KIND_NAMES.find((one) => STEP_KINDS[one] === label.trim());
  if (kind === undefined)
    throw usage(
      `没有“${text.slice(0, 20)}”这一步：可以写${Object.values(STEP_KINDS).join('、')}，后面可加由谁，如 会签:财政所。`,
    );
  return { kind, who: who.trim() };
}

/** An order of approval, `拟稿,核稿,会签:财政所,签发`. */
export function readOrder(text: string): ApprovalStep[] {
  const steps = text
    .split(/[,，、;；]/)
    .filter((word) => word.trim() !== '')
    .map((word) => readStep(word));
  const read = approval.safeParse({ steps });
  if (!read.success) {
    const why = steps.length === 0 ? '一步也没有写' : (read.error.issues[0]?.message ?? '写法不对');
    throw usage(`--order 不能用：${why}。如 --order 拟稿,核稿,会签:财政所,签发。`);
  }
  return read.data.steps;
}

/** The step of an approval that the line means: who takes it may be left out where there is only one of its kind. */
export function stepAmong(slots: readonly ApprovalSlot[], wanted: ApprovalStep): ApprovalStep {
  const ofKind = slots.map(({ step }) => step).filter(({ kind }) => kind === wanted.kind);
  const same = ofKind.find(({ who }) => who === wanted.who);
  const [only, ...others] = ofKind;
  const found = same ?? (wanted.who === '' && others.length === 0 ? only : undefined);
  if (found) return found;
  const names = slots.map(({ step }) => stepName(step)).join('、');
  throw usage(`审签顺序里没有“${stepName(wanted)}”这一步，没有签。顺序是：${names}。`);
}
