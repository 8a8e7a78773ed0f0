/** Width and height of the text of an official page (156 mm × 225 mm), in points. */
export const TEXT_SIZE = { width: 442, height: 637 } as const;
/** Points of a pixel, as Word and browsers count them: 96 pixels are an inch. */
const POINTS = 72 / 96;

/**
 * How large an image is printed, in points: as large as its pixels, made smaller where it is wider than the text or
 * takes more than half of the page.
 */
export function printedSize(pixels: { width: number; height: number }): { width: number; height: number } {
  const [width, height] = [pixels.width * POINTS, pixels.height * POINTS];
  const scale = Math.min(1, TEXT_SIZE.width / width, TEXT_SIZE.height / 2 / height);
  const rounded = (length: number): number => Math.max(1, Math.round(length * scale * 10) / 10);
  return { width: rounded(width), height: rounded(height) };
}
