import { FORMATS, formatOfName } from '../../../shared/contract/formats.ts';
import { desktopBridge, fromBridge, type Beside } from '../../client/bridge.ts';

/**
 * Saved through the system's dialog, handed to the browser's downloads, given to a printer, shown in the browser's window
 * for printing (which tells nobody what becomes of it), or left alone by the user.
 */
export type Saved = 'saved' | 'downloaded' | 'printed' | 'shown' | 'dismissed';

/** Of files that are no report. */
const OTHER_TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  svg: 'image/svg+xml',
};

function mediaTypeOf(name: string): string {
  const format = formatOfName(name);
  if (format) return FORMATS[format].mediaType;
  return OTHER_TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

/**
 * Hands a finished file to the user: the system's own dialog on the desktop, a download in a browser.
 * @param beside what belongs beside it: saved under the same name with an ending of its own
 */
export function saveFile(name: string, base64: string, beside: readonly Beside[] = []): Promise<Saved> {
  return saveBytes(name, [bytesOf(base64)], beside);
}

/** The same for bytes that came in pieces. */
export async function saveBytes(
  name: string,
  pieces: readonly Uint8Array<ArrayBuffer>[],
  beside: readonly Beside[] = [],
): Promise<Saved> {
  const bridge = desktopBridge();
  if (bridge) {
    const bytes = new Uint8Array(await new Blob([...pieces]).arrayBuffer());
    return fromBridge(await bridge.saveFile(name, bytes, beside)) === null ? 'dismissed' : 'saved';
  }
  download(name, pieces);
  for (const { ending, bytes } of beside) download(`${name}${ending}`, [bytes]);
  return 'downloaded';
}

function download(name: string, pieces: readonly Uint8Array<ArrayBuffer>[]): void {
  const type = mediaTypeOf(name);
  const url = URL.createObjectURL(new Blob([...pieces], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it has begun; a minute is more than enough for that.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
