import { FileError } from '../../../shared/errors/file-error.ts';
import type { Doubt } from '../../../shared/structure/certainty.ts';
import { recognise, type Recognised } from '../../../shared/structure/recognise.ts';
import type { SourceLine } from '../../../shared/structure/source-line.ts';
import { holdsSomething } from '../../../shared/structure/source-text.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { readDocx, type HowToRead, type WordText } from '../docx/read/read-docx.ts';
import { decodeText } from '../text/decode.ts';
import { fileKind } from '../text/file-kind.ts';
import { readMarkdownLine } from '../text/markdown-line.ts';
import type { NewImage } from '../files/image.ts';
import type { OpenedFile } from '../files/source-file.ts';
import { refuseTooManyNodes, refuseTooMuch } from './too-much.ts';

/**
 * Reads a report of any known format. Throws FileError that says why it can't be read.
 * @param fit this computer may hold state secrets; where it may not, a file with a grade is refused
 * @param how of a Word file: as printed, or as it was before its tracked changes
 */
export async function recogniseFile(
  file: OpenedFile,
  templates: readonly Template[],
  fit: boolean,
  how: HowToRead = {},
): Promise<Recognised & { images: NewImage[]; marked: boolean }> {
  const { name } = file;
  const { lines, notes, images, margins, marked } = await linesOf(file, how);
  if (!lines.some((line) => holdsSomething(line))) {
    throw new FileError('no-words', name);
  }
  refuseTooMuch(name, lines);
  const found = recognise(lines, { templates, margins });
  if (found.grade && !fit) throw new FileError('classified', name, { facts: { what: found.grade } });
  refuseTooManyNodes(name, found.document.blocks);
  const doubtful: Doubt[] = [...notes.map((why) => ({ block: 0, why })), ...found.doubtful];
  return { ...found, doubtful, images, marked };
}

async function linesOf(file: OpenedFile, how: HowToRead): Promise<WordText> {
  const { name } = file;
  if (fileKind(file) === 'docx') return readDocx(name, file.source, how);
  const { text, broken } = decodeText(file.bytes(), name);
  const isMarkdown = /\.md$/i.test(name);
  const lines = text
    // Blank lines say nothing, and a file may have millions.
    .split(/[\n\r\f\u2028\u2029]+/)
    .map((line): SourceLine => (isMarkdown ? readMarkdownLine(line) : { text: line }));
  const notes = broken > 0 ? [`有 ${broken} 处文字读不出来，显示为“\uFFFD”，请对照原文件补上`] : [];
  return { lines, notes, images: [], margins: [], marked: false };
}
