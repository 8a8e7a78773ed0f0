import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect } from 'vitest';

import { READY } from '../unit/signoff/setup.ts';
import { ResidentCli } from './resident-cli.ts';
import type { Ended } from './run-cli.ts';

/** An office on the command line: a folder, and a data folder in it, to which all commands go. */
export type CliOffice = {
  folder: string;
  /** Runs a command with these lines on standard input. */
  run: (lines: readonly string[], ...args: string[]) => Promise<Ended>;
  /** Runs a command that must end with this, and gives what it prints. */
  ended: (code: number, lines: readonly string[], ...args: string[]) => Promise<Ended>;
  /** Runs a command that must end with 0, and gives its JSON. */
  json: <T>(lines: readonly string[], ...args: string[]) => Promise<T>;
};

/** Runs the lines of all offices of a test file. */
const resident = new ResidentCli();

/** A folder in which several offices lie beside each other, as files are handed over. */
export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-cli-office-'));
  const remove = (): void => {
    resident.end();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, remove };
}

export function officeIn(folder: string, name: string): CliOffice {
  const run: CliOffice['run'] = (lines, ...args) =>
    resident.run({
      folder,
      args: [...args, '--data', join(folder, name)],
      input: lines.map((line) => `${line}\n`).join(''),
    });
  const ended: CliOffice['ended'] = async (code, lines, ...args) => {
    const found = await run(lines, ...args);
    expect({ args, ...found }).toMatchObject({ args, code });
    return found;
  };
  return {
    folder,
    run,
    ended,
    json: async <T>(lines: readonly string[], ...args: string[]): Promise<T> =>
      JSON.parse((await ended(0, lines, ...args, '--json')).stdout) as T,
  };
}

/** Takes the finished report in; gives its id. */
export async function takeReady({ folder, json }: CliOffice, text: string = READY): Promise<string> {
  writeFileSync(join(folder, '总结.txt'), text);
  const [taken] = await json<{ id: string }[]>([], 'import', '总结.txt');
  if (!taken) throw new Error('not taken');
  return taken.id;
}
