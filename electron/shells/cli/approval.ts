import type { ApprovalStep } from '../../../shared/settings/approval.ts';
import type { StepOutcome } from '../../../shared/signoff/approval.ts';
import { setOrder, showOrder, showState, takeStep, writeScan, type WantedStep } from './approval-report.ts';
import { sendFile, showFile, signFile, takeInFile, type WantedFileStep } from './approval-file.ts';
import {
  command,
  none,
  single,
  usage,
  type OptionName,
  type Output,
  type Context,
  type Values,
} from './command.ts';
import { readDate } from './dates.ts';
import { readOrder, readStep } from './step-words.ts';
import { mustSayWhatIsOnPaper, readOpinion, readPaper, required } from './taking.ts';

/** Options of which a line has one at most: what is done. */
const DEEDS = ['take', 'return', 'send', 'take-in', 'order', 'scan'] as const satisfies OptionName[];
type Deed = (typeof DEEDS)[number];

const TAKING = ['person', 'date', 'paper', 'signer', 'unit', 'out'] as const satisfies OptionName[];

/** What else may stand on the line. */
const WITH: Record<Deed | 'look', readonly OptionName[]> = {
  look: [],
  take: [...TAKING, 'opinion'],
  return: [...TAKING, 'reason'],
  send: [],
  'take-in': [],
  order: [],
  scan: ['out'],
};

const OPTIONS = [...DEEDS, ...TAKING, 'opinion', 'reason'] as const satisfies OptionName[];

type Wanted =
  | { kind: 'order'; steps: ApprovalStep[] | null }
  | { kind: 'look'; id: string }
  | { kind: 'take'; step: WantedStep }
  | { kind: 'scan'; id: string; step: ApprovalStep; out: string }
  | { kind: 'send'; id: string; out: string }
  | { kind: 'look-file' | 'take-in'; file: string }
  | { kind: 'take-file'; step: WantedFileStep };

export const approvalCommand = command({
  help: `  approval 编号                     审签到了哪一步：谁签的，本人签还是凭签批单登记
    --take 步骤 --person 姓名 [--opinion 意见] [--date 年-月-日]
                                    签一步：拟稿、核稿、会签:财政所、签发
    --return 步骤 --person 姓名 --reason 原因   退回，改好后从头再签
    --paper 扫描件 --signer 姓名 [--unit 单位]  纸质签批单已签的，由 --person 登记
    --scan 步骤 --out 文件          取出这一步的签批单扫描件
    --send 文件.nsa                 发出审签文件，给别的电脑上的人签（里面有全部数据）
  approval 文件.nsa [--take 步骤 --person 姓名 --out 文件]
                                    看审签文件；在文件里签一步（或 --return），写成新文件
  approval --take-in 文件.nsa       收入交回来的审签文件
  approval [--order 拟稿,核稿,会签:财政所,签发]
                                    审签顺序；--order 改顺序`,
  options: OPTIONS,
  read: readWanted,
  run: approve,
});

function readWanted(words: readonly string[], values: Pick<Values, (typeof OPTIONS)[number]>): Wanted {
  const deed = deedOf(values);
  if (deed === 'order' || deed === 'take-in') {
    none('approval', words);
    if (deed === 'order') return { kind: 'order', steps: readOrder(values.order ?? '') };
    return { kind: 'take-in', file: named(deed, values[deed]) };
  }
  if (deed === 'look' && words.length === 0) return { kind: 'order', steps: null };
  const id = single('approval', '报告编号或审签文件', words);
  const isFile = /\.nsa$/i.test(id);
  switch (deed) {
    case 'look':
      return isFile ? { kind: 'look-file', file: id } : { kind: 'look', id };
    case 'send':
    case 'scan':
      if (isFile) throw usage(`--${deed} 要写报告编号，不是文件。`);
      if (deed === 'send') return { kind: 'send', id, out: named(deed, values.send) };
      return { kind: 'scan', id, step: readStep(values.scan ?? ''), out: named('out', values.out) };
    case 'take':
      return takingOf(id, isFile, 'approved', readStep(values.take ?? ''), values);
    case 'return':
      return takingOf(id, isFile, 'returned', readStep(values.return ?? ''), values);
  }
}

function deedOf(values: Pick<Values, (typeof OPTIONS)[number]>): Deed | 'look' {
  const [deed = 'look', other] = DEEDS.filter((one) => values[one] !== undefined);
  if (other !== undefined) throw usage(`--${deed} 和 --${other} 只能选一个。`);
  for (const option of [...TAKING, 'opinion', 'reason'] as const) {
    if (values[option] === undefined || WITH[deed].includes(option)) continue;
    const fits = DEEDS.filter((one) => WITH[one].includes(option)).map((one) => `--${one}`);
    throw usage(`--${option} 只与 ${fits.join(' 或 ')} 一起用。`);
  }
  return deed;
}

function named(option: 'send' | 'take-in' | 'out', file: string | undefined): string {
  if (file === undefined) throw usage(`缺少 --${option}（写到哪个文件）。`);
  if (file === '') throw usage(`--${option} 后面要写文件名。`);
  return file;
}

function takingOf(
  id: string,
  isFile: boolean,
  outcome: StepOutcome,
  step: ApprovalStep,
  values: Pick<Values, (typeof OPTIONS)[number]>,
): Wanted {
  const person = required('person', '谁签，或谁登记', values.person);
  const date = readDate(values.date);
  const words =
    outcome === 'returned' ? required('reason', '退回的原因', values.reason) : readOpinion(values.opinion);
  const paper = readPaper(values);
  const common = { step, outcome, person, words, date };
  if (isFile) {
    if (paper) throw usage('审签文件里只能本人签。凭签批单登记，请在有这份报告的电脑上办。');
    return { kind: 'take-file', step: { ...common, file: id, out: named('out', values.out) } };
  }
  if (values.out !== undefined) throw usage('--out 只与审签文件（.nsa）或 --scan 一起用。');
  mustSayWhatIsOnPaper(paper, { words, date });
  return { kind: 'take', step: { ...common, id, paper } };
}

function approve(wanted: Wanted, context: Context): Promise<Output> {
  switch (wanted.kind) {
    case 'order':
      return wanted.steps === null ? showOrder(context) : setOrder(wanted.steps, context);
    case 'look':
      return showState(wanted.id, context);
    case 'take':
      return takeStep(wanted.step, context);
    case 'scan':
      return writeScan(wanted, context);
    case 'send':
      return sendFile(wanted, context);
    case 'look-file':
      return showFile(wanted.file, context);
    case 'take-in':
      return takeInFile(wanted.file, context);
    case 'take-file':
      return signFile(wanted.step, context);
  }
}
