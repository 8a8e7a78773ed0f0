import { basename, extname, join } from 'node:path';

import { app, BrowserWindow, dialog, type IpcMainInvokeEvent } from 'electron';

import { FORMATS, formatOfName } from '../../shared/contract/formats.ts';
import { AppError, toWireError } from '../../shared/errors/app-error.ts';
import { writeFileSafely } from '../shells/write-file.ts';
import type { SaveFileAnswer } from './channels.ts';
import { isFromPage } from './page.ts';

/** What a file is called in the system's dialog; undefined where nothing is known of its kind. */
function kindOf(extension: string): string | undefined {
  const format = formatOfName(extension);
  return format ? FORMATS[format].kind : extension === '.json' ? '规则、模板' : undefined;
}

const MAX_BYTES = 256 * 1024 * 1024;

/** Asks where to save, and saves. The page names the file; the folder is always the user's choice. */
export async function saveFile(
  event: IpcMainInvokeEvent,
  name: unknown,
  bytes: unknown,
): Promise<SaveFileAnswer> {
  const window = BrowserWindow.fromWebContents(event.sender);
  if (!isFromPage(event) || !window) return refused('请求被拒绝，没有保存。请重新打开年述再试。');
  if (typeof name !== 'string' || name === '' || name.length > 200)
    return refused('文件名不合适，没有保存。请改短标题或换个名字再试。');
  if (!(bytes instanceof Uint8Array) || bytes.length > MAX_BYTES)
    return refused('文件太大，没有保存。请减少内容或图片再试。');
  // A name that holds a path would choose the folder.
  const suggested = basename(name.replaceAll('\\', '/'));
  const extension = extname(suggested);
  const kind = kindOf(extension);
  const answer = await dialog.showSaveDialog(window, {
    title: '保存',
    defaultPath: join(app.getPath('documents'), suggested),
    ...(kind ? { filters: [{ name: kind, extensions: [extension.slice(1)] }] } : {}),
  });
  if (answer.canceled || !answer.filePath) return { ok: true, value: null };
  try {
    await writeFileSafely(answer.filePath, bytes);
    return { ok: true, value: answer.filePath };
  } catch (error) {
    const known =
      error instanceof AppError
        ? error
        : new AppError('internal', '文件没有保存成功。报告没有受影响，请换个位置再试。', { cause: error });
    return { ok: false, error: toWireError(known) };
  }
}

function refused(message: string): SaveFileAnswer {
  return { ok: false, error: toWireError(new AppError('bad-request', message)) };
}
