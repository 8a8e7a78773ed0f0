import { strToU8, zlibSync } from 'fflate';

import type { Bomb } from './bomb.ts';

/** A PDF of these objects, numbered from 1; the first is its catalogue. */
function pdf(objects: readonly (string | Uint8Array)[], size = objects.length + 1): Uint8Array {
  const parts: Uint8Array[] = [strToU8('%PDF-1.7\n')];
  const places: number[] = [];
  let at = 9;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    at += part.length;
  };
  objects.forEach((object, n) => {
    places.push(at);
    add(strToU8(`${n + 1} 0 obj\n`));
    add(typeof object === 'string' ? strToU8(object) : object);
    add(strToU8('\nendobj\n'));
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = at;
  add(
    strToU8(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${size} /Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  const whole = new Uint8Array(at);
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}

const CATALOGUE = '<</Type /Catalog /Pages 2 0 R>>';
const PAGE =
  '<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>';
const FONT = '<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>';
const pages = (count: number, kids: string): string => `<</Type /Pages /Count ${count} /Kids [${kids}]>>`;

function stream(content: Uint8Array, filters = 1): Uint8Array {
  let data = content;
  for (let n = 0; n < filters; n += 1) data = zlibSync(data, { level: 1 });
  const head = strToU8(`<</Length ${data.length} /Filter [${'/FlateDecode '.repeat(filters)}]>>\nstream\n`);
  const tail = strToU8('\nendstream');
  const whole = new Uint8Array(head.length + data.length + tail.length);
  whole.set(head);
  whole.set(data, head.length);
  whole.set(tail, head.length + data.length);
  return whole;
}

function bomb(what: string, becomes: string, make: () => Uint8Array): Bomb {
  return { what, becomes, task: () => ({ kind: 'signed', file: { name: '总结.pdf', bytes: make() } }) };
}

const shown = (words: string): Uint8Array => strToU8(`BT /F 12 Tf 72 700 Td (${words}) Tj ET`);

/** PDF files that are brought to be verified. */
export function pdfBombs(): Bomb[] {
  return [
    bomb('PDF：同一页五千次', 'too-large', () =>
      pdf([CATALOGUE, pages(5000, '3 0 R '.repeat(5000)), PAGE, stream(shown('x')), FONT]),
    ),
    bomb('PDF：页数说是二十亿', 'read', () =>
      pdf([CATALOGUE, pages(2_000_000_000, '3 0 R'), PAGE, stream(shown('x')), FONT]),
    ),
    bomb('PDF：页面树绕成圈', 'damaged-file', () =>
      pdf([CATALOGUE, pages(1, '2 0 R'), PAGE, stream(shown('x')), FONT]),
    ),
    bomb('PDF：两层压缩，解开 300 MB', 'too-large', () =>
      pdf([CATALOGUE, pages(1, '3 0 R'), PAGE, stream(new Uint8Array(300 * 1024 * 1024).fill(32), 2), FONT]),
    ),
    bomb('PDF：一页里三百万个字', 'read', () =>
      pdf([CATALOGUE, pages(1, '3 0 R'), PAGE, stream(shown('a'.repeat(3_000_000))), FONT]),
    ),
    bomb('PDF：数组套十万层', 'damaged-file', () =>
      pdf([`<</Type /Catalog /Pages ${'['.repeat(100_000)}${']'.repeat(100_000)}>>`]),
    ),
    bomb('PDF：断在中间', 'damaged-file', () => pdf([CATALOGUE]).slice(0, 40)),
  ];
}
