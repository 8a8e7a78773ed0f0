import {
  clipboard,
  Menu,
  type BrowserWindow,
  type ContextMenuParams,
  type MenuItemConstructorOptions,
} from 'electron';

/**
 * The menu on the right mouse button, the menu key and Shift+F10, where the page draws none of its own: in inputs, on
 * words that are selected, and on links that lead out. Empty where nothing could be done.
 */
export function contextMenuTemplate({
  isEditable,
  editFlags,
  selectionText,
  linkURL,
}: Pick<
  ContextMenuParams,
  'isEditable' | 'editFlags' | 'selectionText' | 'linkURL'
>): MenuItemConstructorOptions[] {
  const link: MenuItemConstructorOptions[] = /^(https?|mailto):/.test(linkURL)
    ? [{ label: '复制链接', click: () => void clipboard.writeText(linkURL) }]
    : [];
  if (!isEditable) {
    const copy: MenuItemConstructorOptions[] =
      selectionText.trim() === '' ? [] : [{ role: 'copy', label: '复制', enabled: editFlags.canCopy }];
    return [...copy, ...link];
  }
  return [
    { role: 'undo', label: '撤销', enabled: editFlags.canUndo },
    { role: 'redo', label: '重做', enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: '剪切', enabled: editFlags.canCut },
    { role: 'copy', label: '复制', enabled: editFlags.canCopy },
    { role: 'paste', label: '粘贴', enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: '全选', enabled: editFlags.canSelectAll },
    ...(link.length > 0 ? [{ type: 'separator' as const }, ...link] : []),
  ];
}

/** Has the window offer that menu. */
export function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params);
    if (template.length === 0 || window.isDestroyed()) return;
    const { frame, menuSourceType, x, y } = params;
    Menu.buildFromTemplate(template).popup({
      window,
      ...(frame ? { frame } : {}),
      sourceType: menuSourceType,
      // Keys have no place of their own: the caret's is given, not the mouse's.
      ...(menuSourceType === 'keyboard' ? { x, y } : {}),
    });
  });
}
