import { fullDate } from '../../../shared/text/local-time.ts';
import { describe, expect, it } from 'vitest';

import {
  barring,
  howText,
  orderText,
  shortFingerprint,
  standingOf,
  standingText,
  usualOpinion,
} from '../../../renderer/features/signoff/approval-words.ts';
import { scanRefusal, scanType } from '../../../renderer/features/signoff/scan-field.tsx';
import { takeInText } from '../../../renderer/features/signoff/take-in-text.ts';
import type { ApprovalStep } from '../../../shared/settings/approval.ts';
import type {
  ApprovalFileView,
  ApprovalState,
  StepLine,
  StepState,
} from '../../../shared/signoff/approval.ts';
import type { Obstacle } from '../../../shared/signoff/types.ts';

const DRAFT: ApprovalStep = { kind: 'draft', who: '' };
const CHECK: ApprovalStep = { kind: 'check', who: '' };
const FINANCE: ApprovalStep = { kind: 'countersign', who: '财政所' };
const JUSTICE: ApprovalStep = { kind: 'countersign', who: '司法所' };
const SIGN: ApprovalStep = { kind: 'sign', who: '' };
const ALL = [DRAFT, CHECK, FINANCE, JUSTICE, SIGN];

const line = (step: ApprovalStep, state: StepState = 'good'): StepLine => ({
  sha256: `${step.kind}${step.who}`,
  step,
  outcome: 'approved',
  person: { name: '周明远', unit: '青禾镇' },
  how: { kind: 'own' },
  opinion: '同意。',
  date: '2023-12-18',
  fingerprint: '04312 88127 55510 90431 22817 66120',
  state,
  trouble: '',
});

/** An approval of all five steps of which the first are done. */
function after(done: number, more: Partial<ApprovalState> = {}): ApprovalState {
  const slots = ALL.map((step, at) => ({
    step,
    done: at < done ? line(step) : null,
    isOpen: at === done || (done === 2 && at === 3),
  }));
  return { slots, returned: null, history: [], voided: [], ...more };
}

describe('where an approval stands', () => {
  it('names what is done and what is open', () => {
    expect(standingText(standingOf(after(0)))).toBeNull();
    expect(standingText(standingOf(after(2)))).toBe(
      '审签中：拟稿、核稿已签，待会签（财政所）、会签（司法所）。改动正文后要从头审签。',
    );
    expect(standingOf(after(5)).at).toBe('complete');
    expect(standingText(standingOf(after(5)))).toBeNull();
  });

  it('says which steps a change has voided, each once', () => {
    const voided = [line(DRAFT, 'changed'), line(CHECK, 'changed'), line(DRAFT, 'changed')];
    expect(standingText(standingOf(after(0, { voided })))).toBe(
      '正文有改动，已签的拟稿、核稿作废，要从头审签。',
    );
    // What was voided earlier is past once a step holds again.
    expect(standingOf(after(1, { voided })).at).toBe('under-way');
  });

  it('says who sent it back, and why, as much of it as a line holds', () => {
    const returned = {
      ...line(CHECK),
      outcome: 'returned' as const,
      opinion: '第三部分数据与统计口径不一致。',
    };
    expect(standingText(standingOf(after(0, { returned })))).toBe(
      '周明远2023年12月18日退回：第三部分数据与统计口径不一致。改好后从头审签。',
    );
    const long = { ...returned, opinion: '改'.repeat(200) };
    expect(standingText(standingOf(after(0, { returned: long })))?.length).toBeLessThan(90);
  });
});

describe('the words of a step', () => {
  it('ask for what comes next in the unit’s order', () => {
    expect(ALL.map((step) => usualOpinion(step, ALL))).toEqual([
      '请审核。',
      '已核，请会签。',
      '同意。',
      '同意。',
      '同意印发。',
    ]);
    expect(usualOpinion(CHECK, [CHECK, SIGN])).toBe('已核，请签发。');
    expect(usualOpinion(DRAFT, [DRAFT, SIGN])).toBe('请签发。');
  });

  it('say in which way it was taken, by whom, and on which full day', () => {
    expect(howText({ kind: 'own' })).toBe('本人签');
    const recorder = { name: '周明远', unit: '' };
    const scan = { name: '签批单.pdf', sha256: 'a'.repeat(64) };
    expect(howText({ kind: 'paper', recorder, scan })).toBe('凭签批单登记，登记人周明远');
    expect(fullDate('2023-02-08')).toBe('2023年2月8日');
    expect(shortFingerprint('04312 88127 55510')).toBe('04312 88127');
    expect(orderText(ALL)).toBe('拟稿 → 核稿 → 会签（财政所）→ 会签（司法所）→ 签发');
  });

  it('are barred by everything at the end, before it by changes that nobody has decided', () => {
    const obstacles: Obstacle[] = [
      { kind: 'comment', text: '批注没有解决' },
      { kind: 'change', text: '有 1 处修订没有定' },
    ];
    expect(barring(obstacles, 'sign')).toHaveLength(2);
    expect(barring(obstacles, 'draft').map(({ kind }) => kind)).toEqual(['change']);
  });
});

describe('an approval file that came back', () => {
  const view: ApprovalFileView = {
    title: '总结',
    unit: '青禾镇',
    year: 2023,
    lines: [],
    here: 'same',
    report: 'r',
    slots: [],
    returned: null,
    unknownKeys: [],
    news: 2,
  };

  it('is taken in where it is of this report, reads so, and its keys are known', () => {
    expect(takeInText(view, 'r')).toEqual({
      refusal: null,
      text: '文件带回 2 步，收入后和本机的合在一起。',
    });
    expect(takeInText(view, null).refusal).toBeNull();
  });

  it('is refused with what to do otherwise', () => {
    const key = { name: '李主任', unit: '', fingerprint: '1' };
    const refused: [Partial<ApprovalFileView>, RegExp][] = [
      [{ here: 'none', report: null }, /不在这台电脑上/],
      [{ report: 'other' }, /另一份报告/],
      [{ news: 0 }, /没有新的步骤/],
      [{ here: 'other-text' }, /重新发出/],
      [{ unknownKeys: [key] }, /密钥卡/],
    ];
    for (const [part, words] of refused) expect(takeInText({ ...view, ...part }, 'r').refusal).toMatch(words);
  });
});

describe('the scan of a sheet', () => {
  it('is an image or a PDF, by the ending of its name', () => {
    expect(scanType('签批单.PDF')).toBe('application/pdf');
    expect(scanType('签批单.jpeg')).toBe('image/jpeg');
    expect(scanRefusal({ name: '签批单.png', size: 10 })).toBeNull();
    expect(scanRefusal({ name: '签批单.docx', size: 10 })).toMatch(/图片/);
    expect(scanRefusal({ name: '签批单.png', size: 0 })).toMatch(/空的/);
    expect(scanRefusal({ name: '签批单.png', size: 21 * 1024 * 1024 })).toMatch(/20 MB/);
  });
});
