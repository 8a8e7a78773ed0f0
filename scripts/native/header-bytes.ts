/** The text at a position, up to its closing zero. */
export function textAt(view: DataView, at: number): string {
  let end = at;
  while (view.getUint8(end) !== 0) end++;
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at, end - at));
}

/** A number of eight bytes, little-endian; positions in files stay far below where a double loses them. */
export function eightBytes(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** Where a part of memory comes from in the file. */
export type Mapped = { address: number; size: number; offset: number };

/**
 * The position in the file of an address in memory.
 * @throws RangeError if no part of the file is loaded there
 */
export function offsetOf(parts: readonly Mapped[], address: number): number {
  const part = parts.find((one) => address >= one.address && address < one.address + one.size);
  if (!part) throw new RangeError(`no part of the file is at ${address}`);
  return part.offset + (address - part.address);
}
