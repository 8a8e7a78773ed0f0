import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

import { openSealed, sealedFacts, type Secret } from '../backups/sealed-file.ts';
import { SEALED } from '../backups/second-folder.ts';
import { makePrivateFile } from '../base/private-folder.ts';
import { writeThrough } from '../base/write-through.ts';
import { filesBelow, holdsWords, wipeFile } from './files.ts';
import { heldInOriginals, heldInZip } from './in-originals.ts';
import { NeedleSearch } from './needles.ts';
import { dropPlan, isPlanFile, type ErasePlan } from './plan.ts';

/** Folders of the data folder in which nothing has to be kept that holds what is erased. */
const LET_GO: ReadonlySet<string> = new Set(['damaged', 'incoming', 'logs']);

/** Removes what holds the words and is neither the database nor a backup. Answers with the names. */
export function eraseLeft(dataDir: string, second: string | null, plan: ErasePlan): string[] {
  const search = new NeedleSearch(plan.pieces);
  const gone: string[] = [];
  for (const file of filesBelow(dataDir)) {
    const name = relative(dataDir, file);
    const top = name.split(sep)[0] ?? '';
    const isTemporary =
      /\.partial(?:-wal|-shm|-journal)?$|^nianshu\.db\.(?:restoring|recovering|sealing|opened)/.test(
        basename(file),
      );
    if (!LET_GO.has(top) && !isTemporary) continue;
    // A damaged database may hold it where no one can read it.
    if (!holdsWords(file, search)) continue;
    wipeFile(file);
    gone.push(name);
  }
  if (second !== null)
    for (const hash of plan.along.originals)
      for (const name of [hash, hash + SEALED]) {
        const file = join(second, 'originals', name);
        if (!existsSync(file)) continue;
        wipeFile(file);
        gone.push(name);
      }
  blankNotices(dataDir, search);
  return gone;
}

/** Takes notices away that name the report. */
function blankNotices(dataDir: string, search: NeedleSearch): void {
  const file = join(dataDir, 'notices.json');
  if (!existsSync(file) || !holdsWords(file, search)) return;
  try {
    const notices = JSON.parse(readFileSync(file, 'utf8')) as unknown[];
    const left = notices.filter((one) => search.in(Buffer.from(JSON.stringify(one)), 1).size === 0);
    wipeFile(file);
    if (left.length > 0) writeThrough(file, JSON.stringify(left, null, 2));
  } catch {
    wipeFile(file);
  }
}

/** What a search through all files has found. Names are relative to their folder. */
export type Proof = {
  /** Files that were searched, byte by byte. */
  files: number;
  /** Files in which the words still stand. */
  found: string[];
  /** Encrypted backups that nobody could look into. */
  closed: string[];
};

/** Looks for the words in every file of the data folder and of the second folder, in every form; in Word files, too. */
export async function prove(
  dataDir: string,
  second: string | null,
  secret: Secret | null,
  plan: ErasePlan,
): Promise<Proof> {
  const search = new NeedleSearch(plan.pieces);
  const proof: Proof = { files: 0, found: [], closed: [] };
  const folders = second === null ? [dataDir] : [dataDir, second];
  for (const folder of folders)
    for (const file of filesBelow(folder)) {
      if (isPlanFile(dataDir, file)) continue;
      const name = folder === dataDir ? relative(folder, file) : file;
      if (file.endsWith(SEALED)) {
        const held = await heldInSealed(file, secret, search);
        if (held === null) proof.closed.push(name);
        else proof.files += 1;
        if (held) proof.found.push(name);
        continue;
      }
      proof.files += 1;
      if (holdsWords(file, search) || (await heldInZip(file, search))) proof.found.push(name);
    }
  proof.found.push(...(await heldInOriginals(dataDir, search)));
  return proof;
}

/** Null where it can't be opened. */
async function heldInSealed(
  file: string,
  secret: Secret | null,
  search: NeedleSearch,
): Promise<boolean | null> {
  const clear = `${file.slice(0, -SEALED.length)}.db.${process.pid}.partial`;
  try {
    const { salt } = await sealedFacts(file);
    if (secret === null || salt !== secret.salt) return null;
    makePrivateFile(clear);
    await openSealed(file, clear, secret);
    return holdsWords(clear, search);
  } catch {
    return null;
  } finally {
    if (existsSync(clear)) wipeFile(clear);
  }
}

/** The last steps: what is neither database nor backup goes, all files are searched, and the plan goes. */
export async function eraseRest(
  dataDir: string,
  second: string | null,
  secret: Secret | null,
  plan: ErasePlan,
): Promise<Proof & { removed: number }> {
  const removed = eraseLeft(dataDir, second, plan).length;
  const proof = await prove(dataDir, second, secret, plan);
  dropPlan(dataDir);
  return { ...proof, removed };
}
