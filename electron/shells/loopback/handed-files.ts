import { randomBytes } from 'node:crypto';

import type { ReadFiles } from '../opened-files.ts';

/** Files that the program was started with, on their way to its page. */
export type HandedFiles = {
  /** What waits, each with an id that gets its bytes; given once. */
  list(): { files: { id: string; name: string }[]; refused: string[] };
  /** The bytes of one; given once. Null where there is none of that id. */
  take(id: string): Buffer<ArrayBuffer> | null;
};

/** @param read what was read at the start */
export function handFiles({ files, refused }: ReadFiles): HandedFiles {
  const waiting = new Map(files.map((file) => [randomBytes(16).toString('base64url'), file]));
  let listed = false;
  return {
    list: () => {
      if (listed) return { files: [], refused: [] };
      listed = true;
      return { files: [...waiting].map(([id, { name }]) => ({ id, name })), refused };
    },
    take: (id) => {
      const found = waiting.get(id);
      waiting.delete(id);
      return found?.bytes ?? null;
    },
  };
}
