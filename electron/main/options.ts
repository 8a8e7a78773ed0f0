import { resolve } from 'node:path';

export type Options = { dataDir: string | null; demo: boolean };

/**
 * What the program was started with. Chromium adds arguments of its own, so unknown ones are passed over.
 * @param args arguments after the program (and after the project's folder where it is not packaged)
 */
export function readOptions(args: readonly string[]): Options {
  const at = args.indexOf('--data');
  const folder =
    at >= 0 ? args[at + 1] : args.find((arg) => arg.startsWith('--data='))?.slice('--data='.length);
  return { dataDir: folder ? resolve(folder) : null, demo: args.includes('--demo') };
}
