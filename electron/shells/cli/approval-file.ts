import { AppError } from '../../../shared/errors/app-error.ts';
import { stepName, type ApprovalStep } from '../../../shared/settings/approval.ts';
import {
  HOWS,
  OUTCOMES_OF_STEP,
  type ApprovalFileView,
  type StepOutcome,
} from '../../../shared/signoff/approval.ts';
import { writeFileSafely } from '../write-file.ts';
import { fileText, stateText, tooEarly } from './approval-text.ts';
import { authorOf } from './author-of.ts';
import { done, type Context, type Output } from './command.ts';
import { today } from './dates.ts';
import { inFolder } from './in-folder.ts';
import { readText } from './read-input.ts';
import { readSecret } from './read-secret.ts';
import { pathOf, withBackend } from './session.ts';
import { stepAmong } from './step-words.ts';
import { mustHaveKey } from './taking.ts';

/** A step that is taken in an approval file. `words`: opinion, or why it is sent back. */
export type WantedFileStep = {
  file: string;
  step: ApprovalStep;
  outcome: StepOutcome;
  person: string;
  words: string | undefined;
  date: string | undefined;
  out: string;
};

const ALL_FIGURES = '里面有全文和没有遮盖的数据，只交给审签的人。';

/** Writes an approval file of a report, for somebody on another computer. */
export async function sendFile(
  { id, out }: { id: string; out: string },
  { data, call }: Context,
): Promise<Output> {
  return withBackend(data, async (backend) => {
    const { revision } = await backend.call('report.open', { id }, call);
    const { name, file: text } = await backend.call('approval.send', { id, revision }, call);
    const file = await written(out, name, text);
    return done({ file }, `已发出审签文件：${file}\n${ALL_FIGURES}`);
  });
}

export async function showFile(file: string, { data, call }: Context): Promise<Output<ApprovalFileView>> {
  const text = await readText(pathOf(file), file, 'read');
  const view = await withBackend(data, (backend) => backend.call('approval.read', { file: text }, call));
  return done(view, fileText(view));
}

/** Takes a step in a file whose report may be elsewhere, and writes the file that goes back. */
export async function signFile(wanted: WantedFileStep, { data, call }: Context): Promise<Output> {
  const { outcome, person: name, words, date, out } = wanted;
  const from = await readText(pathOf(wanted.file), wanted.file, 'read');
  return withBackend(data, async (backend) => {
    const { slots } = await backend.call('approval.read', { file: from }, call);
    const step = stepAmong(slots, wanted.step);
    const early = tooEarly(slots, step);
    if (early !== null) throw new AppError('not-ready', early);
    const person = await authorOf(backend, name);
    await mustHaveKey(backend, person, name);
    const passphrase = await readSecret(
      `${name}的签发口令：`,
      outcome === 'approved' ? '没有签' : '没有退回',
    );
    const opinion = words ?? (step.kind === 'sign' ? '同意印发。' : '同意。');
    const signing = { file: from, step, outcome, person, opinion, date: date ?? today(), passphrase };
    const made = await backend.call('approval.signFile', signing, call);
    const file = await written(out, made.name, made.file);
    const { slots: after, returned } = await backend.call('approval.read', { file: made.file }, call);
    const state = { slots: after, returned, history: [], voided: [] };
    const deed = outcome === 'approved' ? '已签' : `已${OUTCOMES_OF_STEP.returned}`;
    const said = `${deed}：${stepName(step)}，${name}，${HOWS.own}`;
    return done(
      { file, slots: after, returned },
      [said, stateText(state), `请把这个文件交回发来的人：${file}\n${ALL_FIGURES}`].join('\n'),
    );
  });
}

/** Takes over the steps of a file that came back. */
export async function takeInFile(file: string, { data, call }: Context): Promise<Output> {
  const text = await readText(pathOf(file), file, 'read');
  return withBackend(data, async (backend) => {
    const taken = await backend.call('approval.takeIn', { file: text }, call);
    const state = await backend.call('approval.state', { id: taken.report }, call);
    const { added, signed } = taken;
    const said =
      added === 0 ? '没有新的步骤，什么也没有改动。' : `已收入 ${added} 步${signed ? '，已签发' : ''}。`;
    return done(taken, [said, stateText(state)].join('\n'));
  });
}

async function written(out: string, name: string, text: string): Promise<string> {
  const file = await inFolder(pathOf(out), name);
  await writeFileSafely(file, new TextEncoder().encode(text));
  return file;
}
