import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { settle } from '../e2e/app.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export const PARAGRAPH = '开展宣讲，组织培训。';
const TEXT = `青禾镇2026年全面依法治镇工作总结\n\n一、工作情况\n\n${PARAGRAPH}\n\n二、下一步打算\n\n继续加强。\n`;

/** What the steps work on: a data folder with one report. */
export type Prepared = { dataDir: string; report: string };

/** Runs a command of the program under this Node. Throws what it says where it fails. */
export function command(dataDir: string, ...words: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'electron/shells/cli/main.ts'), ...words, '--data', dataDir],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${words[0]}：${stderr.trim() || stdout.trim()}`);
  return stdout;
}

/** @param folder an empty one, for everything */
export async function prepare(folder: string): Promise<Prepared> {
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  await settle(dataDir);
  const source = join(folder, '青禾镇总结.txt');
  writeFileSync(source, TEXT);
  const [imported] = JSON.parse(command(dataDir, 'import', source, '--year', '2026', '--json')) as {
    id: string;
  }[];
  if (!imported) throw new Error('没有导入报告');
  return { dataDir, report: imported.id };
}

/** The report as a Word file, to be opened from outside. Gives its path. */
export function wordFile({ dataDir, report }: Prepared, folder: string): string {
  const docx = join(folder, '青禾镇来稿.docx');
  command(dataDir, 'export', report, '--format', 'docx', '--edition', 'internal', '--out', docx);
  return docx;
}
