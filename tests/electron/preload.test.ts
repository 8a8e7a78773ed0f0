import { beforeAll, describe, expect, it, vi } from 'vitest';

import { messageOf } from '../../renderer/client/client-context.ts';
import {
  BRIDGE_COMMAND,
  BRIDGE_MESSAGES,
  fromBridge,
  type DesktopBridge,
} from '../../renderer/client/bridge.ts';
import { saveBytes } from '../../renderer/features/export/save-file.ts';
import { AppError, toWireError } from '../../shared/errors/app-error.ts';
import { contextBridge, exposed, ipcRenderer } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const posted: unknown[][] = [];

beforeAll(async () => {
  vi.stubGlobal('location', { origin: 'app://nianshu' });
  vi.stubGlobal('window', { postMessage: (...args: unknown[]) => posted.push(args) });
  await import('../../electron/preload/preload.ts');
});

const bridge = (): DesktopBridge => exposed.get('nianshu') as unknown as DesktopBridge;

describe('the preload', () => {
  it('gives the page its few functions and a name, nothing of Electron', () => {
    expect([...exposed.keys()]).toEqual(['nianshu']);
    expect(Object.keys(bridge()).toSorted()).toEqual([
      'closingTakesLong',
      'connect',
      'paste',
      'platform',
      'printPages',
      'readyToClose',
      'saveFile',
      'setUnsaved',
      'stayOpen',
      'takeFiles',
    ]);
  });

  it('asks main by fixed names', async () => {
    ipcRenderer.answer = { ok: true, value: '/a' };
    bridge().connect();
    bridge().readyToClose();
    bridge().closingTakesLong();
    bridge().stayOpen();
    bridge().setUnsaved(true);
    const bytes = new Uint8Array(1);
    expect(fromBridge(await bridge().saveFile('a', bytes))).toBe('/a');
    expect(ipcRenderer.sent).toEqual([
      ['nianshu:connect'],
      ['nianshu:ready-to-close'],
      ['nianshu:closing-takes-long'],
      ['nianshu:stay-open'],
      ['nianshu:unsaved', true],
      ['nianshu:save-file', 'a', bytes, []],
    ]);
  });

  it('says why a file was not saved, in the words, with the code and the facts of main', async () => {
    const why = new AppError('disk-full', '磁盘空间不足，没有保存。', { details: { path: '/a' } });
    ipcRenderer.answer = { ok: false, error: toWireError(why) };
    vi.stubGlobal('nianshu', bridge());
    const failed = await saveBytes('a.txt', [new Uint8Array(1)]).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(AppError);
    expect(failed).toMatchObject({ code: 'disk-full', details: { path: '/a' } });
    expect(messageOf(failed)).toBe('磁盘空间不足，没有保存。');
  });

  it('answers with words also where main does not', async () => {
    const invoke = vi.spyOn(ipcRenderer, 'invoke').mockRejectedValue(new Error('No handler registered'));
    const answers = [await bridge().saveFile('a', new Uint8Array(1)), await bridge().paste()];
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
      expect(() => fromBridge<unknown>(answer)).toThrow(AppError);
    }
    invoke.mockRestore();
  });

  it('loses the class of what is thrown across the bridge, so that nothing is', async () => {
    contextBridge.exposeInMainWorld('thrower', {
      fail: () => Promise.reject(new AppError('disk-full', '满了。')),
    });
    const fail = exposed.get('thrower')?.['fail'] as () => Promise<unknown>;
    const error = await fail().catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(AppError);
    expect(error).toEqual(new Error('满了。'));
    exposed.delete('thrower');
  });

  it('hands on what main says, to its own page only, under the names that the page knows', () => {
    const names = Object.values(BRIDGE_MESSAGES);
    for (const name of names) ipcRenderer.emit(name, { ports: ['port'] });
    expect(posted).toEqual(names.map((name) => [name, 'app://nianshu', ['port']]));
    posted.length = 0;
    ipcRenderer.emit(BRIDGE_COMMAND, {}, 'edit.undo');
    ipcRenderer.emit(BRIDGE_COMMAND, {}, { not: 'an id' });
    expect(posted).toEqual([[{ type: BRIDGE_COMMAND, id: 'edit.undo' }, 'app://nianshu']]);
    expect(new Set(ipcRenderer.eventNames())).toEqual(new Set([...names, BRIDGE_COMMAND]));
  });
});
