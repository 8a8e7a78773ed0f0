import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';

import { describe, expect } from 'vitest';

import {
  BrowserWindow,
  contextBridge,
  exposed,
  filePaths,
  ipcMain,
  ipcRenderer,
  MessageChannelMain,
  StandInContents,
  webUtils,
} from '../stand-in.ts';
import { rule, ruleWhenReady } from './rule.ts';

const NOT_CLONED = 'An object could not be cloned.';

describe('messages', () => {
  rule('ipc.clone', async () => {
    const page = new StandInContents();
    const uncloned: unknown[] = [() => {}, Promise.resolve(), Symbol('a'), new WeakMap(), new WeakSet()];
    for (const value of uncloned) {
      expect(() => page.send('a', { value })).toThrow(NOT_CLONED);
      expect(() => ipcRenderer.send('a', value)).toThrow(NOT_CLONED);
      await expect(ipcRenderer.invoke('a', value)).rejects.toThrow(NOT_CLONED);
    }
    const sent = { at: new Date(0), bytes: new Uint8Array([1]), map: new Map([['a', 1]]) };
    page.send('a', sent);
    expect(page.sent).toEqual([{ channel: 'a', args: [sent] }]);
    expect(page.sent[0]?.args?.[0]).not.toBe(sent);
  });

  ruleWhenReady('ipc.electron-objects', () => {
    const window = new BrowserWindow();
    expect(() => window.page.send('a', { window })).toThrow(NOT_CLONED);
    expect(() => ipcRenderer.send('a', [ipcRenderer])).toThrow(NOT_CLONED);
  });

  rule('ipc.errors', async () => {
    class DiskFull extends Error {
      readonly code = 'disk-full';
    }
    const page = new StandInContents();
    ipcRenderer.page = page;
    ipcMain.handle('save', () => Promise.reject(new DiskFull('满了')));
    const failed = (await ipcRenderer.invoke('save').catch((error: unknown) => error)) as Error;
    expect(failed.message).toBe("Error invoking remote method 'save': Error: 满了");
    expect(failed).not.toHaveProperty('code');
    await expect(ipcRenderer.invoke('other')).rejects.toThrow(
      "Error invoking remote method 'other': Error: No handler registered for 'other'",
    );
  });

  rule('ipc.one-handler', () => {
    ipcMain.handle('a', () => 1);
    expect(() => ipcMain.handle('a', () => 2)).toThrow("Attempted to register a second handler for 'a'");
    ipcMain.removeHandler('a');
    ipcMain.handle('a', () => 2);
    expect(() => ipcMain.handle('b', 'c' as never)).toThrow(
      "Expected handler to be a function, but found type 'string'",
    );
  });

  rule('ipc.once', async () => {
    const page = new StandInContents();
    ipcMain.handleOnce('a', () => 1);
    expect(await page.invoke('a')).toBe(1);
    await expect(page.invoke('a')).rejects.toThrow('No handler registered');
  });
});

describe('ports', () => {
  rule('ports.given-away', () => {
    const page = new StandInContents();
    const { port1, port2 } = new MessageChannelMain();
    page.postMessage('port', null, [port2]);
    expect(page.sent[0]?.ports).toEqual([port2]);
    expect(() => page.postMessage('port', null, [port2 as never])).toThrow(
      'Port at index 0 is already neutered.',
    );
    expect(() => page.postMessage('port', null, [port1, port1] as never)).toThrow(
      'Port at index 1 is a duplicate.',
    );
    expect(() => page.postMessage('port', null, [{}] as never)).toThrow(
      'Port at index 0 is not a valid port',
    );
    expect(() => page.send('port', port1)).toThrow(NOT_CLONED);
  });

  rule('ports.start', async () => {
    const { port1, port2 } = new MessageChannelMain();
    const heard: unknown[] = [];
    port2.on('message', ({ data }) => heard.push(data));
    port1.postMessage('early');
    await new Promise(setImmediate);
    expect(heard).toEqual([]);
    port2.start();
    await new Promise(setImmediate);
    expect(heard).toEqual(['early']);
  });

  rule('ports.close', async () => {
    const { port1, port2 } = new MessageChannelMain();
    const closed = once(port2, 'close');
    port1.close();
    await closed;
  });
});

/** What the page sees of it. */
const across = (api: Record<string, unknown>): Record<string, (...args: unknown[]) => unknown> => {
  exposed.delete('api');
  contextBridge.exposeInMainWorld('api', api);
  return exposed.get('api') ?? {};
};

describe('the bridge', () => {
  rule('bridge.copied', () => {
    const list = [1];
    const heard: unknown[] = [];
    const api = across({ list, tell: (back: () => unknown) => heard.push(back()) });
    list.push(2);
    expect(api['list']).toEqual([1]);
    expect(Object.isFrozen(api) && Object.isFrozen(api['list'])).toBe(true);
    // A function that the page hands over can be called.
    api['tell']?.(() => 'page');
    expect(heard).toEqual(['page']);
    expect(() => contextBridge.exposeInMainWorld('api', {})).toThrow('Cannot bind an API on top of');
  });

  rule('bridge.errors', async () => {
    class Coded extends TypeError {
      readonly code = 'a';
    }
    const api = across({
      throws: () => {
        throw new Coded('b');
      },
      rejects: () => Promise.reject(new Coded('b')),
      gives: () => new Coded('b'),
    });
    const thrown = await Promise.resolve()
      .then(() => api['throws']?.())
      .catch((error: unknown) => error);
    const rejected = await Promise.resolve(api['rejects']?.()).catch((error: unknown) => error);
    for (const error of [thrown, rejected, api['gives']?.()]) {
      expect(error).toEqual(new Error('b'));
      expect(error).not.toBeInstanceOf(TypeError);
      expect(error).not.toHaveProperty('code');
    }
  });

  rule('bridge.prototypes', () => {
    class Point {
      readonly x = 1;
      double(): number {
        return this.x * 2;
      }
    }
    expect(across({ point: () => new Point() })['point']?.()).toEqual({ x: 1 });
  });

  rule('bridge.symbols', () => {
    expect(Object.keys(across({ a: Symbol('a'), b: 1 }))).toEqual(['b']);
  });

  rule('bridge.ports', () => {
    const { port1 } = new MessageChannel();
    expect(across({ port: () => port1 })['port']?.()).toEqual({});
    port1.close();
  });

  rule('file.path', () => {
    const chosen = new File(['a'], '年报.docx');
    filePaths.set(chosen, '/年报.docx');
    expect(webUtils.getPathForFile(chosen)).toBe('/年报.docx');
    expect(webUtils.getPathForFile(new File(['a'], 'a'))).toBe('');
    expect(() => webUtils.getPathForFile({} as File)).toThrow(TypeError);
  });
});
