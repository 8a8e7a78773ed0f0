import { useCallback, useRef, useState } from 'react';

import { CHUNK, TOGETHER } from '../../../shared/contract/import-batch.ts';
import type { Params } from '../../../shared/contract/methods.ts';
import { newId } from '../../../shared/document/ids.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';
import type { Client } from '../../client/client.ts';
import { parseYear } from './defaults.ts';
import {
  asideReason,
  inOrder,
  intoOf,
  isOpen,
  isPlain,
  newRow,
  withCandidate,
  type Chosen,
  type ImportRow,
} from './import-model.ts';
import { readBase64, refusalOf } from './read-file.ts';

/** Reading the files, looking at what was found, taking in, and the report at the end. */
export type ImportStage = 'reading' | 'review' | 'taking' | 'done';

export type ImportRun = {
  stage: ImportStage;
  rows: ImportRow[];
  /** Files that are done in this stage, of how many, and the one at work. */
  done: number;
  total: number;
  current: string;
  cancelled: boolean;
};

export type Import = {
  run: ImportRun | null;
  /** @param how `ask`: also a single report without anything to ask about is looked at first */
  start: (files: readonly Chosen[], how?: { ask: boolean }) => void;
  change: (key: string, change: Partial<ImportRow>) => void;
  /** Takes in what the table says. */
  take: () => void;
  cancel: () => void;
  clear: () => void;
  /** The file that a row is about. */
  fileOf: (key: string) => File | undefined;
};

async function stage(
  client: Client,
  batch: string,
  key: string,
  file: File,
  signal: AbortSignal,
): Promise<void> {
  let offset = 0;
  do {
    const bytes = await readBase64(file.slice(offset, offset + CHUNK), signal);
    await client.call(
      'import.stage',
      { batch, file: key, name: file.name, size: file.size, offset, bytes },
      { signal },
    );
    offset += CHUNK;
  } while (offset < file.size);
}

/** What is to be done with a row, as the backend is asked for it. */
function askedOf(row: ImportRow): Params<'import.take'>['files'][number] {
  const into = intoOf(row);
  return {
    file: row.key,
    year: parseYear(row.year) ?? new Date().getFullYear(),
    unit: row.unit.trim() || UNKNOWN_UNIT,
    template: row.template,
    ...(row.found?.marked && into === undefined ? { marks: row.marks } : {}),
    ...(into === undefined ? {} : { into: { report: into } }),
  };
}

/** The first files of `rows` that are stored in one step: few enough, and not too large, that cancelling is quick. */
function together(rows: readonly ImportRow[]): ImportRow[] {
  let size = 0;
  const end = rows.findIndex((row, at) => at === TOGETHER || ((size += row.size) > MOST_BYTES && at > 0));
  return rows.slice(0, end < 0 ? rows.length : end);
}
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Takes files in one after the other, so that progress is true, cancelling is quick and memory stays small. A single
 * report without anything to ask goes straight in; of several, a table is looked at first.
 */
export function useImport(onDone: () => void): Import {
  const client = useClient();
  const [run, setRun] = useState<ImportRun | null>(null);
  const abort = useRef<AbortController | null>(null);
  const batch = useRef('');
  const chosen = useRef<readonly Chosen[]>([]);

  const setRow = useCallback((key: string, change: (row: ImportRow) => ImportRow) => {
    setRun((old) => old && { ...old, rows: old.rows.map((row) => (row.key === key ? change(row) : row)) });
  }, []);

  const takeRows = useCallback(
    async (rows: readonly ImportRow[]) => {
      const controller = new AbortController();
      abort.current = controller;
      const wanted = rows.filter((row) => isOpen(row) && (row.choice === 'take' || row.choice === 'version'));
      setRun({
        stage: 'taking',
        rows: [...rows],
        done: 0,
        total: wanted.length,
        current: '',
        cancelled: false,
      });
      for (let from = 0; from < wanted.length && !controller.signal.aborted;) {
        const group = together(wanted.slice(from));
        setRun((old) => old && { ...old, done: from, current: group[0]?.name ?? '' });
        try {
          const files = group.map((row) => askedOf(row));
          for (const result of await client.call('import.take', { batch: batch.current, files }))
            setRow(result.file, (row) =>
              'id' in result
                ? { ...row, taken: { id: result.id, asVersion: intoOf(row) !== undefined } }
                : { ...row, refused: result.refused.message },
            );
        } catch (error) {
          for (const row of group) setRow(row.key, (old) => ({ ...old, refused: messageOf(error) }));
        }
        from += group.length;
      }
      abort.current = null;
      const cancelled = controller.signal.aborted;
      setRun((old) => old && { ...old, stage: 'done', done: old.total, current: '', cancelled });
      // What was not taken in is not kept either.
      await client.call('import.discard', { batch: batch.current }).catch(() => undefined);
      onDone();
    },
    [client, onDone, setRow],
  );

  const start = useCallback(
    (chosenFiles: readonly Chosen[], how: { ask: boolean } = { ask: false }) => {
      const files = inOrder(chosenFiles);
      if (abort.current || files.length === 0) return;
      const controller = new AbortController();
      const { signal } = controller;
      abort.current = controller;
      batch.current = newId();
      chosen.current = files;
      const rows = files.map((one, index) => newRow(one, index));

      const read = async (one: Chosen, row: ImportRow): Promise<ImportRow | null> => {
        const aside = asideReason(one);
        if (aside) return { ...row, aside };
        const refused = refusalOf(one.file);
        if (refused) return { ...row, refused };
        try {
          await stage(client, batch.current, row.key, one.file, signal);
          const params = { batch: batch.current, file: row.key };
          return withCandidate(row, await client.call('import.recognise', params, { signal }));
        } catch (error) {
          return isCancelled(error) || signal.aborted ? null : { ...row, refused: messageOf(error) };
        }
      };
      const work = async () => {
        const ready: ImportRow[] = [];
        for (const [index, one] of files.entries()) {
          if (signal.aborted) break;
          const row = rows[index];
          if (!row) continue;
          setRun({
            stage: 'reading',
            rows: [...ready],
            done: index,
            total: files.length,
            current: row.name,
            cancelled: false,
          });
          const done = await read(one, row);
          if (done) ready.push(done);
        }
        abort.current = null;
        const [only] = ready;
        if (!how.ask && ready.length === 1 && only && isPlain(only)) {
          await takeRows(ready);
          return;
        }
        const toLook = ready.some((row) => isOpen(row));
        setRun({
          stage: toLook ? 'review' : 'done',
          rows: ready,
          done: 0,
          total: 0,
          current: '',
          cancelled: signal.aborted,
        });
        if (!toLook) await client.call('import.discard', { batch: batch.current }).catch(() => undefined);
      };
      void work();
    },
    [client, takeRows],
  );

  const change = useCallback(
    (key: string, changes: Partial<ImportRow>) => setRow(key, (row) => ({ ...row, ...changes })),
    [setRow],
  );
  const take = useCallback(() => {
    if (run?.stage === 'review' && !abort.current) void takeRows(run.rows);
  }, [run, takeRows]);
  const cancel = useCallback(() => abort.current?.abort(), []);
  const clear = useCallback(() => {
    setRun(null);
    if (batch.current) void client.call('import.discard', { batch: batch.current }).catch(() => undefined);
  }, [client]);
  const fileOf = useCallback((key: string) => chosen.current[Number(key)]?.file, []);
  return { run, start, change, take, cancel, clear, fileOf };
}
