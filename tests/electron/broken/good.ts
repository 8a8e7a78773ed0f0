import { app, BrowserWindow, protocol, session } from 'electron';

/** What a program does before `ready`, and nothing wrong with it. */
export function start(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }]);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) app.quit();
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.on('window-all-closed', () => app.quit());
}

/** And after it: one window on its own page, which stays there and may do nothing. */
export function openWindow(): BrowserWindow {
  const own = session.defaultSession;
  if (!own.protocol.isProtocolHandled('app')) own.protocol.handle('app', () => new Response('年述'));
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  const window = new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true } });
  window.webContents.on('will-navigate', (event) => event.preventDefault());
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  void window.loadURL('app://nianshu/');
  return window;
}

/** A whole program that behaves, with something of its own in it once it is ready. */
export async function program(more: (window: BrowserWindow) => void = () => {}): Promise<void> {
  start();
  await app.whenReady();
  more(openWindow());
}
