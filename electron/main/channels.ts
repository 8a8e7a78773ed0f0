/** Names of the messages between main and the preload. The page itself knows none of them. */
export const CHANNELS = {
  connect: 'nianshu:connect',
  saveFile: 'nianshu:save-file',
  readyToClose: 'nianshu:ready-to-close',
  port: 'nianshu:port',
  lost: 'nianshu:lost',
  gone: 'nianshu:gone',
  closing: 'nianshu:closing',
} as const;

/** Answer to `saveFile`. Errors thrown across the bridge would lose their wording. */
export type SaveFileAnswer = { ok: true; path: string | null } | { ok: false; message: string };
