import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { watchMemory } from '../../scripts/lib/tree-memory.mjs';
import { toEdition } from '../../shared/edition/gate.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';
import { writeHtml } from '../../shared/edition/write-html.ts';
import { archiveReport } from './archive.ts';
import type { Bench } from './run.ts';
import { quantile } from './timing.ts';

const RUNS = 3;
const script = fileURLToPath(new URL('./export-one.ts', import.meta.url));

type Taken = { seconds: number; memory: number; output: string };

/** A program from its start to its end: seconds, and the most that it and its children held. */
function take(command: string, args: readonly string[], cwd: string): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const memory = watchMemory(child.pid ?? 0, 50);
    let output = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => {
      const taken = { seconds: (performance.now() - start) / 1000, memory: memory(), output };
      if (code === 0) resolve(taken);
      else reject(new Error(`${command}: ${complaints}`));
    });
  });
}

const isThere = (command: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));

const middle = (values: readonly number[]): number => quantile(values, 0.5);
const s = (seconds: number): string => `${seconds.toFixed(2)} s`;
const mb = (bytes: number): string => (bytes > 0 ? `，内存最多 ${Math.round(bytes / 1e6)} MB` : '');

/** The same report as HTML, as it is copied for Word: what others start from. */
function htmlOf(characters: number): string {
  const document = archiveReport(3, characters, 2025, '青禾镇');
  const source = { document, variables: {}, year: 2025, unit: '青禾镇', state: 'signed-off' as const };
  return writeHtml(toEdition(source, undefined, 'internal', editionPolicy(undefined)).blocks, false);
}

type Peer = { name: string; run: (format: 'docx' | 'pdf') => Promise<Taken> | null };

function peers(folder: string): Peer[] {
  const office = (format: 'docx' | 'pdf'): Promise<Taken> => {
    const to = format === 'docx' ? 'docx:MS Word 2007 XML' : 'pdf:writer_pdf_Export';
    const profile = `-env:UserInstallation=file://${folder}/office`;
    const args = ['--headless', profile, '--infilter=HTML (StarWriter)', '--convert-to', to, 'in.html'];
    return take('soffice', args, folder);
  };
  const pandoc = (format: 'docx' | 'pdf'): Promise<Taken> | null =>
    // A PDF it leaves to TeX.
    format === 'docx' ? take('pandoc', ['in.html', '-o', 'in.docx'], folder) : null;
  return [
    ...(isThere('soffice') ? [{ name: 'LibreOffice', run: office }] : []),
    ...(isThere('pandoc') ? [{ name: 'pandoc', run: pandoc }] : []),
  ];
}

/** Word and PDF, each in a fresh process, against others that make the same from HTML in one. */
export const bench: Bench = {
  name: '导出 Word 和 PDF（对照 LibreOffice、pandoc 从 HTML 生成）',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    try {
      const others = peers(folder);
      if (others.length === 0) process.stdout.write('没有 LibreOffice 和 pandoc，只量自己。\n');
      // Its first start makes a profile.
      writeFileSync(join(folder, 'in.html'), '<p>一</p>');
      for (const { run } of others) await run('docx');
      for (const characters of [5_000, 20_000, 100_000]) {
        writeFileSync(join(folder, 'in.html'), htmlOf(characters));
        for (const format of ['docx', 'pdf'] as const) await compare(characters, format, others, folder);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function compare(
  characters: number,
  format: 'docx' | 'pdf',
  others: readonly Peer[],
  folder: string,
): Promise<void> {
  const ours: Taken[] = [];
  const theirs = new Map<string, Taken[]>();
  // Turn by turn, so that all have the machine as it is.
  for (let n = 0; n < RUNS; n += 1) {
    const out = join(folder, `out.${format}`);
    ours.push(await take(process.execPath, [script, format, String(characters), out], folder));
    for (const { name, run } of others) {
      const taken = await run(format);
      if (taken) theirs.set(name, [...(theirs.get(name) ?? []), taken]);
    }
  }
  const times = ours.map(({ output }) => JSON.parse(output) as { all: number; printing: number }[]);
  const first = middle(times.map(([cold]) => (cold?.all ?? 0) / 1000));
  const second = times.map(([, warm]) => warm ?? { all: 0, printing: 0 });
  const warm = middle(second.map(({ all }) => all / 1000));
  const share =
    format === 'pdf'
      ? `，其中 Chromium 排版和打印 ${s(middle(second.map(({ printing }) => printing / 1000)))}，年述自己 ${s(middle(second.map(({ all, printing }) => (all - printing) / 1000)))}`
      : '';
  const size = Math.round(statSync(join(folder, `out.${format}`)).size / 1024);
  process.stdout.write(
    `${characters} 字 ${format === 'docx' ? 'Word' : 'PDF'}：年述新进程里第一次 ${s(first)}，第二次 ${s(warm)}${share}${mb(Math.max(...ours.map(({ memory }) => memory)))}，${size} KB\n`,
  );
  for (const [name, taken] of theirs) {
    const seconds = middle(taken.map((one) => one.seconds));
    process.stdout.write(
      `  ${name} ${s(seconds)}${mb(Math.max(...taken.map(({ memory }) => memory)))}；年述第一次是它的 ${(first / seconds).toFixed(2)}，第二次 ${(warm / seconds).toFixed(2)}\n`,
    );
  }
}
