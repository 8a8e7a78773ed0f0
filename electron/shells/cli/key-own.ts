import { MIN_PASSPHRASE } from '../../../shared/contract/keys.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { KeyLine } from '../../../shared/signoff/keys.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { authorOf } from './author-of.ts';
import { done, usage, type Context, type Output } from './command.ts';
import { readNewSecret, readSecret } from './read-secret.ts';
import { withBackend } from './session.ts';

/** A key to be made. `way`: how it takes the place of an older one. */
export type WantedKey = {
  person: string;
  way:
    | { kind: 'old' }
    | { kind: 'witness'; name: string; reason: string }
    | { kind: 'declared'; reason: string }
    | null;
};

type Way = NonNullable<Params<'keys.make'>['way']>;

export async function makeKey(
  { person: name, way: wanted }: WantedKey,
  { data, call }: Context,
): Promise<Output<KeyLine>> {
  return withBackend(data, async (backend) => {
    const person = await authorOf(backend, name);
    // Before anybody types a passphrase: whether the line says what it has to.
    const older = await olderKey(backend, person, name);
    if (older && wanted === null) throw needsWay(older);
    if (!older && wanted !== null)
      throw usage(`${name}还没有密钥，不用换：请去掉 --old、--witness 或 --declare。`);
    const way = wanted && (await wayOf(backend, name, wanted));
    const passphrase = await readNewSecret(
      `给${name}设一个签发口令（至少 ${MIN_PASSPHRASE} 个字符）：`,
      MIN_PASSPHRASE,
      '没有设密钥',
    );
    const made = await backend.call('keys.make', { person, passphrase, ...(way ? { way } : {}) }, call);
    const isNew = !older || made.follows?.way === 'namesake';
    const lines = [
      `${isNew ? '已设密钥' : '已换密钥'}：${name}`,
      `指纹：${made.fingerprint}`,
      '要核验的单位凭密钥卡认得它：用 key card 写出密钥卡，并在电话里念指纹。',
      ...(isNew ? [] : ['以前签的仍然有效。发过的密钥卡要换成新的。']),
    ];
    return done(made, lines.join('\n'));
  });
}

/** The key whose place a new one takes: the person's own, or one in use under that name. */
async function olderKey(backend: Backend, person: string, name: string): Promise<KeyLine | undefined> {
  const keys = (await backend.call('keys.list', {})).filter(({ ended }) => ended === null);
  return keys.find((key) => key.person === person) ?? keys.find((key) => key.name === name);
}

function needsWay({ name, person, fingerprint }: KeyLine): AppError {
  const where = person === null ? '已收入的密钥里有' : '本机已有';
  return new AppError(
    'not-ready',
    `${where}${name}的密钥（指纹 ${fingerprint}），没有另设。要换一把，加一种办法：--old（用原来的口令）、--witness 姓名（由另一人作证）、--declare --reason 说明（登记说明）。`,
  );
}

async function wayOf(backend: Backend, name: string, wanted: NonNullable<WantedKey['way']>): Promise<Way> {
  const undone = '没有换密钥';
  if (wanted.kind === 'declared') return wanted;
  if (wanted.kind === 'old')
    return { kind: 'old', passphrase: await readSecret(`${name}原来的签发口令：`, undone) };
  const person = await authorOf(backend, wanted.name);
  const passphrase = await readSecret(`${wanted.name}的签发口令：`, undone);
  return { kind: 'witness', person, passphrase, reason: wanted.reason };
}

export async function changePassphrase(
  { person: name }: { person: string },
  { data, call }: Context,
): Promise<Output> {
  return withBackend(data, async (backend) => {
    const person = await authorOf(backend, name);
    const { has } = await backend.call('signoff.key', { person }, call);
    if (!has)
      throw new AppError(
        'bad-request',
        `${name}还没有密钥，没有改。请先用 key make --person ${name} 设一把。`,
      );
    const undone = '口令没有改';
    const passphrase = await readSecret(`${name}原来的签发口令：`, undone);
    const next = await readNewSecret(`新口令（至少 ${MIN_PASSPHRASE} 个字符）：`, MIN_PASSPHRASE, undone);
    await backend.call('keys.changePassphrase', { person, passphrase, next }, call);
    return done({ person }, `已改${name}的签发口令；密钥和指纹不变。`);
  });
}
