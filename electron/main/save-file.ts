import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import { app, BrowserWindow, dialog, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';

import { FORMATS, formatOfName } from '../../shared/contract/formats.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { writeFileSafely } from '../shells/write-file.ts';

/** What a file is called in the system's dialog; undefined where nothing is known of its kind. */
function kindOf(extension: string): string | undefined {
  const format = formatOfName(extension);
  return format ? FORMATS[format].kind : OTHER_KINDS[extension];
}

const OTHER_KINDS: Readonly<Record<string, string>> = {
  '.json': '规则、模板',
  '.nskey': '密钥卡',
  '.nsa': '审签文件',
};

const MAX_BYTES = 256 * 1024 * 1024;

/** What belongs beside a file: its ending comes behind the whole name that was chosen. */
const besideFile = z.strictObject({
  ending: z.string().regex(/^\.[a-z0-9]{1,8}$/),
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= MAX_BYTES),
});
const besideFiles = z.array(besideFile).max(4);

/**
 * Asks where to save, and saves, with what belongs beside it. The page names the file; the folder is always the user's
 * choice, and so is whether something is replaced.
 * @returns where it was saved; null when somebody thought better of it
 * @throws AppError with what was kept
 */
export async function saveFile(
  event: IpcMainInvokeEvent,
  name: unknown,
  bytes: unknown,
  beside: unknown = [],
): Promise<string | null> {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!window) throw refused('窗口已经关闭，没有保存。请重新打开年述再试。');
  if (typeof name !== 'string' || name === '' || name.length > 200)
    throw refused('文件名不合适，没有保存。请改短标题或换个名字再试。');
  if (!(bytes instanceof Uint8Array) || bytes.length > MAX_BYTES)
    throw refused('文件太大，没有保存。请减少内容或图片再试。');
  const more = besideFiles.safeParse(beside);
  if (!more.success) throw refused('旁边要存的文件不合适，没有保存。请重新导出再试。');
  // A name that holds a path would choose the folder.
  const suggested = basename(name.replaceAll('\\', '/'));
  const extension = extname(suggested);
  const kind = kindOf(extension);
  const answer = await dialog.showSaveDialog(window, {
    title: '保存',
    defaultPath: join(app.getPath('documents'), suggested),
    ...(kind ? { filters: [{ name: kind, extensions: [extension.slice(1)] }] } : {}),
  });
  if (answer.canceled || !answer.filePath) return null;
  const path = answer.filePath;
  const others = more.data.map(({ ending, bytes: content }) => ({ path: `${path}${ending}`, content }));
  for (const other of others)
    if (existsSync(other.path) && !(await mayReplace(window, other.path))) return null;
  try {
    await writeFileSafely(path, bytes);
  } catch (error) {
    throw failed(error, '文件没有保存成功。报告没有受影响，请换个位置再试。');
  }
  try {
    for (const other of others) await writeFileSafely(other.path, other.content);
  } catch (error) {
    throw failed(error, '文件没有保存成功。请换个位置再试。', `${basename(path)} 已保存，旁边的文件没有：`);
  }
  return path;
}

/** The system asks before it replaces the file itself; of what lies beside it, it knows nothing. */
async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `旁边已有 ${basename(path)}，要替换吗？`,
    detail: '它属于以前导出的文件。不替换，这次就什么也不保存，可以换个文件名再存。',
    buttons: ['替换', '不保存'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

/** @param before stands before what went wrong: what was kept */
function failed(error: unknown, unknownCause: string, before = ''): AppError {
  const known = error instanceof AppError ? error : new AppError('internal', unknownCause, { cause: error });
  if (before === '') return known;
  const { code, message, details } = known;
  return new AppError(code, `${before}${message}`, { cause: error, ...(details ? { details } : {}) });
}

const refused = (message: string): AppError => new AppError('bad-request', message);
