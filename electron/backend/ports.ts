/** What a shell must provide to the backend. The backend never imports electron or a browser. */

import type { FromReader, ToReader } from './reading/messages.ts';

export type PdfRequest = {
  /** A whole, self-contained HTML document. */
  html: string;
  signal?: AbortSignal;
};

/** Prints HTML to A4 PDF: tagged, with outline, `preferCSSPageSize`, backgrounds on. Throws AppError('no-printer'). */
export type PdfPrinter = {
  print(request: PdfRequest): Promise<Uint8Array>;
  /** Families of this list that the engine can really draw (installed on this machine). */
  installedFonts(families: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
};

export type Logger = {
  info(message: string, facts?: Record<string, unknown>): void;
  warn(message: string, facts?: Record<string, unknown>): void;
  error(message: string, facts?: Record<string, unknown>): void;
};

/** A process that reads foreign files (`serveReading`), apart from the backend's. */
export type ReaderProcess = {
  /** Undefined where it could not be started, or is not yet. */
  pid(): number | undefined;
  send(message: ToReader): void;
  onMessage(listener: (message: FromReader) => void): void;
  /** Called once, also where it could not be started. @param how for the log: exit code, signal, error */
  onExit(listener: (how: string) => void): void;
  /** Ends it at once and whole, whatever it is doing. */
  kill(): void;
  /** Whether it keeps the backend's process from ending. */
  hold(whether: boolean): void;
};

export type Ports = {
  /** Folder of the database and its backups; created if missing. */
  dataDir: string;
  /** Folder of `resources/`. */
  resourcesDir: string;
  shell: 'desktop' | 'browser' | 'cli';
  version: string;
  now: () => Date;
  logger: Logger;
  printer: PdfPrinter;
  /** Starts a process that reads foreign files, with a heap of `PROCESS_LIMITS.heap`. */
  startReader: () => ReaderProcess;
};
