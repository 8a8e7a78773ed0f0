import type { WireError } from '../../shared/errors/app-error.ts';

/** Names of the messages between main and the preload. The page itself knows none of them. */
export const CHANNELS = {
  connect: 'nianshu:connect',
  saveFile: 'nianshu:save-file',
  readyToClose: 'nianshu:ready-to-close',
  stayOpen: 'nianshu:stay-open',
  unsaved: 'nianshu:unsaved',
  port: 'nianshu:port',
  lost: 'nianshu:lost',
  gone: 'nianshu:gone',
  closing: 'nianshu:closing',
} as const;

/** Answer to `saveFile`. An error that is thrown across the bridge loses its class, its code and its facts. */
export type SaveFileAnswer = { ok: true; value: string | null } | { ok: false; error: WireError };
