import type { Draw } from '../draw.ts';

type Mutation = (bytes: Buffer, draw: Draw) => Buffer;

const stretch = (bytes: Buffer, draw: Draw): [number, number] => {
  const from = draw.below(bytes.length);
  // Short ones as often as long ones.
  const most = Math.max(1, bytes.length - from);
  return [from, from + 1 + Math.floor(most ** draw.fraction()) - 1];
};

/** Something happens to the bytes of a file: a bad disk, a broken-off copy, a careless program. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  flip: (bytes, draw) => {
    const at = draw.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw.below(8));
    return bytes;
  },
  set: (bytes, draw) => {
    bytes[draw.below(bytes.length)] = draw.pick([0, 1, 0x7f, 0x80, 0xff]);
    return bytes;
  },
  number: (bytes, draw) => {
    if (bytes.length > 4)
      bytes.writeUInt32LE(draw.pick([0, 1, 0x7fff_ffff, 0xffff_ffff]), draw.below(bytes.length - 4));
    return bytes;
  },
  cutOff: (bytes, draw) => bytes.subarray(0, draw.below(bytes.length)),
  cutHead: (bytes, draw) => bytes.subarray(draw.below(Math.min(bytes.length, 64))),
  cut: (bytes, draw) => {
    const [from, to] = stretch(bytes, draw);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  insert: (bytes, draw) => {
    const at = draw.below(bytes.length);
    const more = Buffer.from(Array.from({ length: 1 + draw.below(64) }, () => draw.below(256)));
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
  },
  double: (bytes, draw) => {
    const [from, to] = stretch(bytes, draw);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  zeros: (bytes, draw) => {
    const [from, to] = stretch(bytes, draw);
    return bytes.fill(0, from, to);
  },
  swap: (bytes, draw) => {
    const [from, to] = stretch(bytes, draw);
    const middle = from + draw.below(Math.max(1, to - from));
    return Buffer.concat([
      bytes.subarray(0, from),
      bytes.subarray(middle, to),
      bytes.subarray(from, middle),
      bytes.subarray(to),
    ]);
  },
};

/** A copy of a file to whose bytes something has happened, once or a few times. */
export function mutateBytes(file: Uint8Array, draw: Draw): Buffer {
  let bytes: Buffer = Buffer.from(file);
  const times = draw.pick([1, 1, 1, 2, 4, 8]);
  for (let n = 0; n < times && bytes.length > 0; n += 1)
    bytes = Buffer.from(draw.pick(Object.values(MUTATIONS))(bytes, draw));
  return bytes;
}
