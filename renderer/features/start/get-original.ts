import type { Client } from '../../client/client.ts';
import { bytesOf, saveBytes, type Saved } from '../export/save-file.ts';

/** Gives back the file that a report was imported from; the newest where there are several. Null: there is none. */
export async function getOriginal(client: Client, report: string): Promise<Saved | null> {
  const [newest] = await client.call('original.list', { id: report });
  if (!newest) return null;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; offset < newest.size;) {
    const piece = await client.call('original.read', { id: newest.id, offset });
    const bytes = bytesOf(piece.bytes);
    if (bytes.length === 0) break;
    pieces.push(bytes);
    offset += bytes.length;
  }
  return saveBytes(newest.name, pieces);
}
