import type { WireError } from '../../shared/errors/app-error.ts';

/** Names of the messages between main and the preload. The page itself knows none of them. */
export const CHANNELS = {
  connect: 'nianshu:connect',
  saveFile: 'nianshu:save-file',
  printPages: 'nianshu:print-pages',
  takeFiles: 'nianshu:take-files',
  readyToClose: 'nianshu:ready-to-close',
  stayOpen: 'nianshu:stay-open',
  unsaved: 'nianshu:unsaved',
  port: 'nianshu:port',
  lost: 'nianshu:lost',
  gone: 'nianshu:gone',
  closing: 'nianshu:closing',
  files: 'nianshu:files',
} as const;

/** Answer to `saveFile`. An error that is thrown across the bridge loses its class, its code and its facts. */
export type SaveFileAnswer = { ok: true; value: string | null } | { ok: false; error: WireError };

/** Answer to `printPages`: null when somebody changed their mind. */
export type PrintAnswer = { ok: true; value: 'printed' | null } | { ok: false; error: WireError };

/** A file that somebody has opened with the program, read by main: the page says what becomes of it. */
export type OpenedFile = { name: string; bytes: Uint8Array };

/** Answer to `takeFiles`: what was opened since, and a sentence for each that could not be read. */
export type TakeFilesAnswer =
  { ok: true; value: { files: OpenedFile[]; refused: string[] } } | { ok: false; error: WireError };
