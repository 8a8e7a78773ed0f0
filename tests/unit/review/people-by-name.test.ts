import { expect, it } from 'vitest';

import { PeopleByName } from '../../../shared/merge/people-by-name.ts';

it('keeps apart, and calls by what is kept of them, people whose long names begin alike', () => {
  const people = new PeopleByName([]);
  const long = '欧阳'.repeat(30);
  const ids = [people.idOf(`${long}甲`), people.idOf(`${long}乙`)];
  expect(new Set(ids).size).toBe(2);
  const again = new PeopleByName([]);
  for (const person of people.added()) again.take(person);
  expect(ids.map((id) => again.nameOf(id))).toEqual([long.slice(0, 40), long.slice(0, 40)]);
});

it('cuts no character of a long name in two', () => {
  const people = new PeopleByName([]);
  people.idOf(`甲${'𠮷'.repeat(40)}`);
  expect(people.added()[0]?.name).toBe(`甲${'𠮷'.repeat(19)}`);
});
