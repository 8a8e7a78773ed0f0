import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { answerPageRequest, isFromPage, isPageUrl, servePage } from '../../electron/main/page.ts';
import { makePageDir } from '../contract/transports.ts';
import { StandInContents, StandInSession } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

let pageDir: string;
let remove: () => void;
beforeAll(() => ({ pageDir, remove } = makePageDir()));
afterAll(() => remove());

const ask = (url: string, method = 'GET'): Promise<Response> =>
  answerPageRequest(new Request(url.replace(/^app:/, 'http:'), { method }), pageDir);

describe('the page behind app://', () => {
  it('is served with a policy that lets no inline script and no other place in', async () => {
    const response = await ask('app://nianshu/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('年述');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  it.each([
    ['app://nianshu/nothing.js', 404],
    ['app://nianshu/..%2fsecret.js', 404],
    ['app://nianshu/assets/%2e%2e%2f..%2fsecret.js', 404],
    ['app://nianshu/..%5csecret.js', 404],
    ['app://other/', 403],
  ])('answers %s with %i', async (url, status) => {
    expect((await ask(url)).status).toBe(status);
  });

  it('is only read', async () => {
    expect((await ask('app://nianshu/', 'POST')).status).toBe(405);
  });
});

const served = new StandInSession();

const cancelled = (url: string): boolean => {
  let answer = false;
  served.ask('request', { url }, ({ cancel }: { cancel: boolean }) => (answer = cancel));
  return answer;
};

describe('the session', () => {
  beforeAll(() => servePage(served as never, pageDir));

  it('reaches no network', () => {
    for (const url of [
      'http://127.0.0.1/',
      'https://a.example/',
      'ws://a.example/',
      'file:///etc/passwd',
      'ftp://a/',
    ]) {
      expect(cancelled(url)).toBe(true);
    }
    for (const url of ['app://nianshu/', 'blob:app://nianshu/1', 'data:,'])
      expect(cancelled(url)).toBe(false);
  });

  it('permits our own page to write to the clipboard, and nothing else', () => {
    const contents = new StandInContents();
    const permitted = (permission: string, url: string): boolean => {
      let answer = true;
      contents.url = url;
      served.ask('permission', contents, permission, (granted: boolean) => (answer = granted));
      return answer;
    };
    expect(permitted('clipboard-sanitized-write', 'app://nianshu/')).toBe(true);
    expect(permitted('clipboard-sanitized-write', 'app://other/')).toBe(false);
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fullscreen',
    ]) {
      expect(permitted(permission, 'app://nianshu/')).toBe(false);
      expect(served.ask('permission-check', null, permission, 'app://nianshu')).toBe(false);
    }
    expect(served.ask('device')).toBe(false);
  });
});

const event = (url: string, parent: object | null): never => ({ senderFrame: { url, parent } }) as never;

describe('senders', () => {
  it('are the main frame of our page', () => {
    expect(isFromPage(event('app://nianshu/#/report/1', null))).toBe(true);
    expect(isFromPage(event('app://nianshu/', {}))).toBe(false);
    expect(isFromPage(event('https://a.example/', null))).toBe(false);
    expect(isFromPage({ senderFrame: null } as never)).toBe(false);
  });

  it('are not taken in by a name that begins alike', () => {
    expect(isPageUrl('app://nianshu')).toBe(true);
    for (const url of [
      'app://nianshu.evil/',
      'app://nianshu@evil/',
      'app://nianshux',
      'http://nianshu/',
      '',
    ]) {
      expect(isPageUrl(url)).toBe(false);
    }
  });
});
