/**
 * A PDF as Chromium writes it: a classic cross-reference table, objects in the open. It is changed by an incremental
 * update (ISO 32000-1, 7.5.6): the bytes before stay as they are, new objects and a table of them follow.
 */
export type PdfFile = {
  bytes: Uint8Array;
  /** The same bytes, one character each. */
  text: string;
  /** Where the newest cross-reference table begins. */
  start: number;
  trailer: string;
};

/** Null where the file is built in another way. */
export function openPdf(bytes: Uint8Array): PdfFile | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const tail = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text);
  const start = Number(tail?.[1]);
  if (!tail || text.slice(start, start + 4) !== 'xref') return null;
  const trailer = text.slice(text.indexOf('trailer', start), tail.index);
  return { bytes, text, start, trailer };
}

/** Number of the object that the trailer or a dictionary names under a key; null where there is none. */
export function referenceIn(dictionary: string, key: string): number | null {
  const found = new RegExp(String.raw`/${key}\s+(\d+)\s+0\s+R`).exec(dictionary)?.[1];
  return found === undefined ? null : Number(found);
}

/** What stands behind `N 0 obj`, up to its `endobj` or stream; of an updated file the newest. Null: no such object. */
export function objectAt({ text }: PdfFile, number: number): { from: number; head: string } | null {
  const found = [...text.matchAll(new RegExp(String.raw`(?:^|\n)${number} 0 obj\s*`, 'g'))].at(-1);
  if (!found) return null;
  const from = found.index + found[0].length;
  const ends = ['endobj', 'stream\n', 'stream\r']
    .map((word) => text.indexOf(word, from))
    .filter((at) => at >= 0);
  return { from, head: text.slice(from, Math.min(...ends)) };
}

/** The file with new contents for some of its objects (everything between `obj` and `endobj`, by number). */
export function updateObjects(file: PdfFile, objects: ReadonlyMap<number, Buffer>): Uint8Array {
  if (objects.size === 0) return file.bytes;
  const parts: Buffer[] = [Buffer.from(file.bytes)];
  let at = file.bytes.length;
  const add = (part: Buffer | string): void => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
    parts.push(bytes);
    at += bytes.length;
  };
  if (!file.text.endsWith('\n')) add('\n');
  let table = 'xref\n';
  for (const [number, content] of [...objects].sort(([a], [b]) => a - b)) {
    table += `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`;
    add(`${number} 0 obj\n`);
    add(content);
    add('\nendobj\n');
  }
  const keep = ['Size', 'Root', 'Info', 'ID'].map(
    (key) =>
      new RegExp(String.raw`/${key}\s*(?:\[[^\]]*\]|\d+(?:\s+\d+\s+R)?)`).exec(file.trailer)?.[0] ?? '',
  );
  const start = at;
  add(
    `${table}trailer\n<<${keep.filter(Boolean).join('\n')}\n/Prev ${file.start}>>\nstartxref\n${start}\n%%EOF\n`,
  );
  return new Uint8Array(Buffer.concat(parts));
}
