/** What the desktop shell's preload offers; absent in a browser. */
type DesktopFiles = {
  /** Asks where to save and writes the file; null when the user thought better of it, else the path. */
  saveFile(name: string, bytes: Uint8Array): Promise<string | null>;
};

type Saved = 'saved' | 'downloaded' | 'dismissed';

function desktop(): DesktopFiles | null {
  const bridge = (window as { nianshu?: Partial<DesktopFiles> }).nianshu;
  return typeof bridge?.saveFile === 'function' ? (bridge as DesktopFiles) : null;
}

const TYPES: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  txt: 'text/plain;charset=utf-8',
};

/** Hands a finished file to the user: the system's own dialog on the desktop, a download in a browser. */
export async function saveFile(name: string, base64: string): Promise<Saved> {
  const bytes = bytesOf(base64);
  const bridge = desktop();
  if (bridge) return (await bridge.saveFile(name, bytes)) === null ? 'dismissed' : 'saved';
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the data once it has begun; a minute is more than enough for that.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return 'downloaded';
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
