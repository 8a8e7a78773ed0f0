import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type Bounds = { x?: number; y?: number; width: number; height: number; maximized: boolean };
export type Area = { x: number; y: number; width: number; height: number };

const DEFAULT: Bounds = { width: 1366, height: 860, maximized: false };
export const MIN_WIDTH = 960;
export const MIN_HEIGHT = 600;

const isSize = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/**
 * Bounds that can be shown: a window that was on a screen that is gone comes back in the middle.
 * @param stored what was written at the last closing; anything
 * @param areas work areas of the screens that are there now
 */
export function fitBounds(stored: unknown, areas: readonly Area[]): Bounds {
  const raw = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const width = isSize(raw['width']) ? Math.max(MIN_WIDTH, raw['width']) : DEFAULT.width;
  const height = isSize(raw['height']) ? Math.max(MIN_HEIGHT, raw['height']) : DEFAULT.height;
  const size = { width, height, maximized: raw['maximized'] === true };
  const { x, y } = raw;
  if (!isSize(x) || !isSize(y)) return size;
  const reachable = areas.some(
    (area) =>
      x + width > area.x + 100 &&
      x < area.x + area.width - 100 &&
      y >= area.y &&
      y < area.y + area.height - 50,
  );
  return reachable ? { ...size, x, y } : size;
}

export function readBounds(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

export function writeBounds(file: string, bounds: Bounds): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(bounds));
  } catch {
    // Where the window was is not worth a message.
  }
}
