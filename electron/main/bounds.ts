import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export type Area = { x: number; y: number; width: number; height: number };
export type Bounds = { x?: number; y?: number; width: number; height: number; maximized: boolean };
/** Bounds, and the least that the window may be made. */
export type Fitted = Bounds & { minWidth: number; minHeight: number };

/** What the page looks best at, and what it needs. All in units that don't depend on the screen's scale. */
const DEFAULT = { width: 1366, height: 860 };
const MIN = { width: 960, height: 600 };
/** How far a further window is set off from the one before it. */
const STEP = 28;
/** So much of a window has to be on a screen for its title bar to be taken hold of. */
const HOLD = { width: 100, height: 50 };

const isSize = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/**
 * Bounds that can be shown. No window is larger than the work area of its screen, and none has to be: a screen of 1366×768
 * at 125 % has 1093×582. A window that was on a screen that is gone comes back on one that is there.
 * @param stored what was written at the last closing; anything
 * @param areas work areas of the screens that are there now, the main one first
 * @param others windows that are open, from which this one is set off
 */
export function fitBounds(stored: unknown, areas: readonly Area[], others: readonly Area[] = []): Fitted {
  const raw = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const width = isSize(raw['width']) ? raw['width'] : DEFAULT.width;
  const height = isSize(raw['height']) ? raw['height'] : DEFAULT.height;
  const { x, y } = raw;
  const placed = isSize(x) && isSize(y) ? { x, y, width, height } : null;
  const holding = placed && areas.find((area) => canBeHeld(placed, area));
  const area = holding ?? areas[0];
  const maximized = raw['maximized'] === true;
  if (!area) return { width, height, maximized, minWidth: MIN.width, minHeight: MIN.height };
  const minWidth = Math.min(MIN.width, area.width);
  const minHeight = Math.min(MIN.height, area.height);
  // A further window as large as the screen could only hide the one before it.
  const room = others.length > 0 ? STEP : 0;
  const size = {
    width: between(width, minWidth, area.width - room),
    height: between(height, minHeight, area.height - room),
  };
  const fitted = { ...size, maximized, minWidth, minHeight };
  if (!placed || !holding) {
    if (others.length === 0) return fitted;
    const middle = {
      x: area.x + Math.round((area.width - size.width) / 2),
      y: area.y + Math.round((area.height - size.height) / 2),
    };
    return { ...fitted, ...setOff({ ...middle, ...size }, area, others) };
  }
  return { ...fitted, ...setOff({ ...inside({ ...placed, ...size }, area), ...size }, area, others) };
}

const between = (value: number, least: number, most: number): number =>
  Math.round(Math.max(least, Math.min(most, value)));

function canBeHeld({ x, y, width }: Area, area: Area): boolean {
  return (
    x + width > area.x + HOLD.width &&
    x < area.x + area.width - HOLD.width &&
    y >= area.y &&
    y < area.y + area.height - HOLD.height
  );
}

function inside({ x, y, width, height }: Area, area: Area): { x: number; y: number } {
  return {
    x: between(x, area.x, area.x + area.width - width),
    y: between(y, area.y, area.y + area.height - height),
  };
}

/** A place in `area` where no other window begins; from the corner again when the edge is reached. */
function setOff(wanted: Area, area: Area, others: readonly Area[]): { x: number; y: number } {
  const isTaken = (x: number, y: number): boolean => others.some((other) => other.x === x && other.y === y);
  let { x, y } = wanted;
  for (let tries = 0; tries < 50 && isTaken(x, y); tries += 1) {
    x += STEP;
    y += STEP;
    if (x + wanted.width > area.x + area.width) x = area.x + (tries % 5) * STEP;
    if (y + wanted.height > area.y + area.height) y = area.y;
  }
  // On a screen with no room to set it off it lies on the other one: a part of it off the screen would be worse.
  return inside({ ...wanted, x, y }, area);
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
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, JSON.stringify(bounds), { mode: 0o600 });
  } catch {
    // Where the window was is not worth a message.
  }
}
