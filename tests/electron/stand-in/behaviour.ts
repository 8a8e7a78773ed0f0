import { app } from './app.ts';
import { life, reset } from './life.ts';
import { children } from './utility.ts';
import { BrowserWindow } from './window.ts';

/** A fresh process that is ready: for tests of a part that is used later than that. */
export function startReady(): void {
  reset();
  app.becomeReady();
}

/**
 * Runs a main script as Electron does: its first run to the end, then `ready`. What it does wrong at once or on the way is
 * among the offences, whether or not it comes out.
 */
export async function runMain(load: () => Promise<unknown>): Promise<void> {
  await load();
  app.becomeReady();
}

/**
 * What a program did that the documentation forbids: calls that threw, calls that Electron passes over in silence, and
 * what it left undone. Empty for a program that behaves.
 */
export function offences(): string[] {
  return [...life.offences, ...leftUndone()];
}

export function assertWellBehaved(): void {
  const found = offences();
  if (found.length > 0) throw new Error(`the program breaks rules of Electron:\n${found.join('\n')}`);
}

function leftUndone(): string[] {
  const said: string[] = [];
  const started = BrowserWindow.all.length > 0 || children.length > 0;
  if (app.lock === 'unasked' && started)
    said.push('app.requestSingleInstanceLock was never asked: two processes would share one folder');
  if (app.lock === 'held' && started && app.listenerCount('second-instance') === 0)
    said.push('nobody listens to second-instance: a second start would do nothing');
  if (app.lock === 'refused' && started)
    said.push('the single instance lock was refused, and the program went on');
  if (app.lock === 'refused' && life.phase !== 'ended')
    said.push('the single instance lock was refused, and the program did not quit');
  for (const window of BrowserWindow.all) said.push(...unguarded(window));
  return [...new Set(said)];
}

/** The checklist of `docs/tutorial/security.md`, as far as it can be seen from outside. */
function unguarded({ options, page }: BrowserWindow): string[] {
  const { sandbox, contextIsolation, nodeIntegration, webSecurity, allowRunningInsecureContent } =
    options.webPreferences ?? {};
  const said: string[] = [];
  if (sandbox === false) said.push('a window without sandbox');
  if (contextIsolation === false) said.push('a window without context isolation');
  if (nodeIntegration === true) said.push('a window with Node in its page');
  if (webSecurity === false) said.push('a window without web security');
  if (allowRunningInsecureContent === true) said.push('a window that runs insecure content');
  if (!page.windowOpenHandler) said.push('a window that lets its page open others');
  if (page.listenerCount('will-navigate') === 0) said.push('a window that lets its page go elsewhere');
  const { set } = page.ofSession;
  if (!set.permission || !set['permission-check'])
    said.push(`session '${page.ofSession.partition}' grants every permission`);
  return said;
}
