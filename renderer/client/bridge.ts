/** What the desktop program's preload gives to the page: `window.nianshu`. */
export type DesktopBridge = {
  platform: string;
  /** Asks for a port to the backend; it arrives as a window message, see `PORT_MESSAGE`. */
  connect(): void;
  /** Asks where to save, and saves. Answers with the path, or null when the user changed their mind. */
  saveFile(name: string, bytes: Uint8Array): Promise<string | null>;
  /** Runs `work` before the window closes; the window waits for it. */
  beforeClose(work: () => Promise<void>): void;
};

/** `data` of the window message that carries a port to the backend, or none when the backend is gone for good. */
export const PORT_MESSAGE = 'nianshu:port';

/** The bridge, or null in an ordinary browser. */
export function desktopBridge(): DesktopBridge | null {
  return (globalThis as { nianshu?: DesktopBridge }).nianshu ?? null;
}
