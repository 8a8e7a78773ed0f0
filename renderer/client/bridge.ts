import { fromWireError, type WireError } from '../../shared/errors/app-error.ts';

/** A file that is saved beside another, under the name that was chosen for that one and this ending. */
export type Beside = { ending: string; bytes: Uint8Array<ArrayBuffer> };

/** What the desktop program's preload gives to the page: `window.nianshu`. */
export type DesktopBridge = {
  platform: string;
  /** Asks for a port to the backend; it arrives as a window message, see `BRIDGE_MESSAGES`. */
  connect(): void;
  /**
   * Asks where to save, and saves, with what belongs beside it. Answers with the path, or null when the user changed
   * their mind: then nothing was written. Errors are answers, too: one that is thrown across the bridge arrives without
   * its class, its code and its facts.
   */
  saveFile(name: string, bytes: Uint8Array, beside?: readonly Beside[]): Promise<BridgeAnswer<string | null>>;
  /**
   * Shows the system's print dialog for pages that are pictures of A4 (PNG). Answers `printed`, or null when somebody
   * changed their mind.
   */
  printPages(title: string, pages: readonly Uint8Array[]): Promise<BridgeAnswer<'printed' | null>>;
  /** Files that were opened with the program and that no window has taken yet, and a sentence for each unreadable one. */
  takeFiles(): Promise<BridgeAnswer<OpenedFiles>>;
  /** Pastes what the clipboard holds where the caret stands, as the keys do. Only the shell may read the clipboard. */
  paste(): Promise<BridgeAnswer<null>>;
  /** Says that everything is saved, after `nianshu:closing`. */
  readyToClose(): void;
  /** Says, after `nianshu:closing`, that somebody is being asked, or that the window stays. */
  closingTakesLong(): void;
  stayOpen(): void;
  /** Says whether something here is on no disk, for when the system shuts down. */
  setUnsaved(unsaved: boolean): void;
};

/** Files that were opened with the program: read, and those that could not be, as sentences. */
export type OpenedFiles = {
  files: readonly { name: string; bytes: Uint8Array<ArrayBuffer> }[];
  refused: readonly string[];
};

/** What comes across the bridge: a value, or an error as a wire carries it. */
export type BridgeAnswer<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** The value, or the error as it was on the other side: thrown as AppError. */
export function fromBridge<T>(answer: BridgeAnswer<T>): T {
  if (answer.ok) return answer.value;
  throw fromWireError(answer.error);
}

/** `data` of the window messages that the preload sends. */
export const BRIDGE_MESSAGES = {
  /** Carries a port to the backend. */
  port: 'nianshu:port',
  /** The backend has stopped and is being started again. */
  lost: 'nianshu:lost',
  /** The backend keeps stopping; it is not started again. */
  gone: 'nianshu:gone',
  /** The window is about to close and waits until the page is ready. */
  closing: 'nianshu:closing',
  /** There are files that were opened with the program. */
  files: 'nianshu:files',
} as const;

/** `type` of the window message that carries the `id` of a command that was chosen in the program's menu. */
export const BRIDGE_COMMAND = 'nianshu:command';

/** The bridge, or null in an ordinary browser. */
export function desktopBridge(): DesktopBridge | null {
  return (globalThis as { nianshu?: DesktopBridge }).nianshu ?? null;
}
