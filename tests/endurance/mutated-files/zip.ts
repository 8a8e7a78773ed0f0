import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, with everything that can be said of it wrongly. */
export type Entry = {
  name: string;
  data: Uint8Array;
  /** 8: packed; 0: as it is; others are not known to anybody. */
  method: number;
  flags: number;
  /** Instead of the right ones: in the table at the end, and before the data itself. */
  sum?: number;
  size?: number;
  packedSize?: number;
  ownSize?: number;
  /** Where its data are said to lie. */
  place?: number;
};

/** A zip (APPNOTE 4.3) as its entries want it, right or wrong. @param count the number of entries that it says it has */
export function writeZip(entries: readonly Entry[], comment = '', count = entries.length): Buffer {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const { name, data, method, flags, ...said } of entries) {
    const packed = method === 8 ? deflateRawSync(data) : Buffer.from(data);
    const file = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags | 0x800, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(said.sum ?? crc32(data), 14);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(said.ownSize ?? data.length, 22);
    local.writeUInt16LE(Math.min(file.length, 0xffff), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    local.copy(central, 8, 6, 30);
    // What lies behind the times is the same in both.
    central.writeUInt32LE(said.sum ?? crc32(data), 16);
    central.writeUInt32LE(said.packedSize ?? packed.length, 20);
    central.writeUInt32LE(said.size ?? data.length, 24);
    central.writeUInt16LE(Math.min(file.length, 0xffff), 28);
    central.fill(0, 30, 42);
    central.writeUInt32LE(said.place ?? at, 42);
    parts.push(local, file, packed);
    table.push(central, file);
    at += local.length + file.length + packed.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count & 0xffff, 8);
  end.writeUInt16LE(count & 0xffff, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  const words = Buffer.from(comment);
  end.writeUInt16LE(words.length, 20);
  return Buffer.concat([...parts, directory, end, words]);
}
