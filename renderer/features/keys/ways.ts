import type { KeyLine } from '../../../shared/signoff/keys.ts';
import type { Params } from '../../../shared/contract/methods.ts';

/** How a new key takes the place of an older one, as the backend takes it. */
export type Way = NonNullable<Params<'keys.make'>['way']>;

/** The ways that somebody can choose. */
export type WayKind = Way['kind'];

/** What is filled in for a way. */
export type WayForm = {
  kind: WayKind;
  /** Of the older key, or of the witness. */
  passphrase: string;
  /** Person who bears witness. */
  witness: string;
  reason: string;
};

/** A reason that is shown for good says something. */
export const MIN_REASON = 5;

export const WAY_TEXTS: Readonly<Record<WayKind, { title: string; about: string }>> = {
  old: {
    title: '用原来的口令换',
    about: '口令还记得，只是想换一把新密钥。原来的密钥为新密钥作证。',
  },
  witness: {
    title: '请另一个人作证',
    about: '请一位在这台电脑上也有密钥的同事，当面确认是本人换密钥，并输入他自己的签发口令。',
  },
  declared: {
    title: '登记说明',
    about: '没有别的办法时用，只有一个人的单位也能办。说明记入单位记录；凡列出这把密钥的地方，都会一起显示。',
  },
};

/** Keys that this person has had here, the one in use first. */
export const ownKeys = (keys: readonly KeyLine[], person: string): KeyLine[] =>
  keys
    .filter((key) => key.person === person)
    .toSorted((a, b) => Number(a.ended !== null) - Number(b.ended !== null));

/** Keys in use here whose holders can bear witness for this person. */
export const witnessKeys = (keys: readonly KeyLine[], person: string): KeyLine[] =>
  keys.filter((key) => key.person !== null && key.person !== person && key.ended === null);

/** The ways that are open to this person, the surest first. */
export function openWays(keys: readonly KeyLine[], person: string): WayKind[] {
  const hasOwn = ownKeys(keys, person).some(({ ended }) => ended === null);
  return [
    ...(hasOwn ? (['old'] as const) : []),
    ...(witnessKeys(keys, person).length > 0 ? (['witness'] as const) : []),
    'declared',
  ];
}

/** What is missing in a way, for the user; null where it can be gone. */
export function wayProblem({ kind, passphrase, witness, reason }: WayForm): string | null {
  if (kind === 'old') return passphrase === '' ? '请输入原来的口令。' : null;
  if (kind === 'declared')
    return reason.trim().length < MIN_REASON ? '请写清楚发生了什么，至少五个字。' : null;
  if (witness === '') return '请选作证的人。';
  return passphrase === '' ? '请作证的人输入他的签发口令。' : null;
}

/** The form as the backend takes it. */
export function wayOf({ kind, passphrase, witness, reason }: WayForm): Way {
  if (kind === 'old') return { kind, passphrase };
  if (kind === 'declared') return { kind, reason: reason.trim() };
  return { kind, person: witness, passphrase, reason: reason.trim() };
}
