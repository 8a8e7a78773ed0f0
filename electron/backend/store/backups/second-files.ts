import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { STORE_VERSION } from '../base/migrate.ts';
import { bestFirst, describeFile, filesIn, type BackupFile } from './catalogue.ts';
import { SEALED } from './second-folder.ts';
import { sealedFacts } from './sealed-file.ts';

const count = z.int().min(0);
const time = z.string().nullable();

/** `Facts`, as the head of an encrypted backup carries them; what else is there is left out. */
const factsSchema = z.object({
  version: count,
  newer: z.boolean(),
  generation: count,
  changes: count,
  newestChange: time,
  copiedAt: time,
  copiedAs: time,
  reports: count,
  inBin: count,
  originals: count,
  originalsBeside: count,
});

/** The backups in a folder, encrypted ones too, as the catalogue orders them. */
export async function secondFiles(folder: string): Promise<BackupFile[]> {
  if (!existsSync(folder)) return [];
  const sealed = readdirSync(folder).filter((name) => name.endsWith(SEALED));
  const files = await Promise.all(sealed.map((name) => describeSealed(join(folder, name), name)));
  return [...filesIn(folder, true), ...files].sort(bestFirst);
}

/** One encrypted backup; its facts are what its head says, which only its passphrase proves. */
export async function describeSealed(file: string, name: string): Promise<BackupFile> {
  const { size, mtime } = statSync(file);
  let facts: BackupFile['facts'] = null;
  try {
    const read = factsSchema.safeParse((await sealedFacts(file)).facts);
    facts = read.success ? { ...read.data, newer: read.data.version > STORE_VERSION } : null;
  } catch {
    // Damaged, or none of ours: listed as such.
  }
  return describeFile(file, name, facts, { size, mtime });
}
