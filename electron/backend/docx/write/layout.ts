/**
 * The official layout (GB/T 9704-2012) in Word's units: twips (1/20 pt) for lengths, half-points for sizes.
 * 28 characters of 16 pt are wider than the 156 mm of the text area, so that every character is set 5 twips
 * tighter; with lines of exactly 579 twips, Word and LibreOffice both give 22 lines of 28 characters.
 */
export const PAGE = {
  width: 11906,
  height: 16838,
  top: 2098,
  left: 1588,
  right: 1474,
  bottom: 1984,
} as const;

export const LINE = 579;
export const TIGHTER = -5;
/** One character of the body: 16 pt, tightened. */
export const CHAR = 315;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** A page that lies across is the same page, turned with its binding edge up: its text is 225 mm wide. */
export const ACROSS = {
  width: PAGE.height,
  height: PAGE.width,
  top: PAGE.left,
  left: PAGE.top,
  right: PAGE.bottom,
  bottom: PAGE.right,
} as const;
export const TEXT_WIDTH_ACROSS = ACROSS.width - ACROSS.left - ACROSS.right;

/** Width and height of the text of a page, in twips. */
export type Room = { width: number; height: number };
export const roomOf = (across: boolean): Room =>
  across
    ? { width: TEXT_WIDTH_ACROSS, height: ACROSS.height - ACROSS.top - ACROSS.bottom }
    : { width: TEXT_WIDTH, height: PAGE.height - PAGE.top - PAGE.bottom };

/** 三号 · 四号 · 小四 · 五号 */
export const SIZE = {
  title: 44,
  body: 32,
  pageNumber: 28,
  caption: 28,
  imprint: 28,
  table: 24,
  note: 21,
} as const;

/** Word files always name the official fonts: the machine that opens the file has them. */
export const FONT = {
  xiaobiaosong: '方正小标宋简体',
  heiti: '黑体',
  kaiti: '楷体_GB2312',
  fangsong: '仿宋_GB2312',
  songti: '宋体',
  zhongsong: '华文中宋',
  times: 'Times New Roman',
} as const;

export const TITLE_FONT = {
  xiaobiaosong: FONT.xiaobiaosong,
  zhongsong: FONT.zhongsong,
  heiti: FONT.heiti,
} as const;

/** Twips of a millimetre, for lengths that the standard gives so. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);

/**
 * Distance of header and footer from the paper's edge. The page number's line (14 pt, exact) has its middle 7 mm
 * below the text area; the draft mark stands well above it.
 */
export const FOOTER = PAGE.bottom - 397 - 140;
export const FOOTER_ACROSS = ACROSS.bottom - 397 - 140;
export const HEADER = 1134;
