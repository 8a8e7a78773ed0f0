import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Refuses a file that has more of something than is read. @param what the fact as a half sentence: `有 30000 个段落，最多 20000 个`
 * @param todo what to do about it
 */
export function tooMuch(name: string, what: string, todo = '请在 Word 或 WPS 中分成几份，再导入'): AppError {
  return new AppError('too-large', `“${name}”${what}，没有导入。${todo}。`);
}

export const outOfMemory = (name: string): AppError =>
  new AppError(
    'too-large',
    `“${name}”内容太多或结构异常，读取时超出了内存上限，没有导入。请在 Word 或 WPS 中删去多余内容，另存后再导入。`,
  );

export const outOfTime = (name: string, milliseconds: number): AppError =>
  new AppError(
    'too-large',
    `“${name}”读了 ${Math.round(milliseconds / 1000)} 秒还没有读完，没有导入。请在 Word 或 WPS 中分成几份，或另存后再导入。`,
  );

/** Something in the file that this program did not foresee. */
export const unreadable = (name: string, cause: unknown): AppError =>
  new AppError(
    'damaged-file',
    `“${name}”里有读不了的内容，没有导入。请在 Word 或 WPS 中打开后另存，再导入。`,
    {
      cause,
    },
  );

export const cannotStart = (cause: unknown): AppError =>
  new AppError('unavailable', '读取文件的程序没有启动，没有导入。请关掉一些程序后重试。', { cause });

/**
 * Readers speak of importing. Gives the same error in the words of what is being done with the file; anything but an
 * AppError as it is. @param verb 收回, 核验, 校对
 */
export function inWordsOf(verb: string, error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const message = error.message
    .replaceAll('没有导入', `没有${verb}`)
    .replaceAll('停止导入', `停止${verb}`)
    .replaceAll('再导入', `再${verb}`);
  return new AppError(error.code, message, { cause: error });
}
