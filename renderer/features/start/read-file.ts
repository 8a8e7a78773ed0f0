import type { Chosen } from './import-model.ts';

/** What a file may weigh: text as little as a report is; Word files are full of pictures, which are not unpacked. */
const MAX_TEXT = 64 * 1024 * 1024;
const MAX_WORD = 512 * 1024 * 1024;

const READABLE = /\.(?:docx|txt|md)$/i;

/** Why this file is not worth sending, or null. The backend checks its content. */
export function refusalOf(file: { name: string; size: number }): string | null {
  if (/\.(?:doc|wps)$/i.test(file.name)) {
    return '旧格式读不了。请用 Word 或 WPS 打开，另存为 .docx 再导入。';
  }
  if (!READABLE.test(file.name)) return '只能导入 .docx、.txt 和 .md 文件。';
  if (file.size === 0) return '文件是空的。';
  const limit = /\.docx$/i.test(file.name) ? MAX_WORD : MAX_TEXT;
  if (file.size > limit) return `文件超过 ${limit / 1024 / 1024} MB。请去掉其中的图片再导入。`;
  return null;
}

/** The bytes of a file as base64. */
export function readBase64(file: Blob, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    signal.addEventListener('abort', () => reader.abort(), { once: true });
    reader.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.onload = () => {
      // `data:…;base64,` and then the bytes.
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(file);
  });
}

/** Files of a picker; those of a whole folder say where in it they lie. */
export function chosenOf(files: Iterable<File>): Chosen[] {
  return [...files].map((file) => ({
    file,
    folder: file.webkitRelativePath.split('/').slice(0, -1).join('/'),
  }));
}

/** Files that were dropped, also those in dropped folders, in the order of their names. */
export async function droppedFiles(items: readonly DataTransferItem[]): Promise<Chosen[]> {
  // The list of items is empty as soon as the event is over: all entries are asked for first.
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  const found: Chosen[] = [];
  for (const entry of entries) await walk(entry, '', found);
  return found;
}

async function walk(entry: FileSystemEntry, folder: string, found: Chosen[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ file, folder });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  for (;;) {
    // A reader gives a hundred at a time, and none at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    inside.push(...some);
  }
  inside.sort((a, b) => a.name.localeCompare(b.name, 'zh-CN', { numeric: true }));
  const path = folder ? `${folder}/${entry.name}` : entry.name;
  for (const one of inside) await walk(one, path, found);
}
