import { STEP_KINDS } from '../../../shared/settings/approval.ts';
import { HOWS } from '../../../shared/signoff/approval.ts';
import type { Signature, VerifyAnswer } from '../../../shared/signoff/types.ts';
import { fullDate, localDay } from '../../../shared/text/local-time.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { approvalOf } from '../signing/seal.ts';
import type { StoredKey } from '../store/key-store.ts';
import type { Deps } from './deps.ts';
import { followsOfKey, followsWords } from './keys.ts';

/**
 * What is to be said of the key of a signature: `known` here; `unknown`; `invalid`: it is known, and may not have signed
 * this, since it was ended before, or is another person's.
 */
export type KeyWords = { answer: VerifyAnswer; findings: string[] };

/** Of a signature in the store. Names are as they were signed; the key says under which name it was made. */
export function keyWords(deps: Deps, signed: Signature): KeyWords {
  const { how, person, recorder } = approvalOf(signed);
  const signs = how === 'own' ? person.name : recorder;
  const by = how === 'own' ? HOWS.own : `${HOWS.paper}（${recorder}）`;
  const words = wordsOfKey(deps, { key: signed.key, name: signs, at: signed.at, date: signed.date });
  return {
    ...words,
    findings: [`${STEP_KINDS.sign}：${by}，密钥指纹 ${fingerprintOf(signed.key)}。`, ...words.findings],
  };
}

/**
 * Of any key that signed something: whether it is known here, in which way it took the place of another, and whether its
 * name, its time or a namesake gives reason to ask. `at`: time of the machine that signed, '' where it is not told.
 */
export function wordsOfKey(
  { store }: Deps,
  { key, name, at, date }: { key: string; name: string; at: string; date: string },
): KeyWords {
  const found = store.keys.find(key);
  if (!found)
    return {
      answer: 'unknown',
      findings: ['本机不认识这把密钥。请向签发单位要密钥卡，在电话里核对指纹后收入，再核验一次。'],
    };
  // What a key signed before another took its place stays valid. Of others' public files nobody knows when that was.
  const isUndated = at === '' && date === '' && found.person === null;
  const isEnded = found.ended !== null && (isUndated || isAfter(found, { at, date }));
  const follows = followsOfKey(found);
  const namesakes = store.keys
    .list()
    .filter((one) => one.publicKey !== key && one.name === found.name && one.ended === null);
  // A known key may not sign in another person's name.
  const isOther = name !== '' && found.name !== name;
  return {
    answer: isEnded || isOther ? 'invalid' : 'known',
    findings: [
      ...(found.ended === null
        ? []
        : [
            `这把密钥已于${fullDate(localDay(found.ended))}停用${isEnded ? '，签名不能采信' : '；签名上写的日期在停用以前'}。`,
          ]),
      ...(isOther ? [`这把密钥是${found.name}的，签名写的却是${name}，不能采信。`] : []),
      ...(follows ? [`这把密钥${followsWords(follows)}。`] : []),
      ...(namesakes.length > 0 ? [`本机另有 ${namesakes.length} 把${found.name}的密钥，请以指纹区分。`] : []),
    ],
  };
}

/** True where something was signed with a key after it was ended: by the machine's time or, where it isn't told, the date. */
const isAfter = ({ ended }: StoredKey, { at, date }: { at: string; date: string }): boolean =>
  ended !== null && (at === '' ? date > ended.slice(0, 10) : at > ended);
