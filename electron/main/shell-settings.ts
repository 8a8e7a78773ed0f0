import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { isDisplayChoice, type DisplayChoice } from './display.ts';

/** What has to be known before anything is drawn, so that it can't be in the database. */
export type ShellSettings = {
  display: DisplayChoice;
  /** False: the graphics card is left alone. */
  gpu: boolean;
  /** When the process of the graphics card has died lately, in milliseconds since 1970. */
  gpuCrashes: readonly number[];
};

const DEFAULTS: ShellSettings = { display: 'auto', gpu: true, gpuCrashes: [] };

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** Reads `file`. What is missing or makes no sense is as if it had never been set. */
export function readShellSettings(file: string): ShellSettings {
  let raw: unknown = null;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The first start, or a file that somebody has cut.
  }
  const { display, gpu, gpuCrashes } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<
    string,
    unknown
  >;
  return {
    display: isDisplayChoice(display) ? display : DEFAULTS.display,
    gpu: gpu !== false,
    gpuCrashes: Array.isArray(gpuCrashes) ? gpuCrashes.filter(isTime).slice(-10) : [],
  };
}

/** Writes what has changed. Answers with false where it can't be written: the choice then holds until the end only. */
export function changeShellSettings(file: string, change: Partial<ShellSettings>): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify({ ...readShellSettings(file), ...change }), { mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}
