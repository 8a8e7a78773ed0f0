import { during, FileError, type FileTask } from '../../../shared/errors/file-error.ts';
import { outlineOf } from '../../../shared/structure/outline.ts';
import { recognise, type Recognised } from '../../../shared/structure/recognise.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { readDocx } from '../docx/read/read-docx.ts';
import { decodeText } from '../text/decode.ts';
import { fileKind } from '../text/file-kind.ts';
import { readMarkdownLine } from '../text/markdown-line.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';
import type { Doubt } from '../../../shared/structure/certainty.ts';

/**
 * Reads a report of any known format. Throws FileError that says why it can't be read; nothing is stored.
 * @param name file name, for the format and for messages
 * @param task what the file is read for, as the message says that it was not done
 */
export async function recogniseFile(
  name: string,
  bytes: Uint8Array,
  templates: readonly Template[],
  signal?: AbortSignal,
  task: FileTask = 'import',
): Promise<Recognised> {
  try {
    return await recogniseBytes(name, bytes, templates, signal);
  } catch (error) {
    throw during(task, error);
  }
}

async function recogniseBytes(
  name: string,
  bytes: Uint8Array,
  templates: readonly Template[],
  signal?: AbortSignal,
): Promise<Recognised> {
  const { lines, notes } = await linesOf(name, bytes, signal);
  if (lines.every((line) => line.text.trim() === '' && !line.table)) {
    throw new FileError('no-words', name);
  }
  const found = recognise(lines, { templates });
  const doubtful: Doubt[] = [...notes.map((why) => ({ block: 0, why })), ...found.doubtful];
  return { ...found, doubtful };
}

async function linesOf(
  name: string,
  bytes: Uint8Array,
  signal?: AbortSignal,
): Promise<{ lines: SourceLine[]; notes: string[] }> {
  if (fileKind(name, bytes) === 'docx') return readDocx(name, bytes, signal);
  const raw = decodeText(bytes, name).split(/\r\n|[\n\r\f\u2028\u2029]/);
  const isMarkdown = /\.md$/i.test(name);
  return { lines: raw.map((text) => (isMarkdown ? readMarkdownLine(text) : { text })), notes: [] };
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

export function importHandlers({ templates }: Deps) {
  const all = [...templates.values()];

  return handlersFor({
    'import.outline': async ({ name, bytes }, { signal }) => {
      const found = await recogniseFile(name, bytesOf(bytes), all, signal, 'recognise');
      const { document, variables, doubtful, blocks, sure } = found;
      return { ...outlineOf(document, variables, doubtful, blocks), sure };
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
]);
