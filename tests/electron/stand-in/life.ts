/**
 * The life of the one process that Electron's modules share: whether it is ready, what it did wrong, which windows it has.
 * It stands below all of them, so that they need not import one another.
 */

export type Phase = 'starting' | 'ready' | 'ended';

/** What `app` needs of a window when it quits. */
export type LivingWindow = { close(): void; destroy(): void };

/** What Electron tells of any process that is gone, told to `app` from wherever it happens. */
type Heard = (event: string, ...args: unknown[]) => void;

export const life = {
  phase: 'starting' as Phase,
  /** What was done that the documentation forbids, in order; also where the program caught what was thrown. */
  offences: [] as string[],
  windows: new Set<LivingWindow>(),
  /** Processes that end with the program. */
  children: new Set<{ kill(): boolean }>(),
  /** Set by `app`, which hears of windows and processes. */
  windowGone: (): void => {},
  closeCancelled: (): void => {},
  tellApp: ((): void => {}) as Heard,
};

const resets: (() => void)[] = [];

/** What a module has to forget before the next process. */
export function onReset(forget: () => void): void {
  resets.push(forget);
}

/** The next process: nothing has happened yet, nothing is ready. */
export function reset(): void {
  life.phase = 'starting';
  life.offences = [];
  life.windows.clear();
  life.children.clear();
  for (const forget of resets) forget();
}

type Kind = new (message: string) => Error;

/** Throws as Electron does, and remembers it: a program that swallows the error is no better. */
export function refuse(message: string, kind: Kind = Error): never {
  life.offences.push(message);
  throw new kind(message);
}

/** Remembers what the documentation forbids and Electron passes over in silence. */
export function blame(message: string): void {
  life.offences.push(message);
}

export function needsReady(message: string, kind: Kind = Error): void {
  if (life.phase === 'starting') refuse(message, kind);
}

export function onlyBeforeReady(message: string): void {
  if (life.phase !== 'starting') refuse(message);
}
