import { newId } from '../../../shared/document/ids.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Person, PersonRole } from '../../../shared/review/types.ts';
import { command, done, oneOf, usage, type Context, type Output } from './command.ts';
import { withBackend } from './session.ts';

/** As they are written on the line, and shown. */
const ROLES = { 起草: 'writer', 审阅: 'reviewer', 签发: 'signer' } as const satisfies Record<
  string,
  PersonRole
>;
const ROLE_NAMES = ['起草', '审阅', '签发'] as const satisfies (keyof typeof ROLES)[];
const nameOfRole = (role: PersonRole): string => ROLE_NAMES.find((name) => ROLES[name] === role) ?? '';

type Wanted = { name: string; unit: string; role: PersonRole } | null;

export const personCommand = command({
  help: `  person list                       列出人员（--person 写其中的姓名）
  person add 姓名 [--unit 单位] [--role 起草|审阅|签发]
                                    添加人员；不写 --role 为起草`,
  options: ['unit', 'role'],
  read: ([what, name, ...rest], { unit = '', role = '起草' }): Wanted => {
    if (rest.length > 0) throw usage(`person 后面多了“${rest[0] ?? ''}”。用 help 查看用法。`);
    if (what === 'list' && name === undefined) return null;
    if (what !== 'add') throw usage('person 后面要写 list，或 add 加姓名。');
    const trimmed = (name ?? '').trim();
    if (trimmed === '') throw usage('person add 后面要写姓名。');
    return { name: trimmed, unit, role: ROLES[oneOf('role', ROLE_NAMES, role)] };
  },
  run: (wanted, context): Promise<Output<Person | Person[]>> =>
    wanted === null ? listPeople(context) : addPerson(wanted, context),
});

async function listPeople({ data, call }: Context): Promise<Output<Person[]>> {
  const people = await withBackend(data, (backend) => backend.call('people.list', {}, call));
  const own = people.filter(({ origin }) => origin === undefined);
  return done(own, own.length === 0 ? '还没有人员。用 person add 姓名 添加。' : own.map(lineOf).join('\n'));
}

const lineOf = ({ name, unit, role }: Person): string =>
  [name, nameOfRole(role), unit].filter(Boolean).join('  ');

async function addPerson(
  { name, unit, role }: NonNullable<Wanted>,
  { data, call }: Context,
): Promise<Output<Person>> {
  const person = await withBackend(data, async (backend) => {
    const people = await backend.call('people.list', {}, call);
    if (people.some((one) => one.name === name && one.origin === undefined))
      throw new AppError(
        'bad-request',
        `已经有“${name}”，没有再添加。同名的人请加上单位或编号区分，如“${name}（农办）”。`,
      );
    return backend.call('people.save', { person: { id: newId(), name, unit, role } }, call);
  });
  return done(person, `已添加：${lineOf(person)}`);
}
