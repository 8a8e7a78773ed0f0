import { beforeAll, describe, expect, it, vi } from 'vitest';

import { BRIDGE_MESSAGES, type DesktopBridge } from '../../renderer/client/bridge.ts';
import { exposed, ipcRenderer } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const posted: unknown[][] = [];

beforeAll(async () => {
  vi.stubGlobal('location', { origin: 'app://nianshu' });
  vi.stubGlobal('window', { postMessage: (...args: unknown[]) => posted.push(args) });
  await import('../../electron/preload/preload.ts');
});

const bridge = (): DesktopBridge => exposed.get('nianshu') as unknown as DesktopBridge;

describe('the preload', () => {
  it('gives the page four functions and a name, nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['nianshu']);
    expect(Object.keys(bridge()).toSorted()).toEqual(['connect', 'platform', 'readyToClose', 'saveFile']);
  });

  it('asks main by fixed names', async () => {
    ipcRenderer.answer = { ok: true, path: '/a' };
    bridge().connect();
    bridge().readyToClose();
    const bytes = new Uint8Array(1);
    expect(await bridge().saveFile('a', bytes)).toBe('/a');
    expect(ipcRenderer.sent).toEqual([
      ['nianshu:connect'],
      ['nianshu:ready-to-close'],
      ['nianshu:save-file', 'a', bytes],
    ]);
  });

  it('says why a file was not saved', async () => {
    ipcRenderer.answer = { ok: false, message: '磁盘空间不足。' };
    await expect(bridge().saveFile('a', new Uint8Array(1))).rejects.toThrow('磁盘空间不足。');
  });

  it('hands on what main says, to its own page only, under the names that the page knows', () => {
    for (const name of Object.values(BRIDGE_MESSAGES)) ipcRenderer.emit(name, { ports: ['port'] });
    expect(posted).toEqual(Object.values(BRIDGE_MESSAGES).map((name) => [name, 'app://nianshu', ['port']]));
    expect(new Set(ipcRenderer.eventNames())).toEqual(new Set(Object.values(BRIDGE_MESSAGES)));
  });
});
