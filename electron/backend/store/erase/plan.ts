import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../../../shared/errors/app-error.ts';
import { writeThrough } from '../base/write-through.ts';
import { wipeFile } from './files.ts';

const eraser = z.strictObject({ at: z.string(), person: z.string(), name: z.string() });

/**
 * An erasure that somebody has confirmed. It lies beside the database from the moment from which there is no way back
 * until all is done, so that a program that is ended in between finishes it at its next start.
 */
const planSchema = z.strictObject({
  id: z.string(),
  /** Null: the whole report; else the passage that is taken out of its past. */
  words: z.string().nullable(),
  eraser,
  along: z.strictObject({
    assets: z.array(z.string()),
    originals: z.array(z.string()),
    phrases: z.array(z.string()),
  }),
  /** What is looked for in the end. */
  pieces: z.array(z.string()),
  /** Backups that can't be looked into go, too. */
  deleteClosed: z.boolean(),
});
export type ErasePlan = z.output<typeof planSchema>;

const planFile = (dataDir: string): string => join(dataDir, 'erasing.json');

/** Names of files that speak of an erasure and are no place in which to look for it. */
export const isPlanFile = (dataDir: string, file: string): boolean => file === planFile(dataDir);

export function writePlan(dataDir: string, plan: ErasePlan): void {
  writeThrough(planFile(dataDir), JSON.stringify(plan));
}

/** The erasure that is under way; null where there is none. */
export function readPlan(dataDir: string): ErasePlan | null {
  try {
    return planSchema.parse(JSON.parse(readFileSync(planFile(dataDir), 'utf8')));
  } catch {
    return null;
  }
}

export function dropPlan(dataDir: string): void {
  wipeFile(planFile(dataDir));
}

const erasedSchema = z.strictObject({
  reports: z.array(
    z.strictObject({
      id: z.string(),
      eraser,
      /** The second folder was not there: its backups still hold it. */
      owed: z.literal(true).optional(),
    }),
  ),
});

const erasedFile = (dataDir: string): string => join(dataDir, 'erased.json');

/**
 * The reports that were erased, by their ids and by whom: beside the database, because an older one that is put in its
 * place still holds them.
 */
export function erasedReports(dataDir: string): z.output<typeof erasedSchema>['reports'] {
  try {
    return erasedSchema.parse(JSON.parse(readFileSync(erasedFile(dataDir), 'utf8'))).reports;
  } catch {
    return [];
  }
}

export function rememberErased(dataDir: string, plan: ErasePlan): void {
  const known = erasedReports(dataDir);
  if (plan.words !== null || known.some(({ id }) => id === plan.id)) return;
  writeThrough(
    erasedFile(dataDir),
    JSON.stringify({ reports: [...known, { id: plan.id, eraser: plan.eraser }] }),
  );
}

/** The second folder isn't there: its backups are written anew when it is. */
export function oweSecond(dataDir: string, id: string): void {
  const reports = erasedReports(dataDir).map((one) =>
    one.id === id ? { ...one, owed: true as const } : one,
  );
  writeThrough(erasedFile(dataDir), JSON.stringify({ reports }));
}

/** Erasures that the second folder still owes, as plans. */
export const owedPlans = (dataDir: string): ErasePlan[] =>
  erasedReports(dataDir).flatMap(({ id, eraser: by, owed }) =>
    owed
      ? [
          {
            id,
            words: null,
            eraser: by,
            along: { assets: [], originals: [], phrases: [] },
            pieces: [],
            deleteClosed: false,
          },
        ]
      : [],
  );

export function settleOwed(dataDir: string): void {
  const reports = erasedReports(dataDir).map(({ id, eraser: by }) => ({ id, eraser: by }));
  writeThrough(erasedFile(dataDir), JSON.stringify({ reports }));
}

/** What is told of reports that an older database has brought back. */
export const erasedAgain = (count: number): string =>
  `恢复的数据里有 ${count} 份以前彻底清除过的报告，已再次清除，其他报告不受影响。`;

/** Throws AppError where a report was erased for good: what a window still holds of it is not stored again. */
export function refuseErased(dataDir: string, id: string): void {
  if (erasedReports(dataDir).some((one) => one.id === id))
    throw new AppError(
      'not-found',
      '这份报告已经彻底清除，没有再存。窗口里的文字关掉就没有了；要另写，请新建报告。',
    );
}

export const hasErased = (dataDir: string): boolean => existsSync(erasedFile(dataDir));
