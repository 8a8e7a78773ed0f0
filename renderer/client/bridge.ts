/** What the desktop program's preload gives to the page: `window.nianshu`. */
export type DesktopBridge = {
  platform: string;
  /** Asks for a port to the backend; it arrives as a window message, see `BRIDGE_MESSAGES`. */
  connect(): void;
  /** Asks where to save, and saves. Answers with the path, or null when the user changed their mind. */
  saveFile(name: string, bytes: Uint8Array): Promise<string | null>;
  /** Says that everything is saved, after `nianshu:closing`. */
  readyToClose(): void;
};

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
} as const;

/** The bridge, or null in an ordinary browser. */
export function desktopBridge(): DesktopBridge | null {
  return (globalThis as { nianshu?: DesktopBridge }).nianshu ?? null;
}
