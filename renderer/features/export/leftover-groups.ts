import type { DecidedLeftover } from '../../../shared/contract/export.ts';
import { keyOfLeftover } from '../../../shared/edition/leftovers.ts';
import type { LeftoverKind } from '../../../shared/privacy/kinds.ts';

/** The same words for the same reason: decided about once, wherever they stand. */
export type LeftoverGroup = {
  kind: LeftoverKind;
  text: string;
  allowed: boolean;
  places: DecidedLeftover[];
};

export function groupsOf(leftovers: readonly DecidedLeftover[]): LeftoverGroup[] {
  const groups = new Map<string, LeftoverGroup>();
  for (const one of leftovers) {
    const key = `${one.kind} ${keyOfLeftover(one)}`;
    const group = groups.get(key);
    if (group) group.places.push(one);
    else groups.set(key, { kind: one.kind, text: one.text, allowed: one.allowed, places: [one] });
  }
  return [...groups.values()];
}
