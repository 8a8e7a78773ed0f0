import type { PdfPrinter } from '../../backend/ports.ts';
import type { ReaderProcess } from '../../backend/reading/reader-process.ts';
import { CALLED } from '../called-as.ts';

/** What the command line finds around it: the project under Node, a package under Node, or Electron without a window. */
export type CliHost = {
  /** How a command is called here, before its name: `nianshu-cli`. What the help tells people to type. */
  calledAs: string;
  resourcesDir: string;
  version: string;
  /** Folder that relative paths are meant from. */
  userDir: string;
  /** Asked for when the first page is printed: most commands print nothing. */
  loadPrinter: () => Promise<PdfPrinter>;
  startReader: () => ReaderProcess;
};

let current: CliHost | null = null;

/** Set once, before any command runs. */
export function setHost(own: CliHost): void {
  current = own;
}

export function host(): CliHost {
  if (current === null) throw new Error('no command runs before its host is set');
  return current;
}

export const calledAs = (): string => current?.calledAs ?? CALLED.inProject;
