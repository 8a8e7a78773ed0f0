import { beforeEach, describe, expect, it, vi } from 'vitest';

import { closeNetwork, closeSession } from '../../electron/main/network.ts';
import { createPdfService } from '../../electron/main/pdf.ts';
import { app, BrowserWindow, reset, sessions, startReady, StandInSession } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

beforeEach(() => startReady());

describe('the network', () => {
  it('is closed by switches before anything starts', () => {
    reset();
    closeNetwork(app);
    for (const name of [
      'no-proxy-server',
      'disable-background-networking',
      'disable-component-update',
      'disable-domain-reliability',
      'no-pings',
    ])
      expect(app.commandLine.hasSwitch(name)).toBe(true);
    expect(app.commandLine.getSwitchValue('host-resolver-rules')).toBe('MAP * ~NOTFOUND');
  });

  it('is closed in a session: requests, proxies, permissions, devices, dictionaries, downloads', () => {
    const session = new StandInSession();
    closeSession(session as never, /^app:/);
    expect([...session.handlers.keys()].toSorted()).toEqual([
      'device',
      'permission',
      'permission-check',
      'request',
    ]);
    for (const url of ['https://a.example/', 'ws://a.example/', 'file:///etc/passwd', 'chrome://gpu/']) {
      let stopped = false;
      session.ask('request', { url }, ({ cancel }: { cancel: boolean }) => (stopped = cancel));
      expect([url, stopped]).toEqual([url, true]);
    }
    expect(session.proxy).toEqual({ mode: 'direct' });
    expect(session.fetchesDictionaries()).toBe(false);
    expect(session.dictionaryUrl).toMatch(/^app:/);
    expect(session.download({ getURL: () => 'https://a.example/x.zip' }, {})).toBe(true);
    expect(session.download({ getURL: () => 'blob:app://nianshu/1' }, {})).toBe(false);
  });

  it('is closed in the session that prints, and its windows go nowhere', async () => {
    await createPdfService().print('<p>', new AbortController().signal);
    const session = sessions.get('nianshu-print');
    expect(session?.ask('device')).toBe(false);
    expect(session?.ask('permission-check', null, 'media', 'print://page-1')).toBe(false);
    expect(session?.fetchesDictionaries()).toBe(false);
    const page = BrowserWindow.all[0]?.page;
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      let stopped = false;
      page?.emit(name, { url: 'print://page-1/', preventDefault: () => (stopped = true) });
      expect([name, stopped]).toEqual([name, true]);
    }
  });

  it('a page that goes down while it prints is told, not waited for', async () => {
    const printing = createPdfService().print('<p>', new AbortController().signal);
    const [window] = BrowserWindow.all;
    if (!window) throw new Error('no window');
    window.page.pdf = () => {
      window.page.crash('oom');
      return new Promise(() => {});
    };
    await expect(printing).rejects.toMatchObject({ code: 'internal', details: { reason: 'oom' } });
    expect(window.destroyed).toBe(true);
  });
});
