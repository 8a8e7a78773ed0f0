import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Verification } from '../../shared/signoff/types.ts';
import type { Office } from '../unit/signoff/setup.ts';
import type { Genuine } from './genuine.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** A file that was made from a genuine one, with what a fair judge says of it. */
export type FileCase = { file: string; label: 'other' | 'same'; what: string; tool: string };

/** What was answered, where that is not what it should be. */
export type Miss = { file: string; label: string; what: string; said: string };

export type Outcome = { cases: number; same: number; other: number; misses: Miss[] };

/** Makes all files of one kind. `only`: names that begin so. */
export function makeFiles(kind: 'word' | 'pdf', genuine: Genuine, out: string, only = ''): FileCase[] {
  const [from, others] =
    kind === 'word' ? [genuine.docx, genuine.otherDocx] : [genuine.pdf, genuine.otherPdf];
  execFileSync(
    'python3',
    [
      join(folder, `${kind}.py`),
      from,
      out,
      ...others.flatMap((other) => ['--other', other]),
      ...(only === '' ? [] : ['--only', only]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(readFileSync(join(out, 'cases.json'), 'utf8')) as FileCase[];
}

/**
 * Has each file verified where it was signed: a tampered one must prove nothing, a harmlessly saved one must pass as the
 * same words, and neither may pass as the very file.
 */
export async function verifyFiles(office: Office, out: string, cases: readonly FileCase[]): Promise<Outcome> {
  const misses: Miss[] = [];
  for (const { file, label, what } of cases) {
    const bytes = readFileSync(join(out, file));
    const found = await verified(office, file, bytes);
    const isRight =
      label === 'same'
        ? 'scope' in found && found.answer === 'known' && found.scope === 'words'
        : !('scope' in found) || (found.scope === null && !found.ok);
    if (!isRight) misses.push({ file, label, what, said: saidOf(found) });
  }
  const same = cases.filter(({ label }) => label === 'same').length;
  return { cases: cases.length, same, other: cases.length - same, misses };
}

async function verified(
  { backend }: Office,
  name: string,
  bytes: Buffer,
): Promise<Verification | { refused: string }> {
  try {
    return await backend.call('signoff.verifyFile', { name, bytes: bytes.toString('base64') });
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

const saidOf = (found: Verification | { refused: string }): string =>
  'refused' in found
    ? found.refused
    : `${found.answer}, ${found.scope}: ${found.findings.join('')} ${found.oddities.map(({ kind, text, place }) => `${kind} ${text} ${place}`).join('; ')}`;
