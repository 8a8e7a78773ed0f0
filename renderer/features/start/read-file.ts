/** What a file may weigh: the contract carries base64 of at most 64 MiB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

const READABLE = /\.(?:docx|txt|md)$/i;

/** Why this file is not worth sending, or null. The backend checks its content. */
export function refusalOf(file: { name: string; size: number }): string | null {
  if (/\.(?:doc|wps)$/i.test(file.name)) {
    return '旧格式读不了。请用 Word 或 WPS 打开，另存为 .docx 再导入。';
  }
  if (!READABLE.test(file.name)) return '只能导入 .docx、.txt 和 .md 文件。';
  if (file.size === 0) return '文件是空的。';
  if (file.size > MAX_FILE_BYTES) return '文件超过 64 MB。请去掉其中的图片再导入。';
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
