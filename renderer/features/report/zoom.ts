/** `fit`: as wide as the desk allows, never larger than the printed page. */
export type Zoom = 'fit' | number;

export const ZOOM_STEPS = [0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** A4 at 96 px an inch. */
export const PAGE_WIDTH = 794;
/** Room between page and panels, both sides together. */
const MARGIN = 48;

export function fitZoom(deskWidth: number): number {
  const zoom = (deskWidth - MARGIN) / PAGE_WIDTH;
  return Math.round(Math.min(1, Math.max(0.5, zoom)) * 100) / 100;
}

export function zoomIn(zoom: number): number {
  return ZOOM_STEPS.find((step) => step > zoom + 0.005) ?? 2;
}

export function zoomOut(zoom: number): number {
  return [...ZOOM_STEPS].reverse().find((step) => step < zoom - 0.005) ?? 0.5;
}

export function isZoom(value: unknown): value is Zoom {
  return value === 'fit' || (typeof value === 'number' && value >= 0.5 && value <= 2);
}
