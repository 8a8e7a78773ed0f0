import { AppError } from '../../../shared/contract/errors.ts';
import type { ImportResult } from '../../../shared/contract/methods.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { countsOf, outlineOf } from '../../../shared/structure/outline.ts';
import { recognise, type Recognised } from '../../../shared/structure/recognise.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { readDocx } from '../docx/read/read-docx.ts';
import { decodeText } from '../text/decode.ts';
import { fileKind } from '../text/file-kind.ts';
import { readMarkdownLine } from '../text/markdown-line.ts';
import { hashOf, textHashOf, type NewOriginal } from '../store/original-store.ts';
import type { Deps } from './deps.ts';
import { putDown } from './record.ts';
import { UNKNOWN_UNIT } from './unknown-unit.ts';
import type { Handlers } from './registry.ts';
import type { Doubt } from '../../../shared/contract/doubts.ts';

/**
 * Reads a report of any known format. Throws AppError that says why it can't be read; nothing is stored.
 * @param name file name, for the format and for messages
 */
export async function recogniseFile(
  name: string,
  bytes: Uint8Array,
  templates: readonly Template[],
  signal?: AbortSignal,
): Promise<Recognised> {
  const { lines, notes } = await linesOf(name, bytes, signal);
  if (lines.every((line) => line.text.trim() === '' && !line.table)) {
    throw new AppError('empty-file', `“${name}”里没有文字，没有导入。请检查文件后重试。`);
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

export function importHandlers(deps: Deps): Handlers {
  const { ports, store, templates, emit } = deps;
  const all = [...templates.values()];

  const take = async (
    file: { name: string; bytes: string },
    year: number | undefined,
    signal: AbortSignal,
  ): Promise<ImportResult> => {
    const bytes = bytesOf(file.bytes);
    const found = await recogniseFile(file.name, bytes, all, signal);
    const { document, variables, doubtful } = found;
    const known = year ?? found.year;
    const doubts = [...doubtful];
    if (known === undefined) doubts.push({ block: 0, why: '没有找到年份，先按今年收入，请在首页更正' });
    if (found.unit === undefined) doubts.push({ block: 0, why: '没有找到单位名称，请在首页更正' });
    const report = {
      year: known ?? ports.now().getFullYear(),
      unit: found.unit ?? UNKNOWN_UNIT,
    };
    const source = originalOf(file.name, bytes, found);
    const template = found.template || (all[0]?.id ?? '');
    const id = store.atomically(() => {
      const made = store.reports.insert({
        ...report,
        template,
        document,
        variables,
        source,
        doubts: doubtful,
      });
      putDown(deps, { report: made, action: 'imported', details: file.name });
      return made;
    });
    return {
      file: file.name,
      id,
      title: found.title,
      ...report,
      counts: countsOf(document),
      ...(doubts.length > 0 ? { doubtful: doubts } : {}),
    };
  };

  return {
    'import.files': async ({ files, year }, { signal, progress }) => {
      const results: ImportResult[] = [];
      for (const [index, file] of files.entries()) {
        if (signal.aborted) throw new AppError('cancelled', '已停止导入，前面导入的报告已保存。');
        progress(index, files.length, file.name);
        try {
          results.push(await take(file, year, signal));
          emit('reports.changed', {});
        } catch (error) {
          // A file that can't be read is named, and does not hold up the others; a store that can't be written does.
          if (!(error instanceof AppError) || !OF_THE_FILE.has(error.code)) throw error;
          results.push({ file: file.name, refused: { code: error.code, message: error.message } });
        }
      }
      progress(files.length, files.length, '');
      return results;
    },

    'import.outline': async ({ name, bytes }, { signal }) => {
      const found = await recogniseFile(name, bytesOf(bytes), all, signal);
      const { document, variables, doubtful, blocks, sure } = found;
      return { ...outlineOf(document, variables, doubtful, blocks), sure };
    },
  };
}

/** A file that was read whole, to be kept with the report. */
function originalOf(name: string, bytes: Uint8Array, { document, variables }: Recognised): NewOriginal {
  const text = plainText(document.blocks, { variables });
  return { name, bytes, size: bytes.length, hash: hashOf(bytes), textHash: textHashOf(text) };
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
