import { AppError } from '../../../shared/errors/app-error.ts';
import type { Action } from '../../../shared/signoff/record.ts';
import {
  KEY_WAYS,
  type CardView,
  type Follows,
  type KeyCard,
  type KeyLine,
} from '../../../shared/signoff/keys.ts';
import { actionLabel } from '../../../shared/signoff/record.ts';
import { CARD_ENDING, cardText, readCard, writeCard } from '../signing/card.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { makeKey, signWith, withPassphrase } from '../signing/keys.ts';
import { refuseWeak } from '../signing/passphrase.ts';
import type { OwnKey, StoredKey } from '../store/key-store.ts';
import { OF_THE_UNIT } from '../store/trust/record-state.ts';
import type { Deps } from './deps.ts';
import { ownPerson } from './own-person.ts';
import { putDown } from './record.ts';
import { handlersFor, type Parsed } from './registry.ts';

/** What of the unit's record is about keys. */
const KEY_ACTIONS: ReadonlySet<string> = new Set<Action>([
  'key-made',
  'key-replaced',
  'key-known',
  'key-ended',
  'passphrase-changed',
]);

type Way = NonNullable<Parsed<'keys.make'>['way']>;

/** Keys: making them, handing them on, taking in those of others. What happens to a key is never silent. */
export function keyHandlers(deps: Deps) {
  const { store, emit, ports } = deps;

  const told = (action: Action, details: string, person?: string): void => {
    putDown(deps, { report: OF_THE_UNIT, action, details, person, most: 1000 });
  };
  const changed = (): void => emit('people.changed', {});

  const mustHaveKey = (person: string): OwnKey => {
    const key = store.keys.own(person);
    if (!key) throw new AppError('not-found', '这个人在本机还没有密钥。第一次签的时候设签发口令，就有了。');
    return key;
  };

  /** What a new key takes the place of: the person's own, or one under the same name. */
  const before = (person: string, name: string): StoredKey | null =>
    store.keys.own(person) ??
    store.keys.list().find((key) => key.name === name && key.ended === null) ??
    null;

  return handlersFor({
    'keys.list': () => keyLines(deps),

    'keys.make': async ({ person, passphrase, way }) => {
      const { name, unit } = ownPerson(deps, person);
      const old = before(person, name);
      if (old && !way) throw needsWay(old, name);
      await refuseWeak(passphrase, [name, unit]);
      const made = await makeKey(passphrase);
      const replaced = old && way ? { person, old, way } : null;
      const follows = replaced ? followsOf(deps, replaced) : null;
      const card: KeyCard = {
        format: 1,
        kind: 'key-card',
        name,
        unit,
        key: made.publicKey,
        at: ports.now().toISOString(),
        follows,
      };
      const text = cardText(card);
      const vouch = replaced ? await vouchFor(deps, text, replaced) : '';
      const [signature = ''] = await signWith(made.sealed, passphrase, [text], '密钥没有设');
      store.atomically(() => {
        // Somebody else may have made one meanwhile, in another window.
        if (before(person, name)?.publicKey !== old?.publicKey)
          throw new AppError('stale-revision', '这把密钥刚刚在别处换过，没有再换。请重新打开再看。');
        const own = store.keys.own(person);
        if (own) store.keys.end(own.publicKey);
        store.keys.addOwn(person, {
          publicKey: made.publicKey,
          sealed: made.sealed,
          name,
          unit,
          card: writeCard(text, signature, vouch),
        });
        const digits = fingerprintOf(made.publicKey);
        told(
          follows && follows.way !== 'namesake' ? 'key-replaced' : 'key-made',
          follows ? `${name}，新指纹 ${digits}，${followsWords(follows)}` : `${name}，指纹 ${digits}`,
          person,
        );
      });
      changed();
      return lineOf(deps, made.publicKey);
    },

    'keys.changePassphrase': async ({ person, passphrase, next }) => {
      const { name, unit } = ownPerson(deps, person);
      const key = mustHaveKey(person);
      await refuseWeak(next, [name, unit]);
      const sealed = await withPassphrase(key.sealed, passphrase, next);
      store.atomically(() => {
        store.keys.update(key.publicKey, { sealed });
        told('passphrase-changed', `${name}，指纹 ${fingerprintOf(key.publicKey)}`, person);
      });
      return {};
    },

    'keys.card': async ({ person, passphrase }) => {
      const key = mustHaveKey(person);
      const name = `${key.name}的密钥卡.${CARD_ENDING}`;
      if (key.card !== '') return { name, card: key.card };
      if (passphrase === undefined)
        throw new AppError('wrong-passphrase', '这把密钥还没有密钥卡，请输入签发口令做一张。');
      const card = await writeFirstCard(key, passphrase);
      putFirstCard(deps, key, card);
      return { name, card };
    },

    'keys.readCard': ({ card }) => viewOf(deps, readCard(card).card),

    'keys.addCard': ({ card: text }) => {
      const { card } = readCard(text);
      const there = store.keys.find(card.key);
      if (there?.person !== null && there !== null)
        throw new AppError('bad-request', `这是本机${there.name}自己的密钥，不用收入。`);
      store.atomically(() => {
        store.keys.addKnown({ publicKey: card.key, name: card.name, unit: card.unit, card: text });
        const { follows } = card;
        if (follows && mayEnd(deps, follows)) store.keys.end(follows.key);
        told(
          'key-known',
          `${card.name}${card.unit && `（${card.unit}）`}，指纹 ${fingerprintOf(card.key)}，已在电话里核对${follows ? `；${followsWords(follows)}` : ''}`,
        );
      });
      changed();
      return lineOf(deps, card.key);
    },

    'keys.end': ({ key, reason }) => {
      const there = store.keys.find(key);
      if (!there) throw new AppError('not-found', '没有找到这把密钥，没有停用。');
      if (there.person !== null)
        throw new AppError('bad-request', '这是本机的密钥，没有停用。要换，请用“换密钥”。');
      store.atomically(() => {
        store.keys.end(key);
        told('key-ended', `${there.name}，指纹 ${fingerprintOf(key)}，原因：${reason}`);
      });
      changed();
      return {};
    },

    'keys.events': () => {
      const { entries, intact } = store.record.list(OF_THE_UNIT);
      const events = entries
        .filter(({ action }) => KEY_ACTIONS.has(action))
        .map(({ at, name, action, details }) => ({ at, name, action: actionLabel(action), details }));
      return { events, intact };
    },
  });
}

function needsWay(old: StoredKey, name: string): AppError {
  const digits = fingerprintOf(old.publicKey);
  const whose = old.person === null ? '已收入的密钥里有' : '本机已有';
  return new AppError(
    'not-ready',
    `${whose}${name}的密钥（指纹 ${digits}），没有另设。要换一把，请选一种办法：用原来的口令，由另一人作证，或登记说明。`,
    { details: { key: old.publicKey, fingerprint: digits, own: old.person !== null } },
  );
}

function followsOf(
  { store }: Deps,
  { person, old, way }: { person: string; old: StoredKey; way: Way },
): Follows {
  // Of somebody else here who has the name: his key stays, and the two are told apart.
  const isNamesake = old.person !== null && old.person !== person;
  const base = {
    key: old.publicKey,
    way: isNamesake ? ('namesake' as const) : way.kind,
    reason: way.kind === 'old' ? '' : way.reason,
  };
  if (way.kind !== 'witness') return { ...base, witness: null };
  const witness = store.keys.own(way.person);
  if (!witness) throw new AppError('not-found', '作证的人在本机还没有密钥，没有换。请换一个人，或登记说明。');
  const { name, unit, publicKey } = witness;
  return { ...base, witness: { name, unit, key: publicKey } };
}

/** The signature of the older key or of the witness over the new card; '' where the change is only declared. */
async function vouchFor(
  { store }: Deps,
  text: string,
  { person, old, way }: { person: string; old: StoredKey; way: Way },
): Promise<string> {
  if (way.kind === 'declared') return '';
  if (way.kind === 'old' && old.person !== person)
    throw new AppError(
      'bad-request',
      '同名的是另一个人，不能用他的口令，没有设。请登记说明，或由另一人作证。',
    );
  if (way.kind === 'witness' && way.person === person)
    throw new AppError('bad-request', '自己不能给自己作证，没有换。请换一个人，或登记说明。');
  const voucher = store.keys.own(way.kind === 'old' ? (old.person ?? '') : way.person);
  if (!voucher || (way.kind === 'old' && voucher.publicKey !== old.publicKey))
    throw new AppError(
      'bad-request',
      '原来的密钥不在本机，用不了原来的口令，没有换。请由另一人作证，或登记说明。',
    );
  const [signature = ''] = await signWith(voucher.sealed, way.passphrase, [text], '密钥没有换');
  return signature;
}

/** In which way a key took the place of another, as it is told wherever the key is shown. */
export const followsWords = ({ key, way, reason, witness }: Follows): string =>
  [
    `${way === 'namesake' ? '另有' : '接替'}指纹 ${fingerprintOf(key)}`,
    KEY_WAYS[way] + (witness ? `（${witness.name}，指纹 ${fingerprintOf(witness.key)}）` : ''),
    reason,
  ]
    .filter((text) => text !== '')
    .join('，');

/** Keeps the first card of a key, which the unit's record tells as it tells of new keys. */
export function putFirstCard(deps: Deps, key: OwnKey, card: string): void {
  deps.store.atomically(() => {
    deps.store.keys.update(key.publicKey, { card });
    putDown(deps, {
      report: OF_THE_UNIT,
      action: 'key-made',
      details: `${key.name}，指纹 ${fingerprintOf(key.publicKey)}，以前设的，补做密钥卡`,
      person: key.person,
      most: 1000,
    });
  });
}

/** The card of a key that was made before there were cards. */
export async function writeFirstCard(key: OwnKey, passphrase: string): Promise<string> {
  const { name, unit, publicKey, at, sealed } = key;
  const card = cardText({ format: 1, kind: 'key-card', name, unit, key: publicKey, at, follows: null });
  const [signature = ''] = await signWith(sealed, passphrase, [card], '密钥卡没有做');
  return writeCard(card, signature, '');
}

function keyLines({ store }: Deps): KeyLine[] {
  const keys = store.keys.list();
  return keys.map(({ publicKey, person, name, unit, at, ended, card }) => ({
    key: publicKey,
    person,
    name,
    unit,
    fingerprint: fingerprintOf(publicKey),
    since: at,
    ended,
    follows: card === '' ? null : followsIn(card),
    namesakes: keys.filter((one) => one.publicKey !== publicKey && one.name === name && one.ended === null)
      .length,
  }));
}

/** A card in the store that was changed behind the program says nothing. */
function followsIn(card: string): Follows | null {
  try {
    return readCard(card).card.follows;
  } catch {
    return null;
  }
}

/** In which way a known key took the place of another; null where it did not, or its card was changed. */
export const followsOfKey = ({ card }: StoredKey): Follows | null => (card === '' ? null : followsIn(card));

/**
 * Whether a card that is taken in ends the key that it says it follows: only where that key itself, or a witness who is
 * known here, has signed the change. Otherwise anybody's card could take anybody's key out of use. Own keys are never
 * ended by a card.
 */
function mayEnd({ store }: Deps, { key, way, witness }: Follows): boolean {
  const old = store.keys.find(key);
  if (!old || old.person !== null) return false;
  if (way === 'old') return true;
  const known = witness && store.keys.find(witness.key);
  return way === 'witness' && known !== null && known.ended === null;
}

function lineOf(deps: Deps, key: string): KeyLine {
  const line = keyLines(deps).find((one) => one.key === key);
  if (!line) throw new AppError('not-found', '没有找到这把密钥。');
  return line;
}

function viewOf(deps: Deps, card: KeyCard): CardView {
  const { name, unit, key, at, follows } = card;
  const lines = keyLines(deps);
  return {
    name,
    unit,
    fingerprint: fingerprintOf(key),
    at,
    follows: follows && {
      ...follows,
      fingerprint: fingerprintOf(follows.key),
      isKnown: lines.some((line) => line.key === follows.key),
    },
    isKnown: lines.some((line) => line.key === key && line.ended === null),
    namesakes: lines.filter((line) => line.name === name && line.key !== key && line.ended === null),
  };
}
