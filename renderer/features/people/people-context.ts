import { createContext, use } from 'react';

import type { Person } from '../../../shared/review/types.ts';

export type People = {
  people: readonly Person[];
  byId: ReadonlyMap<string, Person>;
  /** Who works here; null only before anybody has said so. */
  person: Person | null;
  /** Opens the dialog in which one says who one is. */
  open: () => void;
};

export const PeopleContext = createContext<People | null>(null);

export function usePeople(): People {
  const people = use(PeopleContext);
  if (!people) throw new Error('people are asked for outside of the program');
  return people;
}

/** A colour of their own for each person; always beside the name. */
export function hueOf(people: readonly Person[], id: string): number {
  return (
    (Math.max(
      0,
      people.findIndex((person) => person.id === id),
    ) %
      6) +
    1
  );
}
