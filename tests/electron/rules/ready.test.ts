import { describe, expect } from 'vitest';

import {
  app,
  BrowserWindow,
  dialog,
  offences,
  protocol,
  runMain,
  schemes,
  screen,
  session,
  utilityProcess,
} from '../stand-in.ts';
import { rule } from './rule.ts';

describe('before ready', () => {
  rule('ready.window', () => {
    expect(() => new BrowserWindow()).toThrow('Cannot create BrowserWindow before app is ready');
    app.becomeReady();
    expect(new BrowserWindow().isDestroyed()).toBe(false);
  });

  rule('ready.fork', () => {
    expect(() => utilityProcess.fork('/a.js')).toThrow(
      new TypeError('utilityProcess cannot be created before app is ready.'),
    );
    app.becomeReady();
    expect(utilityProcess.fork('/a.js').entry).toBe('/a.js');
  });

  rule('ready.session', () => {
    expect(() => session.defaultSession).toThrow(
      new TypeError('Session can only be received when app is ready'),
    );
    expect(() => session.fromPartition('a')).toThrow('when app is ready');
    app.becomeReady();
    expect(session.defaultSession).toBe(session.defaultSession);
  });

  rule('ready.screen', () => {
    const says = "The 'screen' module can't be used before the app 'ready' event";
    expect(() => screen.getAllDisplays()).toThrow(says);
    expect(() => screen.on('display-added', () => {})).toThrow(says);
    app.becomeReady();
    expect(screen.getPrimaryDisplay().workArea.width).toBe(1366);
  });

  rule('ready.protocol', () => {
    expect(() => protocol.handle('a', () => new Response())).toThrow('when app is ready');
    app.becomeReady();
    protocol.handle('a', () => new Response());
    expect(() => protocol.handle('a', () => new Response())).toThrow('Failed to register protocol: a');
    protocol.unhandle('a');
    expect(() => protocol.unhandle('a')).toThrow('Failed to unhandle protocol: a');
  });

  rule('ready.error-box', () => {
    dialog.showErrorBox('年述', '不能打开');
    expect(() => dialog.showMessageBox({ message: 'a' })).toThrow(
      'dialog module can only be used after app is ready',
    );
    expect(() => dialog.showSaveDialog({})).toThrow('after app is ready');
    expect(() => dialog.showOpenDialog({})).toThrow('after app is ready');
    expect(dialog.errors).toEqual([['年述', '不能打开']]);
  });

  rule('ready.locale', () => {
    expect(() => app.getSystemLocale()).toThrow('can only be called after app is ready');
    app.becomeReady();
    expect(app.getSystemLocale()).toBe('zh-CN');
  });
});

describe('after ready', () => {
  rule('ready.schemes', () => {
    protocol.registerSchemesAsPrivileged([{ scheme: 'app' }]);
    expect(schemes).toEqual([{ scheme: 'app' }]);
    expect(() => protocol.registerSchemesAsPrivileged([{ scheme: 'b' }])).toThrow('once');
    app.becomeReady();
    expect(() => protocol.registerSchemesAsPrivileged([{ scheme: 'b' }])).toThrow(
      'protocol.registerSchemesAsPrivileged should be called before app is ready',
    );
  });

  rule('ready.sandbox', () => {
    app.enableSandbox();
    expect(app.sandboxed).toBe(true);
    app.becomeReady();
    expect(() => app.enableSandbox()).toThrow('app.enableSandbox() can only be called before app is ready');
  });

  rule('ready.gpu', () => {
    app.disableHardwareAcceleration();
    expect(app.isHardwareAccelerationEnabled()).toBe(false);
    app.becomeReady();
    expect(() => app.disableHardwareAcceleration()).toThrow('can only be called before app is ready');
  });

  rule('ready.desktop-name', () => {
    app.setDesktopName('nianshu.desktop');
    app.becomeReady();
    expect(() => app.setDesktopName('a')).toThrow('before app is ready');
  });

  rule('ready.switches', () => {
    app.commandLine.appendSwitch('ozone-platform', 'x11');
    expect(app.commandLine.getSwitchValue('ozone-platform')).toBe('x11');
    expect(offences()).toEqual([]);
    app.becomeReady();
    // Nothing is thrown: it does nothing, which is worse.
    app.commandLine.appendSwitch('disable-gpu');
    expect(offences()).toEqual(['app.commandLine was changed after app is ready: disable-gpu']);
  });

  rule('ready.session-data', () => {
    app.setPath('sessionData', import.meta.dirname);
    expect(offences()).toEqual([]);
    app.becomeReady();
    app.setPath('sessionData', import.meta.dirname);
    expect(offences()).toEqual(['app.setPath: sessionData was set after app is ready']);
  });

  rule('ready.first-run', async () => {
    const order: string[] = [];
    await runMain(async () => {
      app.on('ready', () => order.push('ready'));
      void app.whenReady().then(() => order.push('whenReady'));
      await Promise.resolve();
      order.push('main', String(app.isReady()));
    });
    await app.whenReady();
    expect(order).toEqual(['main', 'false', 'ready', 'whenReady']);
    expect(app.isReady()).toBe(true);
  });
});
