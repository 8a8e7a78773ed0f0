import type { LeftoverKind } from './kinds.ts';
import { findNames } from './names.ts';
import { findNumbers } from './numbers.ts';
import type { Place } from './place.ts';

export type PersonalFound = { kind: Exclude<LeftoverKind, 'value' | 'mark'> } & Place;

/**
 * Everything in a text by which a person can be told: names, numbers, addresses. The gate, the checks and recognition all
 * ask here, so that they can't differ.
 */
export function findPersonal(text: string): PersonalFound[] {
  const numbers = findNumbers(text);
  const names = findNames(text).filter(
    ({ at, text: name }) =>
      !numbers.some((one) => at < one.at + one.text.length && at + name.length > one.at),
  );
  return [...numbers, ...names.map((name): PersonalFound => ({ kind: 'name', ...name }))].sort(
    (a, b) => a.at - b.at,
  );
}

/** True where the words by themselves are a person's name, as far as one can tell without a sentence. */
export const isPersonName = (words: string): boolean => findNames(`${words}同志`)[0]?.text === words;
