import { AppError } from '../../../shared/errors/app-error.ts';
import type { Person } from '../../../shared/review/types.ts';
import type { Deps } from './deps.ts';

/** Somebody who works here and can have a key. Throws AppError('no-person'). */
export function ownPerson({ store }: Deps, id: string): Person {
  const person = store.review.person(id);
  if (!person || person.origin !== undefined)
    throw new AppError('no-person', '没有找到这个人，什么也没有签。请先在右上角选定自己的姓名。');
  return person;
}
