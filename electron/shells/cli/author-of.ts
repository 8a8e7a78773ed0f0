import { userInfo } from 'node:os';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../backend/service/registry.ts';

/**
 * Who works here: the person of that name; without a name the one whom the window knows, else whoever has logged in to
 * this machine. Nothing is done by nobody.
 */
export async function authorOf(backend: Backend, name: string | undefined): Promise<string> {
  const people = (await backend.call('people.list', {})).filter((person) => person.origin === undefined);
  if (name !== undefined) {
    const found = people.filter((person) => person.name === name);
    const [only] = found;
    if (found.length === 1 && only) return only.id;
    throw new AppError(
      'no-person',
      found.length > 1
        ? `叫“${name}”的不止一人，没有执行。请在年述里操作。`
        : `没有“${name}”这个人，没有执行。请先用 person add ${name} 添加，或用 person list 查看已有的姓名。`,
    );
  }
  const { value } = await backend.call('settings.get', { key: 'currentPerson' });
  if (typeof value === 'string' && people.some(({ id }) => id === value)) return value;
  const [only, ...others] = people;
  if (only && others.length === 0) return only.id;
  const login = userInfo().username;
  const id = `login-${Buffer.from(login).toString('hex').slice(0, 40)}`;
  await backend.call('people.save', { person: { id, name: login, unit: '', role: 'writer' } });
  return id;
}
