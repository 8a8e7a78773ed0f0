import type { WireError } from '../../shared/errors/app-error.ts';

/** Names of the messages between main and the preload. The page itself knows none of them. */
export const CHANNELS = {
  connect: 'nianshu:connect',
  saveFile: 'nianshu:save-file',
  printPages: 'nianshu:print-pages',
  takeFiles: 'nianshu:take-files',
  paste: 'nianshu:paste',
  readyToClose: 'nianshu:ready-to-close',
  closingTakesLong: 'nianshu:closing-takes-long',
  stayOpen: 'nianshu:stay-open',
  unsaved: 'nianshu:unsaved',
  port: 'nianshu:port',
  lost: 'nianshu:lost',
  gone: 'nianshu:gone',
  closing: 'nianshu:closing',
  files: 'nianshu:files',
  command: 'nianshu:command',
} as const;

/** Answer to what the page asks. An error that is thrown across the bridge loses its class, its code and its facts. */
export type BridgeAnswer<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** Answer to `saveFile`: where it was saved, or null. */
export type SaveFileAnswer = BridgeAnswer<string | null>;

/** Answer to `printPages`: null when somebody changed their mind. */
export type PrintAnswer = BridgeAnswer<'printed' | null>;

/** A file that somebody has opened with the program, read by main: the page says what becomes of it. */
export type OpenedFile = { name: string; bytes: Uint8Array };

/** What was opened since, and a sentence for each that could not be read. */
export type TakenFiles = { files: OpenedFile[]; refused: string[] };
export type TakeFilesAnswer = BridgeAnswer<TakenFiles>;

/** Main is gone, or has never heard of the question: an answer all the same. */
export const UNANSWERED: WireError = {
  code: 'unavailable',
  message: '程序没有回应，这一步没有做。已保存的内容没有受影响，请重新打开年述再试。',
};
