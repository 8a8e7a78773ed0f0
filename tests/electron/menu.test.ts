import { describe, expect, it, vi } from 'vitest';

import { menuTemplate, type MenuActions, type MenuState } from '../../electron/main/menu.ts';
import { BrowserWindow, Menu, startReady, type MenuItem } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const did: string[] = [];
const actions: MenuActions = {
  newWindow: () => did.push('newWindow'),
  about: () => did.push('about'),
  openDataFolder: () => did.push('openDataFolder'),
  clearRecent: () => did.push('clearRecent'),
  openLogFolder: () => did.push('openLogFolder'),
  command: (id) => did.push(id),
  setDisplay: (choice) => did.push(`display ${choice}`),
  setGpu: (on) => did.push(`gpu ${on}`),
};
const state: MenuState = { platform: 'linux', devTools: false, display: 'auto', gpu: true };

const build = (part: Partial<MenuState> = {}): Menu => {
  startReady();
  did.length = 0;
  return Menu.buildFromTemplate(menuTemplate(actions, { ...state, ...part }));
};
const itemsOf = (menu: Menu): MenuItem[] =>
  menu.items.flatMap((item) => [
    ...(item.type === 'separator' ? [] : [item]),
    ...(item.submenu ? itemsOf(item.submenu) : []),
  ]);
const find = (menu: Menu, label: string): MenuItem => {
  const found = itemsOf(menu).find((item) => item.label === label);
  if (!found) throw new Error(`no item ${label}`);
  return found;
};
const labelsOf = (menu: Menu): string[] => itemsOf(menu).map(({ label }) => label);
const PLATFORMS = ['linux', 'win32', 'darwin'] as const;

describe('the menu', () => {
  it.each(PLATFORMS)(
    'is in Chinese throughout on %s, also where a role has its own English words',
    (platform) => {
      const items = itemsOf(build({ platform, devTools: true }));
      expect(items.length).toBeGreaterThan(20);
      for (const { label } of items)
        expect(label).toMatch(/^(?:[\u4e00-\u9fff]+(?:\(&[A-Z]\)|…)?|X11（.*）|Wayland)$/);
    },
  );

  it.each(PLATFORMS)('has no item on %s that does nothing', (platform) => {
    for (const item of itemsOf(build({ platform, devTools: true }))) {
      if (item.submenu || item.role) continue;
      did.length = 0;
      item.click();
      expect([item.label, did.length]).toEqual([item.label, 1]);
    }
  });

  it('opens by Alt and a letter, one letter each, where there is Alt', () => {
    const letters = build().items.map(({ label }) => /\(&([A-Z])\)$/.exec(label)?.[1]);
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters).not.toContain(undefined);
    for (const { label } of build({ platform: 'darwin' }).items) expect(label).not.toContain('&');
  });

  it('leaves undo to the page, which knows whether an input or the report is meant', () => {
    const menu = build({ platform: 'darwin' });
    find(menu, '撤销').click();
    find(menu, '重做').click();
    expect(did).toEqual(['edit.undo', 'edit.redo']);
    expect(find(menu, '撤销')).toMatchObject({ accelerator: 'CmdOrCtrl+Z', registerAccelerator: false });
  });

  it('has what a Mac has: settings, services, hiding, window, help', () => {
    const menu = build({ platform: 'darwin' });
    expect(find(menu, '设置…').accelerator).toBe('Command+,');
    const roles = itemsOf(menu).map(({ role }) => role);
    for (const role of [
      'services',
      'hide',
      'hideOthers',
      'unhide',
      'quit',
      'close',
      'minimize',
      'zoom',
      'front',
      'window',
      'help',
    ])
      expect(roles).toContain(role);
    expect(itemsOf(menu).map(({ label }) => label)).not.toContain('退出');
  });

  it('has no developer tools in the shipped program', () => {
    expect(labelsOf(build())).not.toContain('开发者工具');
    expect(labelsOf(build({ devTools: true }))).toContain('开发者工具');
  });

  it('offers the display system on Linux only, marked as it is set', () => {
    for (const platform of ['win32', 'darwin'] as const)
      expect(itemsOf(build({ platform })).map(({ label }) => label)).not.toContain('显示方式');
    const menu = build({ display: 'x11' });
    const choices = find(menu, '显示方式').submenu?.items ?? [];
    expect(choices.map(({ checked }) => checked)).toEqual([false, true, false]);
    choices[2]?.click();
    find(menu, '使用显卡').click();
    expect(did).toEqual(['display wayland', 'gpu false']);
    find(build({ gpu: false }), '使用显卡').click();
    expect(did).toEqual(['gpu true']);
  });

  it('empties the list of files opened lately where the system keeps one', () => {
    find(build({ platform: 'win32' }), '清除最近打开的文件').click();
    expect(did).toEqual(['clearRecent']);
    expect(find(build({ platform: 'darwin' }), '最近打开').role).toBe('recentDocuments');
    expect(labelsOf(build({ platform: 'linux' })).join('')).not.toContain('最近');
  });

  it('can be used with no window at all', () => {
    const menu = build({ platform: 'darwin' });
    expect(BrowserWindow.getAllWindows()).toEqual([]);
    for (const item of itemsOf(menu)) if (item.role !== 'quit') item.click();
    expect(did.length).toBeGreaterThan(8);
  });
});
