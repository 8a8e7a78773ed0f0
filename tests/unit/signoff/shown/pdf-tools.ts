import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MOST = 256 * 1024 * 1024;

/** Runs a tool on a file in a folder of its own; gives what it made of it. */
export function through(bytes: Uint8Array, run: (from: string, to: string) => void): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-pdf-tool-'));
  try {
    const [from, to] = [join(folder, 'from.pdf'), join(folder, 'to.pdf')];
    writeFileSync(from, bytes);
    run(from, to);
    return readFileSync(to);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The file as qpdf saves it with these options. */
export function qpdf(bytes: Uint8Array, ...options: string[]): Buffer {
  return through(bytes, (from, to) => {
    execFileSync('qpdf', [...options, from, to], { stdio: ['ignore', 'ignore', 'inherit'] });
  });
}

/** The file in a form that can be edited as text: nothing packed, an object a paragraph. One character a byte. */
export function asText(bytes: Uint8Array): string {
  return qpdf(bytes, '--qdf', '--object-streams=disable', '--no-original-object-ids').toString('latin1');
}

/** A sound file of an edited text: lengths and table are counted anew. */
export function ofText(text: string): Buffer {
  return execFileSync('fix-qdf', [], { input: Buffer.from(text, 'latin1'), maxBuffer: MOST });
}

/** The file with another text in place of this one, which must be there. */
export function edited(
  bytes: Uint8Array,
  from: string | RegExp,
  to: string | ((...found: string[]) => string),
): Buffer {
  const text = asText(bytes);
  const other = typeof to === 'string' ? text.replace(from, () => to) : text.replace(from, to);
  if (other === text) throw new Error(`not there: ${String(from)}`);
  return ofText(other);
}

/** A saving behind the file as it is: objects by number, and keys of the trailer. */
export function saved(bytes: Uint8Array, objects: Record<number, string>, more = ''): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '';
  const size = Math.max(...[...text.matchAll(/\/Size (\d+)/g)].map((found) => Number(found[1])));
  const [root = '', info = ''] = ['Root', 'Info'].map(
    (key) => [...text.matchAll(new RegExp(`/${key} \\d+ 0 R`, 'g'))].at(-1)?.[0] ?? '',
  );
  let out = text.endsWith('\n') ? text : `${text}\n`;
  // Readers take a table without a line for a damaged one.
  let table = 'xref\n0 1\n0000000000 65535 f \n';
  for (const [number, content] of Object.entries(objects)) {
    table += `${number} 1\n${String(out.length).padStart(10, '0')} 00000 n \n`;
    out += `${number} 0 obj\n${content}\nendobj\n`;
  }
  const most = Math.max(size, ...Object.keys(objects).map((number) => Number(number) + 1));
  const at = out.length;
  out += `${table}trailer\n<</Size ${most} ${root} ${info} /Prev ${start}${more}>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.from(out, 'latin1');
}

/** A number of an object that the file does not use yet. */
export const free = (bytes: Uint8Array): number =>
  Math.max(
    ...[
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/\/Size (\d+)/g),
    ].map(([, size]) => Number(size)),
  );

/** What stands in an object of a file that is not packed. */
export function objectOf(bytes: Uint8Array, has: RegExp): { number: number; content: string } {
  const text = Buffer.from(bytes).toString('latin1');
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    if (has.test(found[2] ?? '')) return { number: Number(found[1]), content: found[2] ?? '' };
  throw new Error('no such object');
}

/** The data of a stream that is not packed. */
export function streamOf(bytes: Uint8Array, number: number): string {
  const text = Buffer.from(bytes).toString('latin1');
  const from = text.lastIndexOf(`\n${number} 0 obj\n`);
  const data = text.indexOf('stream\n', from) + 'stream\n'.length;
  return text.slice(data, text.indexOf('endstream', data));
}

/** A stream with these data, as it stands in an object. */
export const streamText = (data: string, keys = ''): string =>
  `<</Length ${data.length}${keys}>>\nstream\n${data}\nendstream`;

/** The object of the first page. */
export function pageOf(bytes: Uint8Array): { number: number; content: string } {
  const number = Number(/\/Kids \[\s*(\d+) 0 R/.exec(Buffer.from(bytes).toString('latin1'))?.[1]);
  return { number, content: contentAt(bytes, number) };
}

function contentAt(bytes: Uint8Array, number: number): string {
  const text = Buffer.from(bytes).toString('latin1');
  const from = text.lastIndexOf(`\n${number} 0 obj\n`) + `\n${number} 0 obj\n`.length;
  return text.slice(from, text.indexOf('\nendobj', from));
}

/** What qpdf has against the file; empty for a sound one. */
export function complaints(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-pdf-check-'));
  try {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, bytes);
    const { status, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    return status === 0 ? '' : stderr || String(status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
