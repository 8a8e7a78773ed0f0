import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import {
  KEY_WAYS,
  type CardView,
  type Follows,
  type KeyEvent,
  type KeyLine,
} from '../../../shared/signoff/keys.ts';
import { localDay, localSecond } from '../../../shared/text/local-time.ts';
import { stacked } from './text.ts';

/** 用原来的口令换 · 由另一人作证换（周明远（青禾镇）） · 登记说明后换：原口令忘了 */
function wayText({ way, reason, witness }: Follows): string {
  const by = KEY_WAYS[way] + (witness ? `（${nameAndUnit(witness)}）` : '');
  return reason === '' ? by : `${by}：${reason}`;
}

/** Keys with their whole fingerprints, which is what tells them apart. */
export function keysText(keys: readonly KeyLine[]): string {
  if (keys.length === 0) return '还没有密钥。用 key make 设一把，用 key add 收入别人的密钥卡。';
  return stacked(
    keys.flatMap(({ person, name, unit, fingerprint, since, ended, follows, namesakes }) => {
      const older = follows && keys.find((one) => one.key === follows.key);
      const state = ended === null ? '' : `，${localDay(ended)} 停用`;
      return [
        `${fingerprint}  ${nameAndUnit({ name, unit })}`,
        `  ${person === null ? '凭密钥卡收入' : '本机'}，${localDay(since)} 起${state}`,
        ...(follows
          ? [
              `  ${follows.way === 'namesake' ? '另有' : '接替'}${older ? `指纹 ${older.fingerprint}` : '一把本机没有的密钥'}，${wayText(follows)}`,
            ]
          : []),
        ...(namesakes > 0 ? [`  另有 ${namesakes} 把同名的密钥在用，以指纹区分`] : []),
      ];
    }),
  );
}

/** What a key card says, and what speaks for caution. */
export function cardText({ name, unit, fingerprint, at, follows, isKnown, namesakes }: CardView): string {
  return stacked([
    `密钥卡：${nameAndUnit({ name, unit })}，${localDay(at)} 设`,
    `指纹：${fingerprint}`,
    ...(follows
      ? [
          `${follows.way === 'namesake' ? '另有' : '接替'}指纹 ${follows.fingerprint}（本机${follows.isKnown ? '有这把密钥' : '没有这把密钥'}），${wayText(follows)}`,
        ]
      : []),
    ...namesakes.map((one) => `本机另有${nameAndUnit(one)}的密钥在用：指纹 ${one.fingerprint}`),
    isKnown ? '本机已有这把密钥。' : '本机没有这把密钥。',
  ]);
}

export const eventsText = (events: readonly KeyEvent[]): string =>
  events.length === 0
    ? '还没有记录。'
    : stacked(
        events.map(({ at, name, action, details }) =>
          [localSecond(at), name || '未署名', action, details].filter(Boolean).join('  '),
        ),
      );
