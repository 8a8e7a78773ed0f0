import { saveFile, type Saved } from './save-file.ts';

/** Hands a text to the user as a file: the system's own dialog on the desktop, a download in a browser. */
export function saveText(name: string, text: string): Promise<Saved> {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return saveFile(name, btoa(binary));
}
