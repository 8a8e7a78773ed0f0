import type { Logger, PdfPrinter } from '../ports.ts';
import type { ReaderProcess } from '../reading/reader-process.ts';

/** What a shell must provide to the backend. The backend never imports electron or a browser. */
export type Ports = {
  /** Folder of the database and its backups; created if missing. */
  dataDir: string;
  /** Folder of `resources/`. */
  resourcesDir: string;
  shell: 'desktop' | 'browser' | 'cli';
  version: string;
  /** How the command line is called here, before the command's name: help says so. Left out: as when installed. */
  commandLine?: string | undefined;
  now: () => Date;
  logger: Logger;
  printer: PdfPrinter;
  /** Starts a process that reads foreign files, with a heap of `PROCESS_LIMITS.heap`. */
  startReader: () => ReaderProcess;
};
