import { stepName, stepsBefore, type ApprovalStep } from '../../../shared/settings/approval.ts';
import {
  howWords,
  nameAndUnit,
  OUTCOMES_OF_STEP,
  STEP_STATES,
  type ApprovalFileView,
  type ApprovalSlot,
  type ApprovalState,
  type StepLine,
} from '../../../shared/signoff/approval.ts';
import { listed, stacked } from './text.ts';

/** 拟稿 → 核稿 → 会签（财政所） → 签发 */
export const orderText = (steps: readonly ApprovalStep[]): string =>
  steps.map((step) => stepName(step)).join(' → ');

/** 核稿：李志远（青禾镇），2025-12-18，本人签，指纹 04312 …，意见：同意。 */
function lineText({ step, outcome, person, how, opinion, date, fingerprint }: StepLine): string {
  const said = outcome === 'approved' ? '意见' : '退回原因';
  return `${stepName(step)}：${nameAndUnit(person)}，${date}，${howWords(how)}，指纹 ${fingerprint}，${said}：${opinion}`;
}

const slotText = ({ step, done, isOpen }: ApprovalSlot): string =>
  done ? lineText(done) : `${stepName(step)}：${isOpen ? '待签' : '还没有轮到'}`;

/** Where an approval stands, and what of it no longer counts. */
export const stateText = (state: ApprovalState): string => stacked(stateLines(state));

function stateLines({ slots, returned, history, voided }: ApprovalState): string[] {
  const bad = history.filter(({ trouble }) => trouble !== '');
  return [
    ...listed(
      '审签',
      slots.map((slot) => slotText(slot)),
    ),
    ...listed(OUTCOMES_OF_STEP.returned, returned ? [lineText(returned), '改好后从头再签。'] : []),
    ...listed(
      STEP_STATES.changed,
      voided.map((line) => lineText(line)),
    ),
    ...listed(
      '有问题',
      bad.map((line) => `${lineText(line)}（${line.trouble}）`),
    ),
  ];
}

const HERE = {
  same: '本机有这份报告，正文相同。',
  'other-text': '本机有这份报告，但发出以后正文又改过：收回的签不算数。',
  none: '本机没有这份报告：签了以后把文件交回发来的人。',
} as const satisfies Record<ApprovalFileView['here'], string>;

/** What an approval file holds, with the words that are approved. */
export function fileText(view: ApprovalFileView): string {
  const { title, unit, year, lines, here, slots, returned, unknownKeys, news } = view;
  const unknown = unknownKeys.map(
    (key) => `本机不认识${nameAndUnit(key)}的密钥（指纹 ${key.fingerprint}）：请用 key add 收入密钥卡。`,
  );
  return stacked([
    `审签文件：${title}（${year} 年，${unit}）`,
    HERE[here] + (news > 0 ? `有 ${news} 步本机还没有收入。` : ''),
    ...stateLines({ slots, returned, history: [], voided: [] }),
    ...unknown,
    '正文：',
    ...lines.map((line) => `  ${line}`),
  ]);
}

/** Why a step can't be taken yet; null where it can, or where the backend has another reason. */
export function tooEarly(slots: readonly ApprovalSlot[], step: ApprovalStep): string | null {
  const before = stepsBefore(
    slots.map((slot) => slot.step),
    step,
  );
  const missing = slots.filter((slot) => !slot.done && before.includes(slot.step));
  if (missing.length === 0) return null;
  const names = missing.map((slot) => stepName(slot.step)).join('、');
  return `还没有轮到“${stepName(step)}”，没有签。前面还要：${names}。`;
}
