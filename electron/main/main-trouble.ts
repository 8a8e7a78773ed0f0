import { app, dialog } from 'electron';

import type { Logger } from '../backend/ports.ts';

/**
 * Logs what goes wrong in main and tells it once: main has no text of reports in it, and can mostly go on. Electron alone
 * would show a box in English with a stack each time.
 */
export function watchMain(logger: Logger, logFolder: string): void {
  let told = false;
  const tell = (error: unknown, what: string): void => {
    logger.error(what, { error });
    if (told) return;
    told = true;
    const message = '年述出了一个内部错误';
    const detail = `已保存的内容没有受影响，可以继续用。如果窗口不对劲，请保存后重新打开年述。\n经过记在日志里：${logFolder}`;
    if (!app.isReady()) {
      dialog.showErrorBox(message, detail);
      return;
    }
    void showError(message, detail);
  };
  process.on('uncaughtException', (error) => tell(error, 'main threw'));
  process.on('unhandledRejection', (error) => tell(error, 'main rejected'));
}

async function showError(message: string, detail: string): Promise<void> {
  try {
    await dialog.showMessageBox({
      type: 'error',
      title: '年述',
      message,
      detail,
      buttons: ['好'],
      noLink: true,
    });
  } catch {
    // There is nothing left to tell it with; the log has it.
  }
}
