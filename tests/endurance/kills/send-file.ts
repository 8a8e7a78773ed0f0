import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

import type { Backend } from '../../../electron/backend/service/registry.ts';
import { CHUNK } from '../../../shared/contract/import-batch.ts';
import type { WordFile } from './large-word.ts';

type Call = Pick<Backend, 'call'>['call'];
/** What takes a file in: the backend in this process, or one in another. */
export type Taker = { call: Call };

/** Sends a file piece by piece, as a window does. @param sent is told how many pieces have been answered */
export async function sendFile(
  to: Taker,
  batch: string,
  key: string,
  file: WordFile,
  sent: (pieces: number) => void = () => {},
): Promise<void> {
  const handle = openSync(file.path, 'r');
  const piece = Buffer.alloc(CHUNK);
  try {
    for (let offset = 0; offset < file.size; offset += CHUNK) {
      const length = readSync(handle, piece, 0, CHUNK, offset);
      const bytes = piece.subarray(0, length).toString('base64');
      const about = { name: '总结.docx', size: file.size };
      await to.call('import.stage', { batch, file: key, ...about, offset, bytes });
      sent(offset / CHUNK + 1);
    }
  } finally {
    closeSync(handle);
  }
}

/** Has it recognised. Throws where it is refused. */
export async function recognised(to: Taker, batch: string, key: string): Promise<void> {
  const { refused } = await to.call('import.recognise', { batch, file: key });
  if (refused) throw new Error(`it is refused: ${refused.message}`);
}

/** Takes what was recognised in, as reports of these units. Throws where one is refused. */
export async function takeAll(
  to: Taker,
  batch: string,
  files: readonly { key: string; unit: string }[],
): Promise<void> {
  const taken = await to.call('import.take', {
    batch,
    files: files.map(({ key, unit }) => ({ file: key, year: 2021, unit, template: 'work-summary' })),
  });
  for (const one of taken) if ('refused' in one) throw new Error(`it is refused: ${one.refused.message}`);
}

/** SHA-256 of an original as it is given back, of which `size` bytes should be there. */
export async function givenBack(backend: Backend, id: number, size: number): Promise<string> {
  const hash = createHash('sha256');
  for (let offset = 0; offset < size; offset += CHUNK) {
    const { bytes } = await backend.call('original.read', { id, offset });
    hash.update(Buffer.from(bytes, 'base64'));
  }
  return hash.digest('hex');
}
