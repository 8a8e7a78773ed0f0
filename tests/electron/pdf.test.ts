import { beforeEach, describe, expect, it, vi } from 'vitest';

import { createPdfService } from '../../electron/main/pdf.ts';
import { BrowserWindow, sessions, startReady, type StandInSession } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

beforeEach(() => {
  startReady();
});

const printSession = (): StandInSession => {
  const found = sessions.get('nianshu-print');
  if (!found) throw new Error('no session for printing');
  return found;
};

describe('printing', () => {
  it('uses a hidden sandboxed window in a session of its own, and leaves none behind', async () => {
    const bytes = await createPdfService().print('<p>年述</p>', new AbortController().signal);
    expect(new TextDecoder().decode(bytes)).toBe('%PDF');
    const [window] = BrowserWindow.all;
    expect(window?.options).toMatchObject({
      show: false,
      webPreferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        session: printSession(),
      },
    });
    expect(window?.page.pdfOptions).toEqual({
      printBackground: true,
      preferCSSPageSize: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
    expect(window?.page.scripts[0]).toContain('document.fonts.ready');
    expect(window?.destroyed).toBe(true);
  });

  it('serves the page once, without scripts, and fetches nothing', async () => {
    const pdf = createPdfService();
    const served: Response[] = [];
    BrowserWindow.onEveryLoad = (url) =>
      served.push(printSession().ask('protocol:print', { url }) as Response);
    await pdf.print('<p>年述</p>', new AbortController().signal);
    BrowserWindow.onEveryLoad = null;
    const [response] = served;
    expect(await response?.text()).toBe('<p>年述</p>');
    expect(response?.headers.get('content-security-policy')).toContain("script-src 'none'");
    const url = BrowserWindow.all[0]?.page.url ?? '';
    expect((printSession().ask('protocol:print', { url }) as Response).status).toBe(404);
    const cancelled: boolean[] = [];
    for (const address of ['https://a.example/', 'file:///etc/passwd', 'data:,', url]) {
      printSession().ask('request', { url: address }, ({ cancel }: { cancel: boolean }) =>
        cancelled.push(cancel),
      );
    }
    expect(cancelled).toEqual([true, true, false, false]);
  });

  it('names the program as what makes the file, not the machine', async () => {
    let before = '';
    BrowserWindow.onEveryLoad = () => (before = BrowserWindow.all[0]?.page.userAgent ?? '');
    await createPdfService().print('<p>年述</p>', new AbortController().signal);
    BrowserWindow.onEveryLoad = null;
    // Said before the page is loaded: what is loaded keeps the name that it was loaded under.
    expect(before).toBe('Nianshu');
    expect(printSession().userAgent).toBe('Nianshu');
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const failed = Promise.withResolvers<Uint8Array>();
    const printing = createPdfService().print('<p>', controller.signal);
    const [window] = BrowserWindow.all;
    if (!window) throw new Error('no window');
    window.page.pdf = () => {
      controller.abort();
      failed.reject(new Error('window destroyed'));
      return failed.promise;
    };
    await expect(printing).rejects.toMatchObject({ code: 'cancelled' });
    expect(window.destroyed).toBe(true);
  });
});
