import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { readState } from '../../../electron/backend/store/care/keeper-state.ts';
import { noticesOf } from '../../../electron/backend/store/base/notices.ts';
import type { Store } from '../../../electron/backend/store/types.ts';
import { plainText } from '../../../shared/document/plain-text.ts';

/** What a person has in a data folder, in a form that can be compared letter by letter. */
export type State = {
  /** Revision, title and text of each report, and names of the files that it was imported from. */
  reports: Record<string, [revision: number, text: string, originals: string[]]>;
  settings: Record<string, unknown>;
  drafts: string[];
  /** Whether a second folder for backups is set. */
  second: boolean;
};

/** Settings that the scenes change. */
export const SETTINGS = ['unit.name', 'typing.sound', 'last.report'] as const;

export const sha = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** What is in an open store. */
export function stateOf(store: Store, dataDir: string): State {
  const reports: State['reports'] = {};
  for (const { id } of store.reports.list().sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { revision, document } = store.reports.get(id);
    const text = plainText(document.blocks);
    reports[id] = [
      revision,
      text.length > 200 ? sha(text) : text,
      store.originals.list(id).map(({ name }) => name),
    ];
  }
  const settings = Object.fromEntries(
    SETTINGS.map((key) => [key, store.settings.get(key)]).filter(([, value]) => value !== undefined),
  ) as Record<string, unknown>;
  const drafts = store.drafts.list().map(({ id }) => id);
  return { reports, settings, drafts, second: readState(dataDir).second !== null };
}

/**
 * Files below a folder that are kept for whoever may need them, with their checksums: finished backups, and damaged
 * databases that were set aside. Whatever is still being written has another ending.
 */
export function backupsIn(root: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const folder of ['data/backups', 'data/damaged', 'second', 'whole'].map((name) => join(root, name))) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const isOriginal = /\/originals\/[0-9a-f]{64}(?:\.nsb)?$/.test(path);
      if (entry.isFile() && (isOriginal || /\.(?:db|db-wal|nsb)$/.test(entry.name)))
        found[relative(root, path)] = sha(readFileSync(path));
    }
  }
  return found;
}

/** A line of a run's output: something begins, or is done and told. */
export type Line =
  | { begin: number; what: string }
  | {
      done: number;
      /** Null where somebody has to say first which state is to be gone on with. */
      state: State | null;
      notices: string[];
      backups: Record<string, string>;
    };

export const noticesIn = (dataDir: string): string[] =>
  noticesOf(dataDir)
    .map(({ kind }) => kind)
    .sort();
