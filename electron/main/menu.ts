import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron';

export type MenuActions = {
  newWindow: () => void;
  about: () => void;
  openDataFolder: () => void;
};

/** Sends the keys of undo to the page: the editor keeps its own history, the browser's has nothing in it. */
function pressKey(window: unknown, keyCode: string, shift = false): void {
  const { webContents } = window as BrowserWindow;
  const command = process.platform === 'darwin' ? ('meta' as const) : ('control' as const);
  const modifiers = shift ? [command, 'shift' as const] : [command];
  webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
  webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
}

/** The menu. Keys that the page handles itself are shown, not taken (`registerAccelerator: false`). */
export function menuTemplate(actions: MenuActions, devTools: boolean): MenuItemConstructorOptions[] {
  const shown = { registerAccelerator: false };
  const mac: MenuItemConstructorOptions[] =
    process.platform === 'darwin'
      ? [
          {
            label: '年述',
            submenu: [
              { label: '关于年述', click: actions.about },
              { type: 'separator' },
              { role: 'hide', label: '隐藏年述' },
              { role: 'hideOthers', label: '隐藏其他' },
              { role: 'unhide', label: '全部显示' },
              { type: 'separator' },
              { role: 'quit', label: '退出年述' },
            ],
          },
        ]
      : [];
  return [
    ...mac,
    {
      label: '文件',
      submenu: [
        { label: '新建窗口', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
        {
          label: '打印…',
          accelerator: 'CmdOrCtrl+P',
          ...shown,
          click: (_item, window) => pressKey(window, 'P'),
        },
        { label: '打开数据文件夹', click: actions.openDataFolder },
        { type: 'separator' },
        { role: 'close', label: '关闭窗口' },
        ...(mac.length > 0 ? [] : [{ role: 'quit' as const, label: '退出' }]),
      ],
    },
    {
      label: '编辑',
      submenu: [
        {
          label: '撤销',
          accelerator: 'CmdOrCtrl+Z',
          ...shown,
          click: (_item, window) => pressKey(window, 'Z'),
        },
        {
          label: '重做',
          accelerator: 'CmdOrCtrl+Shift+Z',
          ...shown,
          click: (_item, window) => pressKey(window, 'Z', true),
        },
        { type: 'separator' },
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'pasteAndMatchStyle', label: '粘贴为纯文本' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    {
      label: '显示',
      submenu: [
        { role: 'zoomIn', label: '放大' },
        { role: 'zoomOut', label: '缩小' },
        { role: 'resetZoom', label: '实际大小' },
        { type: 'separator' },
        { role: 'togglefullscreen', label: '全屏' },
        ...(devTools
          ? [
              { type: 'separator' as const },
              { role: 'reload' as const, label: '重新载入' },
              { role: 'toggleDevTools' as const, label: '开发者工具' },
            ]
          : []),
      ],
    },
    {
      label: '帮助',
      submenu: [{ label: '关于年述', click: actions.about }],
    },
  ];
}

export function setMenu(actions: MenuActions, devTools: boolean): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, devTools)));
}
