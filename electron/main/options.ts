import { resolve } from 'node:path';

import { isDisplayChoice, type DisplayChoice } from './display.ts';

/** `display`: how the window is drawn on Linux, this time only. */
export type Options = { dataDir: string | null; demo: boolean; display: DisplayChoice | null };

/**
 * What the program was started with. Chromium adds arguments of its own, so unknown ones are passed over.
 * @param args arguments after the program (and after the project's folder where it is not packaged)
 */
export function readOptions(args: readonly string[]): Options {
  const at = args.indexOf('--data');
  const assigned = (name: string): string | undefined =>
    args.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1);
  const folder = at >= 0 ? args[at + 1] : assigned('--data');
  // In one word only: what stands alone is a file to open.
  const display = assigned('--display-by');
  return {
    dataDir: folder ? resolve(folder) : null,
    demo: args.includes('--demo'),
    display: isDisplayChoice(display) ? display : null,
  };
}
