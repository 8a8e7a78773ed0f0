import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';

import type Electron from 'electron';

import { refuse } from './life.ts';

type Name = Parameters<Electron.App['getPath']>[0];

/** Each name that there is, with a place of its own on an invented machine. */
const PLACES = {
  home: '/home/qinghe',
  appData: '/home/qinghe/.config',
  assets: '/opt/nianshu/assets',
  userData: '/home/qinghe/.config/年述',
  sessionData: '/home/qinghe/.config/年述',
  temp: '/tmp',
  exe: '/opt/nianshu/nianshu',
  module: '/opt/nianshu/nianshu',
  desktop: '/home/qinghe/桌面',
  documents: '/documents',
  downloads: '/home/qinghe/下载',
  music: '/home/qinghe/音乐',
  pictures: '/home/qinghe/图片',
  videos: '/home/qinghe/视频',
  recent: '/recent',
  logs: '/home/qinghe/.config/年述/logs',
  crashDumps: '/home/qinghe/.config/年述/Crashpad',
} as const satisfies Record<Name, string>;

/** Special places, by the names that Electron has for them. */
export class Paths {
  private readonly places = new Map<string, string>(Object.entries(PLACES));

  /** `recent` is there on Windows only. */
  get(name: Name): string {
    const place = this.places.get(name);
    if (place === undefined || (name === 'recent' && process.platform !== 'win32'))
      return refuse(`Failed to get '${name}' path`);
    return place;
  }

  set(name: string, path: string): void {
    if (!isAbsolute(path)) refuse('Path must be absolute');
    if (!this.places.has(name)) refuse('Failed to set path');
    if (!existsSync(path)) refuse(`Failed to set path: ${path} does not exist`);
    this.places.set(name, path);
  }
}
