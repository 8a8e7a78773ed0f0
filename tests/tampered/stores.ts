import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { createBackend } from '../../electron/backend/service/backend.ts';
import { examine } from '../../electron/backend/store/care/doctor.ts';
import { forkReader } from '../../electron/shells/fork-reader.ts';
import { memoryLogger } from '../contract/transports.ts';
import { NO_PRINTER } from '../unit/signoff/setup.ts';
import type { Miss, Outcome } from './campaign.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
const now = (): Date => new Date('2023-12-20T02:02:03Z');

/** A data folder that was made from a genuine one, with what a fair judge says of it. */
export type StoreCase = {
  file: string;
  label: 'tampered' | 'same';
  what: string;
  promise: string;
  report: string;
};

/** Makes all stores. `only`: names that begin so. */
export function makeStores(genuine: string, out: string, only = ''): StoreCase[] {
  execFileSync(
    'python3',
    [
      join(folder, 'stores.py'),
      genuine,
      out,
      '--without',
      'heads,assets,known',
      ...(only === '' ? [] : ['--only', only]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return JSON.parse(readFileSync(join(out, 'cases.json'), 'utf8')) as StoreCase[];
}

/** A tampered store exports nothing as final of the report, and the doctor names the report; a sound one does and is silent. */
export async function judgeStores(out: string, cases: readonly StoreCase[]): Promise<Outcome> {
  const misses: Miss[] = [];
  for (const { file, label, what, report } of cases) {
    const dataDir = join(out, file);
    const told = examine(dataDir, now())
      .problems.map(({ what: problem }) => problem)
      .filter((problem) => !/备份/.test(problem));
    const final = await exportsAsFinal(dataDir, report);
    // A key beside the one that signed takes nothing from what was signed: it is told.
    const isStopped = !final || file.startsWith('key-') || file.startsWith('record-unit-');
    const isRight = label === 'same' ? final && told.length === 0 : isStopped && told.length > 0;
    if (!isRight)
      misses.push({
        file,
        label,
        what,
        said: `${final ? 'goes out as final' : 'does not go out'}; ${told.join(' ')}`,
      });
  }
  const same = cases.filter(({ label }) => label === 'same').length;
  return { cases: cases.length, same, other: cases.length - same, misses };
}

/** Whether any edition of the report goes out with a stamp or as a final text. */
async function exportsAsFinal(dataDir: string, id: string): Promise<boolean> {
  let backend;
  try {
    backend = await createBackend({
      dataDir,
      resourcesDir,
      shell: 'cli',
      version: '0.1.0',
      now,
      logger: memoryLogger(),
      printer: NO_PRINTER,
      startReader: forkReader,
    });
  } catch {
    return false;
  }
  try {
    for (const edition of ['internal', 'public'] as const) {
      const made = await backend
        .call('export.make', { id, format: 'docx', edition, allowLeftovers: true })
        .catch(() => null);
      // A draft says so in its name.
      if (made && (made.proof !== undefined || !/征求意见|草稿/.test(made.name))) return true;
    }
    return false;
  } finally {
    await backend.close();
  }
}
