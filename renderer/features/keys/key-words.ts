import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { KEY_WAYS, type Follows, type KeyLine } from '../../../shared/signoff/keys.ts';

/** How a key took the place of an older one, with what was said of it: that is shown wherever the key is. */
export function followsWords({ way, reason, witness }: Follows): string {
  const by = witness ? `由${nameAndUnit(witness)}作证换` : KEY_WAYS[way];
  return reason ? `${by}。说明：${reason.replace(/。$/, '')}。` : `${by}。`;
}

/** 另有 2 把同名的密钥，以指纹区分。 Null where there is none. */
export const namesakeWords = ({ namesakes }: Pick<KeyLine, 'namesakes'>): string | null =>
  namesakes > 0 ? `另有 ${namesakes} 把同名的密钥，以指纹区分。` : null;

export type KeyGroups = { own: KeyLine[]; taken: KeyLine[]; ended: KeyLine[] };

/** Keys in the groups in which they are shown: of people here, of others, no longer in use. */
export function groupKeys(keys: readonly KeyLine[]): KeyGroups {
  const inUse = keys.filter(({ ended }) => ended === null);
  return {
    own: inUse.filter(({ person }) => person !== null),
    taken: inUse.filter(({ person }) => person === null),
    ended: keys.filter(({ ended }) => ended !== null),
  };
}
