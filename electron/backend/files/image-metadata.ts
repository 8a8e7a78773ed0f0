/**
 * Takes out of a photograph what it says beside the picture: the place where it was taken, the camera, its owner, the
 * time, words of programs. A report that goes out publicly must not carry that along. The picture itself stays as it is,
 * byte for byte; a photograph that lies on its side keeps the note that says so.
 */
export function withoutMetadata(bytes: Uint8Array): Uint8Array {
  if (isJpeg(bytes)) return jpegWithout(bytes);
  if (isPng(bytes)) return pngWithout(bytes);
  return bytes;
}

const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const isPng = (bytes: Uint8Array): boolean => PNG.every((byte, at) => bytes[at] === byte);

/** Segments of a JPEG that hold words about it: Exif and XMP, IPTC, comments. */
const APP1 = 0xe1;
const TOLD = new Set([APP1, 0xed, 0xfe]);
/** From here on the picture itself follows. */
const SCAN = 0xda;

function jpegWithout(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  let isChanged = false;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === SCAN) break;
    const end = at + 2 + view.getUint16(at + 2);
    // A segment that ends beyond the file: whatever it is, it is not taken apart.
    if (end > bytes.length || end < at + 4) return bytes;
    const segment = bytes.subarray(at, end);
    if (TOLD.has(marker)) {
      isChanged = true;
      if (marker === APP1) orientation = orientationOf(segment) ?? orientation;
    } else kept.push(segment);
    at = end;
  }
  if (!isChanged) return bytes;
  const lies = orientation > 1 ? [exifOf(orientation)] : [];
  return joined([kept[0] as Uint8Array, ...lies, ...kept.slice(1), bytes.subarray(at)]);
}

const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;

/** How the photograph lies, 1 to 8, from its Exif segment; null where that does not say. */
function orientationOf(segment: Uint8Array): number | null {
  if (!EXIF.every((byte, at) => segment[4 + at] === byte)) return null;
  const tiff = segment.subarray(10);
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  if (tiff.length < 14) return null;
  const little = tiff[0] === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return null;
  const count = view.getUint16(directory, little);
  for (let entry = 0; entry < count; entry += 1) {
    const place = directory + 2 + entry * 12;
    if (place + 12 > tiff.length) return null;
    if (view.getUint16(place, little) !== ORIENTATION) continue;
    const value = view.getUint16(place + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An Exif segment that says how the photograph lies, and nothing else. */
function exifOf(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const body = [...EXIF, ...tiff, 0, 0, 0, 0];
  const length = body.length + 2;
  return new Uint8Array([0xff, APP1, length >> 8, length & 0xff, ...body]);
}

/** Chunks of a PNG that hold words about it. */
const CHUNKS = new Set(['tEXt', 'iTXt', 'zTXt', 'eXIf', 'tIME']);

function pngWithout(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, PNG.length)];
  let at = PNG.length;
  let isChanged = false;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return bytes;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (CHUNKS.has(name)) isChanged = true;
    else kept.push(bytes.subarray(at, end));
    at = end;
    if (name === 'IEND') break;
  }
  // What stands behind the picture is no part of it.
  return isChanged || at < bytes.length ? joined(kept) : bytes;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
