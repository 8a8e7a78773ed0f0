import { unzipSync } from 'fflate';

import type { Draw } from '../draw.ts';
import { mutateXml } from './mutate-xml.ts';
import { writeZip, type Entry } from './zip.ts';

const NAMES = [
  '',
  'word/document.xml',
  'word/numbering.xml',
  'WORD/DOCUMENT.XML',
  'word\\document.xml',
  '../word/document.xml',
  '/word/document.xml',
  'word/document.xml/',
  'a\u0000b',
  '字'.repeat(5000),
  '__proto__',
];
const SIZES = [0, 1, 10, 0x7fff_ffff, 0xffff_fffe, 0xffff_ffff];

type Mutation = (entries: Entry[], draw: Draw) => void;

/** Something is wrong with the container, and its parts are as they were. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  rename: (entries, draw) => void (draw.pick(entries).name = draw.pick(NAMES)),
  remove: (entries, draw) => void entries.splice(draw.below(entries.length), 1),
  double: (entries, draw) => {
    const entry = draw.pick(entries);
    entries.splice(draw.below(entries.length), 0, {
      ...entry,
      ...(draw.chance(0.5) ? { data: Buffer.from('<x/>') } : {}),
    });
  },
  swap: (entries, draw) => {
    const [a, b] = [draw.pick(entries), draw.pick(entries)];
    [a.data, b.data] = [b.data, a.data];
  },
  size: (entries, draw) => void (draw.pick(entries).size = draw.pick(SIZES)),
  ownSize: (entries, draw) => void (draw.pick(entries).ownSize = draw.pick(SIZES)),
  packedSize: (entries, draw) => void (draw.pick(entries).packedSize = draw.pick(SIZES)),
  place: (entries, draw) => void (draw.pick(entries).place = draw.pick(SIZES)),
  sum: (entries, draw) => void (draw.pick(entries).sum = draw.below(0xffff_ffff)),
  method: (entries, draw) => void (draw.pick(entries).method = draw.pick([0, 1, 9, 12, 99, 0xffff])),
  flags: (entries, draw) => void (draw.pick(entries).flags = draw.pick([1, 8, 0x41, 0x2000])),
  many: (entries, draw) => {
    const count = draw.pick([100, 4900, 5100]);
    for (let n = 0; n < count; n += 1)
      entries.push({ name: `word/media/${n}.png`, data: new Uint8Array(), method: 0, flags: 0 });
  },
};

/** The parts in which words stand, or what decides how they read. */
const XML = /\.xml$|\.rels$/;

/** A copy of a Word file that is wrong inside, in its container, or in both. @param parts those that are read of it */
export function mutateZip(file: Uint8Array, parts: readonly string[], draw: Draw): Buffer {
  const entries = Object.entries(unzipSync(file)).map(([name, data]): Entry => ({
    name,
    data,
    method: draw.chance(0.1) ? 0 : 8,
    flags: 0,
  }));
  const inside = !draw.chance(0.2);
  if (inside) {
    const read = entries.filter(({ name }) => parts.includes(name));
    const any = entries.filter(({ name }) => XML.test(name));
    const times = draw.pick([1, 1, 2]);
    for (let n = 0; n < times; n += 1) {
      const entry = draw.pick(draw.chance(0.95) && read.length > 0 ? read : any);
      entry.data = mutateXml(entry.data, draw);
    }
  }
  if (!inside || draw.chance(0.1)) draw.pick(Object.values(MUTATIONS))(entries, draw);
  const comment = draw.chance(0.02) ? 'PK\u0005\u0006'.repeat(1 + draw.below(9)) : '';
  return writeZip(entries, comment, entries.length + (draw.chance(0.02) ? draw.pick([-1, 1, 60_000]) : 0));
}
