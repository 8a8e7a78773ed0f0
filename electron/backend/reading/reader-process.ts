import type { FromReader, ToReader } from './messages.ts';

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
