import { AppError } from '../../../shared/errors/app-error.ts';
import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import type { CardView, KeyEvent, KeyLine } from '../../../shared/signoff/keys.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { writeFileSafely } from '../write-file.ts';
import { authorOf } from './author-of.ts';
import { done, type Context, type Output } from './command.ts';
import { inFolder } from './in-folder.ts';
import { cardText, eventsText, keysText } from './key-text.ts';
import { readText } from './read-input.ts';
import { readSecret } from './read-secret.ts';
import { pathOf, withBackend } from './session.ts';
import { stacked } from './text.ts';

/** A key card. `compared`: the digits that its holder has read out on the telephone; null where nobody has yet. */
export type WantedCard = { file: string; compared: string | null };

export async function listKeys({ data, call }: Context): Promise<Output<KeyLine[]>> {
  const keys = await withBackend(data, (backend) => backend.call('keys.list', {}, call));
  return done(keys, keysText(keys));
}

export async function listEvents({
  data,
  call,
}: Context): Promise<Output<{ events: KeyEvent[]; intact: boolean }>> {
  const page = await withBackend(data, (backend) => backend.call('keys.events', {}, call));
  const complaints = page.intact ? [] : ['记录被改动过：有人绕过年述改动过数据文件。请与备份核对。'];
  return { json: page, text: eventsText(page.events), exitCode: page.intact ? 0 : 1, complaints };
}

/** Writes the card of somebody here. A key of before there were cards needs its passphrase for one. */
export async function writeCard(
  { person: name, out }: { person: string; out: string },
  { data, call }: Context,
): Promise<Output> {
  return withBackend(data, async (backend) => {
    const person = await authorOf(backend, name);
    const made = await backend.call('keys.card', { person }, call).catch(async (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'wrong-passphrase') throw error;
      const passphrase = await readSecret(`${name}的签发口令：`, '没有写出密钥卡');
      return backend.call('keys.card', { person, passphrase }, call);
    });
    const { fingerprint } = await backend.call('keys.readCard', { card: made.card }, call);
    const file = await inFolder(pathOf(out), made.name);
    await writeFileSafely(file, new TextEncoder().encode(made.card));
    const text = `密钥卡：${file}\n指纹：${fingerprint}\n对方收入时，请在电话里把指纹念给对方听；不要写在邮件里，和卡一起被换掉就看不出来了。`;
    return done({ file, fingerprint }, text);
  });
}

export async function showCard({ file }: WantedCard, { data, call }: Context): Promise<Output<CardView>> {
  const card = await readText(pathOf(file), file, 'read');
  const view = await withBackend(data, (backend) => backend.call('keys.readCard', { card }, call));
  return done(view, cardText(view));
}

/** Takes a card in, once the fingerprint that was read out on the telephone is the one of the card. */
export async function addCard({ file, compared }: WantedCard, { data, call }: Context): Promise<Output> {
  const card = await readText(pathOf(file), file, 'read');
  return withBackend(data, async (backend) => {
    const view = await backend.call('keys.readCard', { card }, call);
    if (compared === null) return notCompared(view, file);
    if (view.fingerprint.replaceAll(' ', '') !== compared)
      throw new AppError(
        'bad-request',
        '电话里念的指纹与密钥卡的不一样，没有收入。请再念一遍核对；还是不一样，这张卡就不是本人的，不要收入，请本人重新发来。',
      );
    const line = await backend.call('keys.addCard', { card, compared: true }, call);
    const keys = await backend.call('keys.list', {}, call);
    const { follows } = line;
    // A namesake's key stands beside the other; every other way takes its place.
    const replaced = follows && follows.way !== 'namesake' ? follows.key : null;
    const older = keys.find(({ key, ended }) => key === replaced && ended === null);
    const stays = older
      ? [
          `原来的密钥（指纹 ${older.fingerprint}）没有停用：换密钥没有它自己或本机认识的人作证。不再认的，用 key end 停用。`,
        ]
      : [];
    return done(line, stacked([`已收入：${nameAndUnit(line)}，指纹 ${line.fingerprint}`, ...stays]));
  });
}

function notCompared(view: CardView, file: string): Output {
  const todo = `给${view.name}本人打电话（用你原来就有的号码），请他念出自己密钥的指纹，逐组核对；对上了再收入：key add ${file} --compared "他念的 30 位数字"`;
  return {
    json: { ...view, added: false },
    text: [cardText(view), stacked([todo])].join('\n'),
    exitCode: 1,
    complaints: ['还没有核对指纹，没有收入。'],
  };
}

/** No longer trusts the key of this fingerprint. */
export async function endKey(
  { digits, reason }: { digits: string; reason: string },
  { data, call }: Context,
): Promise<Output> {
  return withBackend(data, async (backend) => {
    const { key, name, fingerprint } = await keyOf(backend, digits);
    await backend.call('keys.end', { key, reason }, call);
    return done({ key, fingerprint }, `已停用：${name}，指纹 ${fingerprint}。以后用它签的，核验时不再采信。`);
  });
}

async function keyOf(backend: Backend, digits: string): Promise<KeyLine> {
  const keys = await backend.call('keys.list', {});
  const found = keys.find(({ fingerprint }) => fingerprint.replaceAll(' ', '') === digits);
  if (!found) throw new AppError('not-found', '没有这个指纹的密钥，没有停用。请用 key list 查看。');
  return found;
}
