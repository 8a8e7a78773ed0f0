import { isFit } from './classified.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function importHandlers({ reader, store }: Deps) {
  return handlersFor({
    'import.outline': ({ name, bytes }, { signal }) => {
      const file = { name, bytes: Buffer.from(bytes, 'base64') };
      return reader.read({ kind: 'outline', file, fit: isFit(store) }, signal);
    },
  });
}

/** Errors that say something of one file, and are no reason to stop with the others. */
export const OF_THE_FILE = new Set([
  'not-word',
  'empty-file',
  'damaged-file',
  'encrypted-file',
  'too-large',
  'unknown-encoding',
  'unsupported-format',
  'invalid-document',
  'classified',
]);
