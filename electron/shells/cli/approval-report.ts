import { AppError } from '../../../shared/errors/app-error.ts';
import { stepName, type ApprovalStep } from '../../../shared/settings/approval.ts';
import {
  HOWS,
  OUTCOMES_OF_STEP,
  type ApprovalState,
  type StepOutcome,
} from '../../../shared/signoff/approval.ts';
import { writeFileSafely } from '../write-file.ts';
import { orderText, stateText, tooEarly } from './approval-text.ts';
import { authorOf } from './author-of.ts';
import { done, type Context, type Output } from './command.ts';
import { today } from './dates.ts';
import { inFolder } from './in-folder.ts';
import { readSecret } from './read-secret.ts';
import { pathOf, withBackend } from './session.ts';
import { signReport } from './signoff.ts';
import { stepAmong } from './step-words.ts';
import { howOf, mustHaveKey, type Paper } from './taking.ts';

/** A step of a report that is here. `words`: opinion, or why it is sent back. */
export type WantedStep = {
  id: string;
  step: ApprovalStep;
  outcome: StepOutcome;
  person: string;
  words: string | undefined;
  date: string | undefined;
  paper: Paper | null;
};

type Order = { steps: ApprovalStep[] };

export async function showOrder({ data, call }: Context): Promise<Output<Order>> {
  const { steps } = await withBackend(data, async (backend) => {
    const { value } = await backend.call('settings.get', { key: 'approval' }, call);
    return value as Order;
  });
  return done({ steps }, `审签顺序：${orderText(steps)}`);
}

export async function setOrder(steps: ApprovalStep[], { data, call }: Context): Promise<Output<Order>> {
  await withBackend(data, (backend) =>
    backend.call('settings.set', { key: 'approval', value: { steps } }, call),
  );
  return done({ steps }, `审签顺序改为：${orderText(steps)}`);
}

export async function showState(id: string, { data, call }: Context): Promise<Output<ApprovalState>> {
  const state = await withBackend(data, (backend) => backend.call('approval.state', { id }, call));
  return done(state, stateText(state));
}

/** Takes a step, or sends back. 签发, the last step, is `signoff`. */
export async function takeStep(wanted: WantedStep, context: Context): Promise<Output> {
  const { id, outcome, person: name, words, date, paper } = wanted;
  if (wanted.step.kind === 'sign' && outcome === 'approved')
    return signReport({ id, person: name, opinion: words, date, first: false, paper }, context);
  const { data, call } = context;
  const how = await howOf(paper);
  return withBackend(data, async (backend) => {
    const { revision } = await backend.call('report.open', { id }, call);
    const { slots } = await backend.call('approval.state', { id }, call);
    const step = stepAmong(slots, wanted.step);
    const early = tooEarly(slots, step);
    if (early !== null) throw new AppError('not-ready', early);
    const person = await authorOf(backend, name);
    await mustHaveKey(backend, person, name);
    const passphrase = await readSecret(
      `${name}的签发口令：`,
      outcome === 'approved' ? '没有签' : '没有退回',
    );
    const taking = { id, revision, person, how, step, date: date ?? today(), passphrase };
    const state =
      outcome === 'approved'
        ? await backend.call('approval.take', { ...taking, opinion: words ?? '同意。' }, call)
        : await backend.call('approval.return', { ...taking, reason: words ?? '' }, call);
    const by = paper === null ? `${name}，${HOWS.own}` : `${paper.signer}，${HOWS.paper}（${name}登记）`;
    const deed = outcome === 'approved' ? '已签' : `已${OUTCOMES_OF_STEP.returned}`;
    return done(state, [`${deed}：${stepName(step)}，${by}`, stateText(state)].join('\n'));
  });
}

/** Writes the scan of the sheet from which a step was recorded. */
export async function writeScan(
  { id, step: wanted, out }: { id: string; step: ApprovalStep; out: string },
  { data, call }: Context,
): Promise<Output> {
  return withBackend(data, async (backend) => {
    const { slots } = await backend.call('approval.state', { id }, call);
    const step = stepAmong(slots, wanted);
    const taken = slots.find((slot) => slot.step === step)?.done;
    if (!taken) throw new AppError('not-found', `“${stepName(step)}”还没有签，没有扫描件。`);
    if (taken.how.kind === 'own')
      throw new AppError('not-found', `“${stepName(step)}”是${HOWS.own}的，没有签批单。`);
    const { sha256 } = taken.how.scan;
    const { name, mime, bytes } = await backend.call('approval.scan', { id, sha256 }, call);
    const file = await inFolder(pathOf(out), name);
    await writeFileSafely(file, Buffer.from(bytes, 'base64'));
    return done({ file, name, mime, sha256 }, `签批单：${file}`);
  });
}
