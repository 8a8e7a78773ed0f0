import { describe, expect } from 'vitest';

import { app, BrowserWindow, Menu, MenuItem, offences, session } from '../stand-in.ts';
import { rule, ruleWhenReady } from './rule.ts';

describe('menus', () => {
  rule('menu.role', () => {
    expect(() => Menu.buildFromTemplate([{ role: 'publish' as 'copy' }])).toThrow(
      'Unknown menu item role: publish',
    );
    app.becomeReady();
    const { page } = new BrowserWindow();
    let clicked = 0;
    new MenuItem({ role: 'selectall' as 'selectAll', click: () => (clicked += 1) }).click();
    new MenuItem({ label: '自己的', click: () => (clicked += 10) }).click();
    expect(page.edits).toEqual(['selectAll']);
    expect(clicked).toBe(10);
    // Without a label a role speaks English.
    expect(new MenuItem({ role: 'copy' }).label).toBe('Copy');
  });

  rule('menu.item', () => {
    expect(() => Menu.buildFromTemplate([{ click: () => {} }])).toThrow(
      'must have at least one of label, role or type',
    );
    expect(() => Menu.buildFromTemplate({} as never)).toThrow('Menu template must be an array');
    const items = Menu.buildFromTemplate([
      { type: 'separator' },
      { label: '甲', id: 'a' },
      { type: 'separator' },
      { type: 'separator' },
      { label: '乙', submenu: [{ label: '丙', id: 'c' }] },
      { type: 'separator' },
    ]);
    expect(items.items.map(({ label, type }) => label || type)).toEqual(['甲', 'separator', '乙']);
    expect(items.getMenuItemById('c')?.label).toBe('丙');
    expect(() => items.insert(9, new MenuItem({ label: '丁' }))).toThrow(RangeError);
    expect(() => Menu.setApplicationMenu([])).toThrow('Invalid menu');
  });

  rule('menu.submenu', () => {
    expect(() => new MenuItem({ label: '甲', type: 'submenu' })).toThrow('Invalid submenu');
    expect(new MenuItem({ label: '甲', submenu: [{ label: '乙' }] }).type).toBe('submenu');
    expect(() => new MenuItem({ label: '甲', type: 'list' as 'normal' })).toThrow(
      'Unknown menu item type: list',
    );
  });

  ruleWhenReady('menu.popup', () => {
    const menu = Menu.buildFromTemplate([{ label: '甲' }]);
    expect(() => menu.popup()).toThrow('Cannot open Menu without a BaseWindow present');
    const window = new BrowserWindow();
    expect(() => menu.popup({ y: 3 })).toThrow('x must be declared if y is declared');
    let closed = 0;
    menu.popup({ window: window as never, x: 3, y: 4, callback: () => (closed += 1) });
    expect(Menu.popped).toHaveLength(1);
    menu.closePopup();
    menu.closePopup();
    expect(closed).toBe(1);
  });
});

/** A window that behaves, but for what is given. */
const open = (webPreferences = {}): BrowserWindow => {
  app.requestSingleInstanceLock();
  app.on('second-instance', () => {});
  session.defaultSession.setPermissionRequestHandler(() => {});
  session.defaultSession.setPermissionCheckHandler(() => false);
  const window = new BrowserWindow({ webPreferences });
  window.page.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.page.on('will-navigate', () => {});
  return window;
};

describe('what the checklist of security asks', () => {
  ruleWhenReady('security.isolation', () => {
    open();
    expect(offences()).toEqual([]);
    open({ sandbox: false, contextIsolation: false, nodeIntegration: true, webSecurity: false });
    expect(offences()).toEqual([
      'a window without sandbox',
      'a window without context isolation',
      'a window with Node in its page',
      'a window without web security',
    ]);
  });

  ruleWhenReady('security.windows', () => {
    open().page.windowOpenHandler = null;
    expect(offences()).toEqual(['a window that lets its page open others']);
  });

  ruleWhenReady('security.navigation', () => {
    open().page.removeAllListeners('will-navigate');
    expect(offences()).toEqual(['a window that lets its page go elsewhere']);
  });

  ruleWhenReady('session.permissions', () => {
    open();
    session.defaultSession.setPermissionCheckHandler(null);
    expect(offences()).toEqual(["session '' grants every permission"]);
  });
});
