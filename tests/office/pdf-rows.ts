import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of words on a page, in points from its upper left corner. `y` is the middle. */
export type Row = { y: number; left: number; right: number; text: string };

const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<\/word>|<page /g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Rows of each page of a PDF, from top to bottom, as poppler finds them. */
export function rowsOf(pdf: Uint8Array, folder: string): Row[][] {
  const file = join(folder, 'rows.pdf');
  writeFileSync(file, pdf);
  const found = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' });
  const pages: Row[][] = [];
  for (const [whole, left, top, right, bottom, text = ''] of found.matchAll(WORD)) {
    if (whole.startsWith('<page')) {
      pages.push([]);
      continue;
    }
    const word = {
      y: (Number(top) + Number(bottom)) / 2,
      left: Number(left),
      right: Number(right),
      text: text.replaceAll(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity),
    };
    const rows = pages.at(-1) ?? [];
    const row = rows.find(({ y }) => Math.abs(y - word.y) < 6);
    if (!row) {
      rows.push(word);
      continue;
    }
    row.text = word.left < row.left ? word.text + row.text : row.text + word.text;
    row.left = Math.min(row.left, word.left);
    row.right = Math.max(row.right, word.right);
  }
  return pages.map((rows) => rows.sort((a, b) => a.y - b.y));
}

/** Where the red rule of a head stands on the first page, in points; null where there is none. */
export function redRule(pdf: Uint8Array, folder: string): { y: number; left: number; right: number } | null {
  const file = join(folder, 'rule.pdf');
  writeFileSync(file, pdf);
  const scale = 4;
  const image = join(folder, 'rule');
  execFileSync('pdftoppm', ['-r', `${72 * scale}`, '-l', '1', '-singlefile', file, image]);
  const bytes = readFileSync(`${image}.ppm`);
  const [head = '', width = '', height = ''] =
    /^P6\s(\d+)\s(\d+)\s\d+\s/.exec(bytes.toString('latin1', 0, 40)) ?? [];
  const isRed = (x: number, y: number): boolean => {
    const at = head.length + (y * Number(width) + x) * 3;
    return (bytes[at] ?? 0) > 180 && (bytes[at + 1] ?? 255) < 120 && (bytes[at + 2] ?? 255) < 120;
  };
  for (let y = 0; y < Number(height); y += 1) {
    const xs = Array.from({ length: Number(width) }, (_, x) => x).filter((x) => isRed(x, y));
    if (xs.length > 300 * scale)
      return { y: y / scale, left: (xs[0] ?? 0) / scale, right: (xs.at(-1) ?? 0) / scale };
  }
  return null;
}
