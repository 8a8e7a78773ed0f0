import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { app } from './app.ts';
import { StandInContents } from './contents.ts';
import { onReset, refuse } from './life.ts';
import { roleOf, type Role } from './roles.ts';
import { BrowserWindow } from './window.ts';

type Options = Electron.MenuItemConstructorOptions;

const TYPES = new Set(['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette']);
let commands = 0;

export class MenuItem implements Pick<
  Electron.MenuItem,
  'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'commandId' | 'registerAccelerator'
> {
  readonly commandId = (commands += 1);
  id: string;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  registerAccelerator: boolean;
  readonly type: NonNullable<Options['type']>;
  readonly role: Role | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  readonly options: Options;

  constructor(options: Options) {
    const does = options.role === undefined ? undefined : roleOf(options.role);
    if (options.role !== undefined && !does) refuse(`Unknown menu item role: ${options.role}`);
    this.submenu = submenuOf(options.submenu);
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    if (!TYPES.has(this.type)) refuse(`Unknown menu item type: ${this.type}`);
    if (this.type === 'submenu' && !this.submenu) refuse('Invalid submenu');
    this.options = options;
    this.role = options.role;
    this.id = options.id ?? '';
    this.label = options.label ?? does?.label ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.accelerator = options.accelerator;
    this.registerAccelerator = options.registerAccelerator ?? true;
  }

  /** As Electron calls it: the role first, and only where there is none the program's own function. */
  click(
    event: Electron.KeyboardEvent = {},
    window: BrowserWindow | undefined = BrowserWindow.getFocusedWindow() ?? undefined,
    contents: StandInContents | undefined = window?.page,
  ): void {
    if (!this.enabled) return;
    if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
    if (this.role) perform(this.role, window, contents);
    else callProgram(this, window, event);
  }
}

/** Where Electron's own objects are asked for, the stand-ins of them are given. */
function callProgram(item: object, window: object | undefined, event: Electron.KeyboardEvent): void {
  const { options } = item as MenuItem;
  options.click?.(item as Electron.MenuItem, window as Electron.BaseWindow | undefined, event);
}

function submenuOf(submenu: Options['submenu']): Menu | undefined {
  if (submenu === undefined || submenu === null) return undefined;
  const given: unknown = submenu;
  return given instanceof Menu ? given : Menu.buildFromTemplate(submenu as Options[]);
}

function perform(role: Role, window?: BrowserWindow, contents?: StandInContents): void {
  const does = roleOf(role);
  if (does?.app === 'quit') app.quit();
  if (does?.app === 'about') app.showAboutPanel();
  if (does?.window === 'close') window?.close();
  if (does?.window === 'minimize') window?.minimize();
  if (does?.window === 'fullscreen') window?.setFullScreen(!window.isFullScreen());
  if (does?.page) inPage(does.page, contents);
}

function inPage(command: string, contents?: StandInContents): void {
  if (!contents) return;
  if (command === 'zoomIn') contents.setZoomLevel(contents.getZoomLevel() + 0.5);
  else if (command === 'zoomOut') contents.setZoomLevel(contents.getZoomLevel() - 0.5);
  else if (command === 'resetZoom') contents.setZoomLevel(0);
  else contents[command as 'copy']();
}

export type Popped = { menu: Menu; options: Electron.PopupOptions };

export class Menu extends EventEmitter {
  /** Context menus that were shown, in order. */
  static readonly popped: Popped[] = [];
  private static application: Menu | null = null;

  readonly items: MenuItem[] = [];
  private closed: (() => void) | null = null;

  static buildFromTemplate(template: (Options | MenuItem | Electron.MenuItem)[]): Menu {
    if (!Array.isArray(template))
      refuse('Invalid template for Menu: Menu template must be an array', TypeError);
    for (const item of template)
      if (
        !(item instanceof MenuItem) &&
        item?.label === undefined &&
        item?.role === undefined &&
        item?.type !== 'separator'
      )
        refuse('Invalid template for MenuItem: must have at least one of label, role or type', TypeError);
    const menu = new Menu();
    for (const item of withoutSpareSeparators(template as (Options | MenuItem)[]))
      menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }
  static setApplicationMenu(menu: object | null): void {
    if (menu !== null && !(menu instanceof Menu)) refuse('Invalid menu', TypeError);
    Menu.application = menu;
    if (process.platform !== 'darwin')
      for (const window of BrowserWindow.getAllWindows()) window.setMenu(menu);
  }
  static getApplicationMenu(): Menu | null {
    return Menu.application;
  }
  static sendActionToFirstResponder(_action: string): void {}
  /** The next process has no menu yet. */
  static forget(): void {
    Menu.application = null;
    Menu.popped.length = 0;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }
  insert(at: number, item: MenuItem): void {
    if (!(item instanceof MenuItem)) refuse('Invalid item', TypeError);
    if (at < 0) refuse(`Position ${at} cannot be less than 0`, RangeError);
    if (at > this.items.length)
      refuse(`Position ${at} cannot be greater than the total MenuItem count`, RangeError);
    this.items.splice(at, 0, item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
  popup(options: Electron.PopupOptions = {}): void {
    if (options === null || typeof options !== 'object') refuse('Options must be an object', TypeError);
    if ((options.x === undefined) !== (options.y === undefined))
      refuse('menu.popup: x must be declared if y is declared, and y if x is');
    if (BrowserWindow.getAllWindows().length === 0) refuse('Cannot open Menu without a BaseWindow present');
    Menu.popped.push({ menu: this, options });
    this.closed = options.callback ?? null;
    this.emit('menu-will-show');
  }
  closePopup(): void {
    this.emit('menu-will-close');
    this.closed?.();
    this.closed = null;
  }
}
onReset(() => Menu.forget());

/** Two separators in a row are one, and none stands at an edge. */
function withoutSpareSeparators<T extends Options | MenuItem>(items: readonly T[]): T[] {
  const isSeparator = (item?: T): boolean => item?.type === 'separator' && item.visible !== false;
  const folded = items.filter((item, at) => !isSeparator(item) || at === 0 || !isSeparator(items[at - 1]));
  return folded.filter((item, at) => !isSeparator(item) || (at > 0 && at < folded.length - 1));
}
