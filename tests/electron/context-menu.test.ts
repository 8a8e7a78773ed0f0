import type { ContextMenuParams, EditFlags } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { contextMenuTemplate, offerContextMenu } from '../../electron/main/context-menu.ts';
import { BrowserWindow, clipboard, Menu, startReady } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const NOTHING: EditFlags = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
};
const pressed = (part: Partial<ContextMenuParams>): Parameters<typeof contextMenuTemplate>[0] => ({
  isEditable: false,
  editFlags: NOTHING,
  selectionText: '',
  linkURL: '',
  ...part,
});
const items = (part: Partial<ContextMenuParams>): [string, boolean][] => {
  const template = contextMenuTemplate(pressed(part));
  return template.length === 0
    ? []
    : Menu.buildFromTemplate(template)
        .items.filter(({ type }) => type !== 'separator')
        .map(({ label, enabled }) => [label, enabled]);
};

beforeEach(() => startReady());

describe('the context menu', () => {
  it('of an input has what can be done there, and only that can be chosen', () => {
    const editFlags = { ...NOTHING, canUndo: true, canPaste: true, canSelectAll: true };
    expect(items({ isEditable: true, editFlags })).toEqual([
      ['撤销', true],
      ['重做', false],
      ['剪切', false],
      ['复制', false],
      ['粘贴', true],
      ['全选', true],
    ]);
  });

  it('of selected words is copying, of nothing there is none', () => {
    expect(items({ selectionText: '青禾镇', editFlags: { ...NOTHING, canCopy: true } })).toEqual([
      ['复制', true],
    ]);
    expect(items({ selectionText: ' ' })).toEqual([]);
  });

  it('of a link that leads out is its address; our own lead nowhere outside', async () => {
    expect(items({ linkURL: 'app://nianshu/#/search' })).toEqual([]);
    expect(items({ linkURL: 'https://a.example/' })).toEqual([['复制链接', true]]);
    const [link] = Menu.buildFromTemplate(
      contextMenuTemplate(pressed({ linkURL: 'https://a.example/' })),
    ).items;
    link?.click();
    expect(await clipboard.readText()).toBe('https://a.example/');
  });

  it('opens at the caret by key, at the mouse by button, and not over a window that is gone', () => {
    const window = new BrowserWindow({});
    offerContextMenu(window as never);
    const params = pressed({ isEditable: true, x: 5, y: 6 });
    window.page.contextMenu({ ...params, menuSourceType: 'keyboard' });
    window.page.contextMenu({ ...params, menuSourceType: 'mouse' });
    expect(Menu.popped.map(({ options }) => [options.x, options.y])).toEqual([
      [5, 6],
      [undefined, undefined],
    ]);
    window.page.contextMenu(pressed({}));
    window.destroy();
    window.page.contextMenu(params);
    expect(Menu.popped).toHaveLength(2);
  });
});
