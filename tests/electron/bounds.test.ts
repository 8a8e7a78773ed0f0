import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { fitBounds, writeBounds, type Area } from '../../electron/main/bounds.ts';
import { keepOnScreens, openWindow } from '../../electron/main/window.ts';
import { memoryLogger } from './memory-logger.ts';
import { startWithPage } from './ready-page.ts';
import { changeDisplays, display, standInOf, type BrowserWindow } from './stand-in.ts';

vi.mock('electron', () => import('./stand-in.ts'));

const folder = mkdtempSync(join(tmpdir(), 'nianshu-bounds-'));
const boundsFile = join(folder, 'bounds.json');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Work area of a screen of 1366×768 with a task bar of 40, in units that don't depend on the scale. */
const small = (scale: number): Area => ({
  x: 0,
  y: 0,
  width: Math.floor(1366 / scale),
  height: Math.floor(768 / scale) - 40,
});
const wholly = (one: Area, area: Area): boolean =>
  one.x >= area.x &&
  one.y >= area.y &&
  one.x + one.width <= area.x + area.width &&
  one.y + one.height <= area.y + area.height;

describe('bounds', () => {
  it.each([1, 1.25, 1.5, 1.75, 2])('fit a screen of 1366×768 at a scale of %d', (scale) => {
    const area = small(scale);
    const { width, height, minWidth, minHeight } = fitBounds(null, [area]);
    expect(width).toBeLessThanOrEqual(area.width);
    expect(height).toBeLessThanOrEqual(area.height);
    expect(minWidth).toBeLessThanOrEqual(area.width);
    expect(minHeight).toBeLessThanOrEqual(area.height);
  });

  it.each([null, 'x', 12, {}, { width: 'a' }, { width: Number.NaN, height: Infinity }])(
    'read %j as none',
    (stored) => {
      expect(fitBounds(stored, [small(1)])).toEqual({
        width: 1366,
        height: 728,
        maximized: false,
        minWidth: 960,
        minHeight: 600,
      });
    },
  );

  it('bring a window back from a screen that is gone', () => {
    const stored = { x: 3000, y: 100, width: 1200, height: 800, maximized: false };
    expect(fitBounds(stored, [small(1)])).not.toHaveProperty('x');
    expect(fitBounds(stored, [small(1), { x: 1366, y: 0, width: 2560, height: 1400 }])).toMatchObject({
      x: 2726,
      y: 100,
    });
  });

  it('keep a window usable', () => {
    expect(fitBounds({ width: 10, height: 10 }, [small(1)])).toMatchObject({ width: 960, height: 600 });
  });

  it('are within one screen, whatever was stored and whatever else is open', () => {
    const number = fc.integer({ min: -6000, max: 6000 });
    const size = fc.integer({ min: 0, max: 6000 });
    const area = fc.record({
      x: fc.constantFrom(-1920, 0, 1366),
      y: fc.constantFrom(0, -1080, 25),
      width: fc.integer({ min: 640, max: 3840 }),
      height: fc.integer({ min: 400, max: 2160 }),
    });
    const window = fc.record({ x: number, y: number, width: size, height: size });
    fc.assert(
      fc.property(
        window,
        fc.array(area, { minLength: 1, maxLength: 3 }),
        fc.array(window, { maxLength: 4 }),
        (stored, areas, others) => {
          const { x, y, width, height } = fitBounds(stored, areas, others);
          if (x === undefined || y === undefined) {
            const [main] = areas;
            expect(width <= (main?.width ?? 0) && height <= (main?.height ?? 0)).toBe(true);
          } else {
            expect(areas.some((one) => wholly({ x, y, width, height }, one))).toBe(true);
          }
        },
      ),
    );
  });
});

const open = (): BrowserWindow =>
  standInOf(
    openWindow({ preload: '/p', icon: '/i', boundsFile, devTools: false, hash: '', logger: memoryLogger() }),
  );

describe('windows', () => {
  beforeEach(() => {
    startWithPage();
    writeBounds(boundsFile, { x: 0, y: 0, width: 1366, height: 728, maximized: false });
  });

  it('are set off from one another, and stay inside', () => {
    const places = Array.from({ length: 6 }, () => open().getBounds());
    const area = { x: 0, y: 0, width: 1366, height: 728 };
    for (const place of places) expect(wholly(place, area)).toBe(true);
    expect(places[1]).not.toMatchObject({ x: places[0]?.x, y: places[0]?.y });
  });

  it('come back when their screen goes or becomes smaller', () => {
    const left = display({ id: 1 });
    const right = display({ id: 2, bounds: { x: 1366, y: 0, width: 1920, height: 1080 } });
    changeDisplays([left, right]);
    const window = open();
    keepOnScreens();
    window.setBounds({ x: 1500, y: 100, width: 1800, height: 900 });
    changeDisplays([left]);
    expect(window.getBounds().width).toBeLessThanOrEqual(1366);
    window.setBounds({ x: 100, y: 100, width: 1200, height: 600 });
    changeDisplays([display({ id: 1, bounds: { x: 0, y: 0, width: 1093, height: 614 } })]);
    expect(wholly(window.getBounds(), { x: 0, y: 0, width: 1093, height: 574 })).toBe(true);
    expect(window.minimum).toEqual([960, 574]);
  });
});
