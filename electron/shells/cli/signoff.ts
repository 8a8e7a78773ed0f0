import { AppError } from '../../../shared/errors/app-error.ts';
import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Person } from '../../../shared/review/types.ts';
import { howWords } from '../../../shared/signoff/approval.ts';
import type { Obstacle } from '../../../shared/signoff/types.ts';
import type { Backend, CallContext } from '../../backend/service/registry.ts';
import { tooEarly } from './approval-text.ts';
import { authorOf } from './author-of.ts';
import { command, single, type Context, type Output } from './command.ts';
import { readDate, today } from './dates.ts';
import { readNewSecret, readSecret } from './read-secret.ts';
import { withBackend } from './session.ts';
import { stepAmong } from './step-words.ts';
import { howOf, mustSayWhatIsOnPaper, readOpinion, readPaper, required, type Paper } from './taking.ts';

/** What is told where no passphrase is given. */
const UNDONE = '没有签发';

export const signoffCommand = command({
  help: `  signoff 编号 --person 姓名 [--opinion 意见] [--date 年-月-日]
                                    签发（审签的最后一步）；口令在终端里输入，或从标准输入给出
    [--first]                       第一次签发：设签发口令（没有这位签发人的，一并新设）
    [--paper 扫描件 --signer 签发人 [--unit 单位]]
                                    纸质签批单已签的，由 --person 登记；意见和日期照单上的写`,
  options: ['person', 'opinion', 'date', 'first', 'paper', 'signer', 'unit'],
  read: (words, { opinion, date, first = false, ...values }): WantedSignature => {
    const person = required(
      'person',
      values.paper === undefined ? '签发人姓名' : '登记人姓名',
      values.person,
    );
    const wanted = { person, opinion: readOpinion(opinion), date: readDate(date), first };
    const paper = readPaper(values);
    mustSayWhatIsOnPaper(paper, { words: opinion, date });
    return { id: single('signoff', '报告编号', words), ...wanted, paper };
  },
  run: signReport,
});

export type WantedSignature = {
  id: string;
  /** Who signs or, of a sheet, who records it. */
  person: string;
  opinion: string | undefined;
  date: string | undefined;
  first: boolean;
  paper: Paper | null;
};

const OBSTACLES: Readonly<Record<Obstacle['kind'], string>> = {
  change: '修订',
  comment: '批注',
  check: '校对',
  slot: '小节',
  field: '数据',
  state: '状态',
};

/** Signs a report. What still stands in the way is listed, and ends with 1, as errors of checks do. */
export async function signReport(wanted: WantedSignature, { data, call }: Context): Promise<Output> {
  const { id, opinion, date, first, paper } = wanted;
  const how = await howOf(paper);
  return withBackend(data, async (backend) => {
    // Before anybody types a passphrase: whether there is something to sign.
    // What is signed is what was checked here: another program may save meanwhile.
    const { state, revision } = await backend.call('report.open', { id }, call);
    if (state === 'signed-off')
      throw new AppError('signed-off', '这份报告已经签发，没有再签。要修改，请先在年述里开新一版。');
    const obstacles = await backend.call('signoff.obstacles', { id }, call);
    if (obstacles.length > 0) return notReady(obstacles);
    const { slots } = await backend.call('approval.state', { id }, call);
    const step = stepAmong(slots, { kind: 'sign', who: '' });
    const early = tooEarly(slots, step);
    if (early !== null) throw new AppError('not-ready', early);
    const person = await signingPerson(backend, wanted, call);
    const passphrase = await passphraseOf(backend, person, first, call);
    const said = { opinion: opinion ?? '同意印发。', date: date ?? today(), passphrase };
    await backend.call('approval.take', { id, revision, person: person.id, step, how, ...said }, call);
    const [newest] = await backend.call('signoff.list', { id }, call);
    if (newest?.format !== 3) throw new AppError('internal', '没有找到刚才的签发。请用 doctor 检查。');
    const { version, content, signer } = newest;
    const text = `已签发：第 ${version} 版，${signer.name}，${howWords(newest.how)}，稿件指纹 ${content}`;
    return { json: { version, sha256: content }, text, exitCode: 0 };
  });
}

/** The signer; of a sheet, whoever records it. */
async function signingPerson(
  backend: Backend,
  { id, person: name, first, paper }: WantedSignature,
  call: Partial<CallContext>,
): Promise<Person> {
  if (paper === null) return signerOf(backend, id, name, first, call);
  const recorder = await authorOf(backend, name);
  const people = await backend.call('people.list', {}, call);
  const found = people.find((one) => one.id === recorder);
  if (!found) throw new AppError('no-person', `没有“${name}”这个人，没有签发。`);
  return found;
}

/** The passphrase of a person's key; with `first`, a new one, with which the key is made. */
async function passphraseOf(
  backend: Backend,
  person: Person,
  first: boolean,
  call: Partial<CallContext>,
): Promise<string> {
  const { name } = person;
  const { has } = await backend.call('signoff.key', { person: person.id }, call);
  if (has) return readSecret(`${name}的签发口令：`, UNDONE);
  if (!first)
    throw new AppError('bad-request', `${name}还没有设签发口令，没有签发。第一次签发请加 --first。`);
  const passphrase = await readNewSecret(
    `给${name}设一个签发口令（至少 ${MIN_PASSPHRASE} 个字符）：`,
    MIN_PASSPHRASE,
    UNDONE,
  );
  await backend.call('people.save', { person }, call);
  await backend.call('keys.make', { person: person.id, passphrase }, call);
  return passphrase;
}

function notReady(obstacles: readonly Obstacle[]): Output {
  const message = `还有 ${obstacles.length} 处没有办完，没有签发。请逐项处理后再签。`;
  return {
    json: { error: { code: 'not-ready', message, obstacles } },
    text: '',
    exitCode: 1,
    complaints: [message, ...obstacles.map(({ kind, text }) => `  ${OBSTACLES[kind]}：${text}`)],
  };
}

/** The signer of that name; with `first`, one who is not known yet is somebody new of the report's unit. */
async function signerOf(
  backend: Backend,
  id: string,
  name: string,
  first: boolean,
  call: Partial<CallContext>,
): Promise<Person> {
  const people = (await backend.call('people.list', {}, call)).filter((one) => one.origin === undefined);
  const named = people.filter((one) => one.name === name);
  const signers = named.filter((one) => one.role === 'signer');
  if (signers.length > 1)
    throw new AppError(
      'bad-request',
      `有 ${signers.length} 位签发人都叫${name}，分不清是谁，没有签发。请在年述里签发。`,
    );
  const [signer] = signers;
  if (signer) return signer;
  if (named.length > 0)
    throw new AppError('bad-request', `${name}不是签发人，没有签发。请在年述的人员设置里把身份改为签发。`);
  if (!first) {
    const known = people.filter((one) => one.role === 'signer').map((one) => one.name);
    const hint = known.length > 0 ? `签发人有：${known.join('、')}。` : '还没有签发人。';
    throw new AppError('no-person', `没有叫“${name}”的签发人，没有签发。${hint}新的签发人请加 --first。`);
  }
  const { unit } = await backend.call('report.open', { id }, call);
  return { id: newId(), name, unit, role: 'signer' };
}
