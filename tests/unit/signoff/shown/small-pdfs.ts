import { streamText } from './pdf-tools.ts';

export const BOX = '/MediaBox [0 0 595 842]';

/** A small sound file of these objects, the first of which is the catalog. */
export function pdfOf(objects: readonly string[], more = ''): Buffer {
  let out = '%PDF-1.4\n';
  let table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  objects.forEach((content, at) => {
    table += `${String(out.length).padStart(10, '0')} 00000 n \n`;
    out += `${at + 1} 0 obj\n${content}\nendobj\n`;
  });
  const start = out.length;
  out += `${table}trailer\n<</Size ${objects.length + 1} /Root 1 0 R${more}>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

/** One page with this content and these keys; further objects begin at 5. */
export const pageOf = (content: string, keys = '', objects: readonly string[] = []): Buffer =>
  pdfOf([
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R ${BOX} /Contents 4 0 R ${keys}>>`,
    content,
    ...objects,
  ]);

/** The same as `pageOf`, with its first objects in a stream of objects, and a table that is a stream. */
export type Packed = {
  /** Object 6, with which the objects 1 to 3 stand. */
  container?: (data: string, first: number) => string;
  /** What stands before the objects, their numbers and places. */
  head?: (head: string) => string;
  /** Lines of the table: kind, place or container, generation or index. */
  lines?: (lines: number[][]) => number[][];
  /** Keys of the table. */
  keys?: (keys: string) => string;
  data?: (data: Buffer) => Buffer;
};

const same = <T>(value: T): T => value;

export function packedPage(change: Packed = {}): Buffer {
  const objects = [
    '<</Type /Catalog /Pages 2 0 R>>',
    '<</Type /Pages /Kids [3 0 R] /Count 1>>',
    `<</Type /Page /Parent 2 0 R ${BOX} /Contents 4 0 R>>`,
  ];
  let place = 0;
  const places = objects.map((object) => {
    place += object.length + 1;
    return place - object.length - 1;
  });
  const head = (change.head ?? same)(`${places.map((at, index) => `${index + 1} ${at}`).join(' ')} `);
  const container = (
    change.container ?? ((data, first) => streamText(data, ` /Type /ObjStm /N 3 /First ${first}`))
  )(`${head}${objects.join(' ')}`, head.length);
  let out = '%PDF-1.5\n';
  const starts = ['', '', '', streamText(''), container].map((content, at) => {
    const start = out.length;
    if (content !== '') out += `${at + 1} 0 obj\n${content}\nendobj\n`;
    return start;
  });
  const start = out.length;
  const lines = (change.lines ?? same)([
    [0, 0, 255],
    [2, 5, 0],
    [2, 5, 1],
    [2, 5, 2],
    [1, starts[3] ?? 0, 0],
    [1, starts[4] ?? 0, 0],
    [1, start, 0],
  ]);
  const table = Buffer.from(lines.flatMap(([kind = 0, a = 0, b = 0]) => [kind, a >> 8, a & 255, b]));
  const keys = (change.keys ?? same)(' /Type /XRef /W [1 2 1] /Size 7 /Root 1 0 R');
  out += `6 0 obj\n${streamText((change.data ?? same)(table).toString('latin1'), keys)}\nendobj\n`;
  return Buffer.from(`${out}startxref\n${start}\n%%EOF\n`, 'latin1');
}
