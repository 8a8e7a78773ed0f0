import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Options of ours that are followed by a value. */
const WITH_VALUE = new Set(['--data']);
/** `https:`, `file:`; one letter is a drive of Windows. */
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]+:/;

/** The words of a start that are options, each with its value behind it, and those that are not. */
function wordsOf(args: readonly string[]): { options: string[]; others: string[] } {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const options: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < before.length; at += 1) {
    const arg = before[at] ?? '';
    if (!arg.startsWith('-')) {
      others.push(arg);
      continue;
    }
    const length = WITH_VALUE.has(arg) ? 2 : 1;
    options.push(...before.slice(at, at + length));
    at += length - 1;
  }
  // Behind `--` a dash is part of a name.
  return { options, others: end < 0 ? others : [...others, ...args.slice(end + 1)] };
}

/** The options of a start, ours and Chromium's, without the files that it names. */
export const optionsIn = (args: readonly string[]): string[] => wordsOf(args).options;

/**
 * The files that a start names: paths and `file:` addresses, as desktops hand them over. Every other address is passed
 * over.
 * @param args arguments after the program; `folder` is where the start was made, for relative paths
 */
export function filesIn(args: readonly string[], folder: string): string[] {
  const paths = wordsOf(args).others.flatMap((word) => pathOf(word, folder) ?? []);
  return [...new Set(paths)];
}

function pathOf(arg: string, folder: string): string | null {
  if (arg === '' || arg.includes('\0')) return null;
  if (!SCHEME.test(arg)) return resolve(folder, arg);
  if (!/^file:/i.test(arg)) return null;
  try {
    const path = fileURLToPath(arg);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

/** What is handed to a page in one piece at most. */
const MOST_MB = 256;
/** So many at once; a whole folder is imported in the window. */
const MOST_FILES = 50;

const READABLE = /\.(?:docx?|wps|txt|md|pdf|csv|nsa|nskey|nsv)$/i;
const BACKUP = /\.(?:nsb|db)$/i;

export type ReadFile = { path: string; name: string; bytes: Buffer<ArrayBuffer> };
export type ReadFiles = { files: ReadFile[]; refused: string[] };

/** Reads the files that were opened; what can't be read is a sentence, and holds up no other. */
export async function readOpened(paths: readonly string[]): Promise<ReadFiles> {
  const files: ReadFile[] = [];
  const refused: string[] = [];
  for (const path of paths.slice(0, MOST_FILES)) {
    const name = basename(path);
    const read = await readOne(path, name);
    if (typeof read === 'string') refused.push(read);
    else files.push({ path, name, bytes: read });
  }
  if (paths.length > MOST_FILES)
    refused.push(`一次最多打开 ${MOST_FILES} 个文件，其余的没有打开。请在首页点“导入文件夹”。`);
  return { files, refused };
}

async function readOne(path: string, name: string): Promise<Buffer<ArrayBuffer> | string> {
  const not = `“${name}”没有打开：`;
  if (BACKUP.test(name)) return `${not}这像是备份。请打开“备份与恢复”，在那里检查和恢复；现在的数据没有动。`;
  if (!READABLE.test(name))
    return `${not}年述不认得这种文件。能打开的有 .docx、.txt、.md，审签文件、密钥卡和要核验的文件。`;
  try {
    // Without waiting: a pipe that carries a document's name would hold the program up for ever.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = await handle.stat();
      if (stat.isDirectory()) return `${not}这是文件夹。请打开里面的文件，或在首页点“导入文件夹”。`;
      if (!stat.isFile()) return `${not}这不是普通的文件。`;
      if (stat.size > MOST_MB * 1024 * 1024)
        return `${not}超过 ${MOST_MB} MB。请在首页点“导入往年材料”选它，或去掉其中的图片。`;
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return not + reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  switch ((error as { code?: unknown }).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return '找不到它，可能已移走或改了名。请再找一次。';
    case 'EISDIR':
      return '这是文件夹。请打开里面的文件，或在首页点“导入文件夹”。';
    case 'EACCES':
    case 'EPERM':
      return '没有权限读它。请检查文件的权限，或复制到别处再打开。';
    case 'EBUSY':
      return '别的程序正占着它。请先在那里关掉，再打开。';
    default:
      return '读不出来。请看U盘或网络位置是否还在，再试一次。';
  }
}
