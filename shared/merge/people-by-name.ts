import type { Person, ReviewRows } from '../review/types.ts';
import { hash } from './anchors.ts';

/** Whoever changed a copy without tracking. */
export const UNKNOWN: Person = {
  id: 'word-unknown',
  name: 'Word 中未署名的修改',
  unit: '',
  role: 'reviewer',
  origin: 'word',
};

/** Authors of a Word file are names: one that is known here is that person, another one is new. */
export class PeopleByName {
  readonly #byName = new Map<string, Person>();
  /** By id: of two long names that begin alike only the beginning is kept, so that they are called the same. */
  readonly #names = new Map<string, string>();
  readonly #known: ReadonlySet<string>;
  readonly #new = new Map<string, Person>();

  constructor(people: readonly Person[]) {
    this.#known = new Set(people.map(({ id }) => id));
    // Who was entered here comes before who came in with a copy.
    for (const { id, name } of people) this.#names.set(id, name);
    for (const person of [...people].sort((a, b) => Number(Boolean(a.origin)) - Number(Boolean(b.origin))))
      if (!this.#byName.has(person.name)) this.#byName.set(person.name, person);
  }

  idOf(name: string): string {
    const found = this.#byName.get(name);
    if (found) return found.id;
    const id = `w${hash(name)}`;
    return this.take({ id, name: beginning(name), unit: '', role: 'reviewer', origin: 'word' }, name);
  }

  take(person: Person, name = person.name): string {
    if (!this.#known.has(person.id)) this.#new.set(person.id, person);
    this.#byName.set(name, person);
    this.#names.set(person.id, person.name);
    return person.id;
  }

  /** Whoever was not among the people it began with. */
  added(): Person[] {
    return [...this.#new.values()];
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? '';
  }

  /** Only those who have said or changed something. */
  save(store: { savePerson(person: Person): Person }, rows: Required<ReviewRows>, author: string): void {
    const used = new Set(
      [
        author,
        ...[...rows.revisions, ...rows.threads, ...rows.decisions, ...rows.replies, ...rows.states].map(
          (row) => row.author,
        ),
        ...rows.threads.flatMap(({ resolvedBy, comments }) => [
          resolvedBy,
          ...comments.map((comment) => comment.author),
        ]),
      ].filter((one) => one !== undefined),
    );
    for (const person of this.#new.values()) if (used.has(person.id)) store.savePerson(person);
  }
}

/** As much of a name as is kept; a character that is two in memory is not cut in two. */
const beginning = (name: string): string => name.slice(0, 40).replace(/[\uD800-\uDBFF]$/, '');
