import { BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron';

import type { DisplayChoice } from './display.ts';

export type MenuActions = {
  newWindow: () => void;
  about: () => void;
  openDataFolder: () => void;
  /** Empties the system's list of files that were opened lately. */
  clearRecent: () => void;
  openLogFolder: () => void;
  /** Has the page do one of its commands, by its id: that of the window whose menu it is, where that is known. */
  command: (id: string, window?: BrowserWindow) => void;
  setDisplay: (choice: DisplayChoice) => void;
  setGpu: (on: boolean) => void;
};

export type MenuState = {
  platform: NodeJS.Platform;
  devTools: boolean;
  display: DisplayChoice;
  gpu: boolean;
};

const LINE: MenuItemConstructorOptions = { type: 'separator' };

const DISPLAYS: Readonly<Record<DisplayChoice, string>> = {
  auto: '自动',
  x11: 'X11（输入法打不出中文时选它）',
  wayland: 'Wayland',
};

/**
 * The menu. Undo goes to the page: the report keeps its own history, an input has the browser's, and only the page knows
 * which of them has the focus. Its keys the page hears first; where it leaves them alone (inputs on a Mac), they come here.
 */
export function menuTemplate(actions: MenuActions, state: MenuState): MenuItemConstructorOptions[] {
  const mac = state.platform === 'darwin';
  // Alt and the letter open it; a Mac has nothing like that.
  const named = (label: string, letter: string): string => (mac ? label : `${label}(&${letter})`);
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: (_item, window) =>
      window instanceof BrowserWindow ? actions.command(id, window) : actions.command(id),
    // The page hears its own keys; shown here, not taken. A Mac takes them, but gives them to the page first.
    ...(accelerator ? { accelerator, registerAccelerator: false } : {}),
  });
  const preferences = command('设置…', 'preferences.open', mac ? 'Command+,' : undefined);
  return [
    ...(mac ? [appMenu(actions, preferences)] : []),
    {
      label: named('文件', 'F'),
      submenu: [
        { label: '新建窗口', accelerator: 'CmdOrCtrl+Shift+N', click: actions.newWindow },
        ...recentItems(actions, state.platform),
        command('打印…', 'report.print', 'CmdOrCtrl+P'),
        { label: '打开数据文件夹', click: actions.openDataFolder },
        ...(mac ? [] : [preferences]),
        LINE,
        { role: 'close', label: '关闭窗口' },
        ...(mac ? [] : [{ role: 'quit' as const, label: '退出' }]),
      ],
    },
    {
      label: named('编辑', 'E'),
      submenu: [
        command('撤销', 'edit.undo', 'CmdOrCtrl+Z'),
        command('重做', 'edit.redo', 'CmdOrCtrl+Shift+Z'),
        LINE,
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'pasteAndMatchStyle', label: '粘贴为纯文本' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    { label: named('显示', 'V'), submenu: viewMenu(actions, state) },
    {
      label: named('窗口', 'W'),
      ...(mac ? { role: 'window' as const } : {}),
      submenu: [
        { role: 'minimize', label: '最小化' },
        ...(mac
          ? [
              { role: 'zoom' as const, label: '缩放' },
              LINE,
              { role: 'front' as const, label: '前置全部窗口' },
            ]
          : []),
      ],
    },
    {
      label: named('帮助', 'H'),
      ...(mac ? { role: 'help' as const } : {}),
      submenu: [
        command('使用说明', 'help.open'),
        command('快捷键', 'help.shortcuts'),
        command('命令面板', 'commands.open', 'CmdOrCtrl+K'),
        LINE,
        { label: '打开日志文件夹', click: actions.openLogFolder },
        ...(mac ? [] : [{ label: '关于年述', click: actions.about }]),
      ],
    },
  ];
}

/** The list itself only a Mac shows in a menu; Windows shows it in the taskbar, Linux has none. */
function recentItems({ clearRecent }: MenuActions, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  if (platform === 'linux') return [];
  const clear: MenuItemConstructorOptions = { label: '清除最近打开的文件', click: clearRecent };
  if (platform !== 'darwin') return [clear];
  return [
    {
      role: 'recentDocuments',
      label: '最近打开',
      submenu: [{ role: 'clearRecentDocuments', label: '清除最近打开的文件' }],
    },
  ];
}

function appMenu(actions: MenuActions, preferences: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: '年述',
    submenu: [
      { label: '关于年述', click: actions.about },
      LINE,
      preferences,
      LINE,
      { role: 'services', label: '服务' },
      LINE,
      { role: 'hide', label: '隐藏年述' },
      { role: 'hideOthers', label: '隐藏其他' },
      { role: 'unhide', label: '全部显示' },
      LINE,
      { role: 'quit', label: '退出年述' },
    ],
  };
}

function viewMenu(actions: MenuActions, state: MenuState): MenuItemConstructorOptions[] {
  const choices = (Object.keys(DISPLAYS) as DisplayChoice[]).map((choice): MenuItemConstructorOptions => ({
    type: 'radio',
    label: DISPLAYS[choice],
    checked: state.display === choice,
    click: () => actions.setDisplay(choice),
  }));
  return [
    { role: 'zoomIn', label: '放大' },
    { role: 'zoomOut', label: '缩小' },
    { role: 'resetZoom', label: '实际大小' },
    LINE,
    { role: 'togglefullscreen', label: '全屏' },
    LINE,
    // Only Linux has two of them.
    ...(state.platform === 'linux' ? [{ label: '显示方式', submenu: choices }] : []),
    {
      type: 'checkbox',
      label: '使用显卡',
      checked: state.gpu,
      click: () => actions.setGpu(!state.gpu),
    },
    ...(state.devTools
      ? [
          LINE,
          { role: 'reload' as const, label: '重新载入' },
          { role: 'toggleDevTools' as const, label: '开发者工具' },
        ]
      : []),
  ];
}

export function setMenu(actions: MenuActions, state: MenuState): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(actions, state)));
}
