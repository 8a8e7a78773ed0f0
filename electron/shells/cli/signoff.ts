import { existsSync } from 'node:fs';

import { AppError } from '../../../shared/errors/app-error.ts';
import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import { newId } from '../../../shared/document/ids.ts';
import type { Person } from '../../../shared/review/types.ts';
import type { Obstacle, Verification } from '../../../shared/signoff/types.ts';
import type { Backend, CallContext } from '../../backend/service/registry.ts';
import { command, single, usage, type Context, type Output } from './command.ts';
import { readInput } from './read-input.ts';
import { readNewSecret, readSecret } from './read-secret.ts';
import { pathOf, withBackend } from './session.ts';

/** What is told where no passphrase is given. */
const UNDONE = '没有签发';

export const signoffCommand = command({
  help: `  signoff 编号 --person 姓名 [--opinion 意见] [--date 年-月-日]
                                    签发；口令在终端里输入，或从标准输入给出
    [--first]                       第一次签发：设签发口令（没有这位签发人的，一并新设）`,
  options: ['person', 'opinion', 'date', 'first'],
  read: (words, { opinion, date, first = false, ...values }) => {
    const person = values.person?.trim() ?? '';
    if (person === '') throw usage('缺少 --person（签发人姓名）。');
    if (opinion !== undefined && opinion.trim() === '') throw usage('--opinion 后面要写签发意见。');
    if (date !== undefined && !isDate(date)) throw usage('--date 要写完整的日期，如 2025-12-20。');
    return { id: single('signoff', '报告编号', words), person, opinion, date, first };
  },
  run: signReport,
});

export const verifyCommand = command({
  help: `  verify 编号或文件                 核验签发稿，或导出的 Word、PDF，指出不同之处`,
  options: [],
  read: (words) => single('verify', '报告编号或文件', words),
  run: verify,
});

/** A day that there is, `2025-12-20`. */
function isDate(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

type WantedSignature = {
  id: string;
  person: string;
  opinion: string | undefined;
  date: string | undefined;
  first: boolean;
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
async function signReport(wanted: WantedSignature, { data, call }: Context): Promise<Output> {
  const { id, person: name, opinion, date, first } = wanted;
  return withBackend(data, async (backend) => {
    // Before anybody types a passphrase: whether there is something to sign.
    // What is signed is what was checked here: another program may save meanwhile.
    const { state, revision } = await backend.call('report.open', { id }, call);
    if (state === 'signed-off')
      throw new AppError('signed-off', '这份报告已经签发，没有再签。要修改，请先在年述里开新一版。');
    const obstacles = await backend.call('signoff.obstacles', { id }, call);
    if (obstacles.length > 0) return notReady(obstacles);
    const signer = await signerOf(backend, id, name, first, call);
    const { has } = await backend.call('signoff.key', { person: signer.id }, call);
    if (!has && !first)
      throw new AppError('bad-request', `${name}还没有设签发口令，没有签发。第一次签发请加 --first。`);
    const passphrase = await (has
      ? readSecret(`${name}的签发口令：`, UNDONE)
      : readNewSecret(`给${name}设一个签发口令（至少 ${MIN_PASSPHRASE} 个字符）：`, MIN_PASSPHRASE, UNDONE));
    if (!has) {
      await backend.call('people.save', { person: signer }, call);
      await backend.call('keys.make', { person: signer.id, passphrase }, call);
    }
    const signed = await backend.call(
      'signoff.sign',
      {
        id,
        revision,
        person: signer.id,
        opinion: opinion ?? '同意印发。',
        date: date ?? today(),
        passphrase,
      },
      call,
    );
    const text = `已签发：第 ${signed.version} 版，${name}，指纹 ${signed.sha256}`;
    return { json: signed, text, exitCode: 0 };
  });
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

const two = (n: number): string => String(n).padStart(2, '0');

/** Today on this machine's calendar, `2025-12-20`. */
function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Proves a stored report, or an exported file, and names what differs; ends with 1 where it is not what was signed. */
async function verify(target: string, { data, call }: Context): Promise<Output> {
  const path = pathOf(target);
  const isFile = existsSync(path) || /\.(?:docx|pdf)$/i.test(target);
  const found = await withBackend(data, async (backend) =>
    isFile
      ? backend.call('signoff.verifyFile', await readInput(path, target, 'verify'), call)
      : backend.call('signoff.verify', { id: target }, call),
  );
  return { json: found, text: verifyText(found), exitCode: found.ok ? 0 : 1 };
}

function verifyText({ ok, findings, differences }: Verification): string {
  const lines = differences.map(
    ({ signed, found }) => `  签发稿：${signed || '（没有）'}\n  现　在：${found || '（没有）'}`,
  );
  const where = lines.length > 0 ? [`不同之处（${lines.length} 处）：`, ...lines] : [];
  return [ok ? '核验通过。' : '没有通过核验。', ...findings, ...where].join('\n');
}
