/** Names of the bookmarks by which a review copy's paragraphs are found again. Word hides what begins with _. */
export const BLOCK_ANCHOR = '_ns_';
/** The bookmark that names the version, where the file's properties are lost. */
export const VERSION_ANCHOR = '_nsv_';

/** At most 40 characters, letters, digits and underscores: what Word allows. */
export function anchorOf(block: string): string {
  return BLOCK_ANCHOR + (/^\w{1,30}$/.test(block) ? block : `h${hash(block)}`);
}

/** The bookmark of a paragraph that is the label (附件1) of the block behind it. */
export const LABEL_ANCHOR = '_nsl_';

export const labelAnchorOf = (block: string): string =>
  LABEL_ANCHOR + anchorOf(block).slice(BLOCK_ANCHOR.length);

/** What of an image goes out with it as its name, which programs keep: which one it is, its bytes and size (points). */
export const imageName = (id: string, asset: string, width: number, height: number): string =>
  `${anchorOf(id)}-${asset.slice(0, HASH)}-${tenths(width)}x${tenths(height)}`;

const HASH = 12;
const tenths = (points: number): number => Math.round(points * 10);

/** The parts of such a name; null for any other. */
export function readImageName(
  name: string,
): { anchor: string; asset: string; width: number; height: number } | null {
  const match = /^(_ns_\w{1,40})-([0-9a-f]{12})-(\d{1,6})x(\d{1,6})$/.exec(name);
  if (!match) return null;
  const [, anchor = '', asset = '', width, height] = match;
  return { anchor, asset, width: Number(width) / 10, height: Number(height) / 10 };
}

/** Eight characters for a text; the same text gives the same ones on every machine. */
export function hash(text: string): string {
  // FNV-1a twice with different starts: enough to tell the changes of one copy from each other.
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (
    (a >>> 0).toString(36).padStart(7, '0') + ((b ^ (b >>> 16)) >>> 0).toString(36).padStart(7, '0')
  ).slice(0, 14);
}

/**
 * Word has no time zones: a date is what the clock on the wall showed, with a Z behind it. It keeps no seconds either.
 * @param at ISO 8601 UTC
 */
export function wallClock(at: string): Date {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
}

/** The moment that a date of a Word file means here; null where it is none. */
export function momentOf(wall: string | null): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(wall ?? '');
  if (!match) return null;
  const [year, month, day, hours, minutes, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(year ?? 0, (month ?? 1) - 1, day, hours, minutes, seconds || 0);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Two moments as Word tells them apart. */
export const minuteOf = (at: string): string => at.slice(0, 16);
