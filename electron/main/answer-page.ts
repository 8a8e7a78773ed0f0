import { ipcMain, type IpcMainInvokeEvent } from 'electron';

import { AppError, toWireError } from '../../shared/errors/app-error.ts';
import type { Logger } from '../backend/ports.ts';
import type { BridgeAnswer } from './channels.ts';
import { isFromPage } from './page.ts';

/**
 * Has `work` answer what the page asks over `channel`. Errors are answers, too: across the bridge one that is thrown
 * arrives without its class, its code and its facts. Only the main frame of our own page gets more than a refusal.
 * @param work gives a value or throws; what it throws is no fault of ours when it is an AppError
 */
export function answerPage<T>(
  channel: string,
  logger: Logger,
  work: (event: IpcMainInvokeEvent, ...args: unknown[]) => T | Promise<T>,
): void {
  ipcMain.handle(channel, async (event, ...args: unknown[]): Promise<BridgeAnswer<T>> => {
    try {
      if (!isFromPage(event))
        throw new AppError('bad-request', '请求被拒绝，什么也没有做。请重新打开年述再试。');
      return { ok: true, value: await work(event, ...args) };
    } catch (error) {
      if (!(error instanceof AppError)) logger.error('the page was not answered', { channel, error });
      return { ok: false, error: toWireError(error) };
    }
  });
}
