import { readCard } from '../../signing/card.ts';
import { fingerprintOf } from '../../signing/fingerprint.ts';
import type { StoredKey } from '../key-store.ts';
import { OF_THE_UNIT } from './record-state.ts';
import type { SignedStore } from './signed-store.ts';

/** Longest between making a card and storing its key: a passphrase is worked on in between. */
const LONGEST = 86_400_000;

/**
 * Which keys are not what their cards and the unit's record say, in sentences; '' where all are. A key of before there
 * were cards has none, until something is signed with it.
 */
export function keysTrouble({ keys, record }: Pick<SignedStore, 'keys' | 'record'>): string {
  const { entries } = record.list(OF_THE_UNIT);
  const isTold = (fingerprint: string, actions: readonly string[]): boolean =>
    entries.some(
      ({ action, details, salt }) =>
        actions.includes(action) && (salt === null || details.includes(fingerprint)),
    );
  const carded = keys.list().filter(({ card }) => card !== '');
  const changed = carded.filter((key) => !isAsOnCard(key));
  const untold = carded.filter(({ publicKey, ended }) => {
    const fingerprint = fingerprintOf(publicKey);
    return !isTold(fingerprint, MADE) || (ended !== null && !isTold(fingerprint, ENDED));
  });
  return [
    changed.length === 0 ? '' : `密钥与密钥卡对不上：${namesOf(changed)}。`,
    untold.length === 0 ? '' : `密钥的设立或停用没有登记：${namesOf(untold)}。`,
  ].join('');
}

const MADE = ['key-made', 'key-replaced', 'key-known'];
const ENDED = ['key-replaced', 'key-known', 'key-ended'];

const namesOf = (keys: readonly StoredKey[]): string => keys.map(({ name }) => name).join('、');

/** True where a key is what its card says; false also where there is no card that holds. */
export function isAsOnCard({ publicKey, name, unit, at, person, card: text }: StoredKey): boolean {
  try {
    const { card } = readCard(text);
    const apart = Math.abs(Date.parse(at) - Date.parse(card.at));
    // A card of somebody else was made long before it was taken in.
    const isTime = person === null || apart <= LONGEST;
    return card.key === publicKey && card.name === name && card.unit === unit && isTime;
  } catch {
    return false;
  }
}
