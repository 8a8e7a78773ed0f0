import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { StandInEvent } from './event.ts';
import { needsReady, onReset } from './life.ts';

/** A display; by default the small one of an office laptop, with a task bar. */
export function display(part: Partial<Electron.Display> = {}): Electron.Display {
  const bounds = part.bounds ?? { x: 0, y: 0, width: 1366, height: 768 };
  const workArea = part.workArea ?? { ...bounds, height: bounds.height - 40 };
  return {
    accelerometerSupport: 'unavailable',
    bounds,
    colorDepth: 24,
    colorSpace: 'sRGB',
    depthPerComponent: 8,
    detected: true,
    displayFrequency: 60,
    id: 1,
    internal: true,
    label: '内置显示器',
    maximumCursorSize: { width: 128, height: 128 },
    monochrome: false,
    nativeOrigin: { x: bounds.x, y: bounds.y },
    rotation: 0,
    scaleFactor: 1,
    size: { width: bounds.width, height: bounds.height },
    touchSupport: 'unavailable',
    workArea,
    workAreaSize: { width: workArea.width, height: workArea.height },
    ...part,
  };
}

/** The displays that there are, the first of them the primary one. Tests change them. */
export const displays: Electron.Display[] = [display()];

class StandInScreen
  extends EventEmitter
  implements
    Pick<
      Electron.Screen,
      | 'getAllDisplays'
      | 'getPrimaryDisplay'
      | 'getDisplayMatching'
      | 'getDisplayNearestPoint'
      | 'getCursorScreenPoint'
    >
{
  getAllDisplays(): Electron.Display[] {
    return [...displays];
  }
  getPrimaryDisplay(): Electron.Display {
    return first();
  }
  getDisplayMatching(rect: Electron.Rectangle): Electron.Display {
    return this.getDisplayNearestPoint({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
  }
  getDisplayNearestPoint({ x, y }: Electron.Point): Electron.Display {
    return displays.toSorted((a, b) => distance(a.bounds, x, y) - distance(b.bounds, x, y))[0] ?? first();
  }
  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }
}

function first(): Electron.Display {
  return displays[0] ?? display();
}

function distance(area: Electron.Rectangle, x: number, y: number): number {
  const dx = Math.max(area.x - x, 0, x - area.x - area.width);
  const dy = Math.max(area.y - y, 0, y - area.y - area.height);
  return dx + dy;
}

const real = new StandInScreen();

/** Anything that is asked of it before `ready` throws, also whether it has something. */
export const screen: StandInScreen = new Proxy(real, {
  get: (target, name): unknown => {
    needsReady("The 'screen' module can't be used before the app 'ready' event");
    const value: unknown = Reflect.get(target, name);
    return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
  },
});

const isIn = (list: readonly Electron.Display[], one: Electron.Display): boolean =>
  list.some(({ id }) => id === one.id);

/** A display comes, goes or changes its resolution. */
export function changeDisplays(now: readonly Electron.Display[]): void {
  const before = displays.splice(0, displays.length, ...now);
  for (const one of before) if (!isIn(now, one)) real.emit('display-removed', new StandInEvent(), one);
  for (const one of now) {
    if (isIn(before, one))
      real.emit('display-metrics-changed', new StandInEvent(), one, ['bounds', 'workArea']);
    else real.emit('display-added', new StandInEvent(), one);
  }
}

onReset(() => {
  displays.splice(0, displays.length, display());
  real.removeAllListeners();
});
