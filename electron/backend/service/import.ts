import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function importHandlers({ reader }: Deps) {
  return handlersFor({
    'import.outline': ({ name, bytes }, { signal }) =>
      reader.read({ kind: 'outline', file: { name, bytes: Buffer.from(bytes, 'base64') } }, signal),
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
]);
