import { posix } from 'node:path';

import { folderCircles } from './circles.ts';
import type { FileImports, Import } from './import-graph.ts';
import { OWNED, type Area, type Room } from './storeys.ts';

export type Violation = {
  rule: 'climbs' | 'area' | 'package' | 'tests' | 'no-room' | 'circle' | 'unseen';
  /** Where: `path:line`, or the folders of a circle. */
  at: string;
  /** What is wrong and what is allowed. */
  says: string;
};

type Place = { area: Area; room: Room; storey: number };

/** What breaks the order of the house. `files` are all source files, those outside of every area as well. */
export function violationsIn(
  files: readonly string[],
  { imports, unseen }: FileImports,
  areas: readonly Area[],
): Violation[] {
  const placeOf = placesIn(areas);
  const inside = (path: string): Area | undefined => areas.find(({ path: area }) => isUnder(path, area));
  const homeless = files
    .filter((file) => inside(file) && !placeOf(file))
    .map((file): Violation => ({
      rule: 'no-room',
      at: file,
      says: 'stands in no room that scripts/storeys/storeys.ts names',
    }));
  return [
    ...homeless,
    ...unseen
      .filter(({ file }) => inside(file))
      .map(({ file, line, text }): Violation => ({
        rule: 'unseen',
        at: `${file}:${line}`,
        says: `${text}: name the module in so many words, so that its room can be seen`,
      })),
    ...imports.flatMap((one) => refusalOf(one, inside, placeOf) ?? []),
    ...folderCircles(imports.filter((one) => one.own && inside(one.file) && inside(one.to))).map(
      ({ folders, imports: through }): Violation => ({
        rule: 'circle',
        at: folders.join(' ↔ '),
        says: `folders import each other: ${through.map(({ file, to }) => `${file} → ${to}`).join(', ')}`,
      }),
    ),
  ];
}

function refusalOf(
  one: Import,
  inside: (path: string) => Area | undefined,
  placeOf: (path: string) => Place | null,
): Violation | null {
  const at = `${one.file}:${one.line}`;
  const from = placeOf(one.file);
  // The scripts run the tests, and may read what they are made of; nothing that is built may.
  if (one.own && isUnder(one.to, 'tests') && !isUnder(one.file, 'tests') && !isUnder(one.file, 'scripts'))
    return { rule: 'tests', at, says: `${one.to}: nothing but scripts imports tests` };
  const owners = one.own ? undefined : OWNED[one.to];
  if (owners && !owners.some((folder) => isUnder(one.file, folder)))
    return { rule: 'package', at, says: `${one.to} is used by ${owners.join(', ')} only` };
  if (!from) return null;
  const { area, room, storey } = from;
  if (!one.own) {
    const allowed = [...area.packages, ...(room.packages ?? [])];
    if (allowed.some((name) => name === one.to || (name === 'node:' && one.to.startsWith('node:'))))
      return null;
    return { rule: 'package', at, says: `${one.to} is no library of ${room.path} (${room.what})` };
  }
  const target = placeOf(one.to);
  const there = inside(one.to);
  if (there !== area) {
    const allowed = room.imports ?? area.imports;
    if (allowed.some((path) => isUnder(one.to, path))) return null;
    return {
      rule: 'area',
      at,
      says: `${one.to}: outside of ${area.path}/, ${room.path} imports ${allowed.join(', ') || 'nothing'} only`,
    };
  }
  // A missing room is told once, at the file itself.
  if (!target || target.room === room || target.storey < storey) return null;
  const how = target.storey === storey ? 'stands on the same storey' : 'stands above';
  return { rule: 'climbs', at, says: `${one.to}: ${target.room.path} ${how}; ${room.path}: ${room.what}` };
}

/** The room that a path belongs to: the innermost that is named. */
function placesIn(areas: readonly Area[]): (path: string) => Place | null {
  const places = areas.flatMap((area) =>
    area.storeys.flatMap((rooms, storey) => rooms.map((room): Place => ({ area, room, storey }))),
  );
  const innermost = places.toSorted((a, b) => b.room.path.length - a.room.path.length);
  return (path) => innermost.find(({ room }) => isUnder(path, room.path)) ?? null;
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || posix.normalize(path).startsWith(`${folder}/`);
}
