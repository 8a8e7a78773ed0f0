/** How a page's content is moved, turned and scaled (ISO 32000-1, 8.3.3). */
export type Matrix = readonly [number, number, number, number, number, number];
export type Point = readonly [number, number];
/** Left, lower, right, upper. */
export type Box = readonly [number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `a`, then `b`. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

/** Where a point of the content comes to lie. */
export const pointAt = ([a, b, c, d, e, f]: Matrix, x: number, y: number): Point => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** The smallest box around points. */
export function boxOf(points: readonly Point[]): Box {
  let [left, lower, right, upper] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    lower = Math.min(lower, y);
    upper = Math.max(upper, y);
  }
  return [left, lower, right, upper];
}

export const corners = ([left, lower, right, upper]: Box): Point[] => [
  [left, lower],
  [right, lower],
  [left, upper],
  [right, upper],
];

export const meet = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

export const inside = ([x, y]: Point, [left, lower, right, upper]: Box): boolean =>
  x >= left && x <= right && y >= lower && y <= upper;

/** Large enough to hide a character: a line is not, which goes under words or through them. */
export const isLarge = ([left, lower, right, upper]: Box): boolean => right - left >= 3 && upper - lower >= 3;
