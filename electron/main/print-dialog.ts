import { BrowserWindow, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { z } from 'zod';

import { escapeXml } from '../../shared/text/escape-xml.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { PdfService } from './pdf.ts';

const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const MAX_PAGES = 500;

const isPng = (bytes: Uint8Array): boolean =>
  bytes.length <= MAX_PAGE_BYTES && [0x89, 0x50, 0x4e, 0x47].every((byte, at) => bytes[at] === byte);

const titleOf = z.string().min(1).max(200);
const pagesOf = z.array(z.instanceof(Uint8Array).refine(isPng)).min(1).max(MAX_PAGES);

/**
 * Shows the system's print dialog for pages that the page of the program has drawn: pictures of A4 sheets, which no
 * printer's margins and no version of Chromium lays out anew. For `answerPage`: gives null when somebody thought better of
 * it, throws AppError.
 */
export function createPrintDialog(
  pdf: Pick<PdfService, 'withPage'>,
): (event: IpcMainInvokeEvent, title: unknown, pages: unknown) => Promise<'printed' | null> {
  // Two print dialogs at once: nobody would know which one prints what.
  const open = new Set<number>();
  return async (event, title, pages) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!window) throw refused('窗口已经关闭，没有打印。请重新打开年述再试。');
    const named = titleOf.safeParse(title);
    const drawn = pagesOf.safeParse(pages);
    if (!named.success || !drawn.success)
      throw refused('要打印的版面不合适，没有打印。请导出 PDF 后再打印。');
    if (open.has(window.id)) throw refused('打印窗口已经打开，没有再打一份。请先在那里打印或取消。');
    open.add(window.id);
    try {
      return await pdf.withPage(sheetsHtml(named.data, drawn.data), (shown) => askToPrint(shown.webContents));
    } catch (error) {
      throw error instanceof AppError ? error : new AppError('internal', sentenceOf(''), { cause: error });
    } finally {
      open.delete(window.id);
    }
  };
}

/** The system's dialog. Answers null when it was cancelled; throws AppError with what went wrong. */
function askToPrint(contents: WebContents): Promise<'printed' | null> {
  return new Promise((resolve, reject) => {
    contents.print(
      { silent: false, printBackground: true, margins: { marginType: 'none' }, pageSize: 'A4' },
      (success, failureReason) => {
        if (success) resolve('printed');
        // Chromium's words: "Print job canceled", and in older ones "cancelled".
        else if (/cancel/i.test(failureReason)) resolve(null);
        else reject(new AppError('no-printer', sentenceOf(failureReason)));
      },
    );
  });
}

function sentenceOf(reason: string): string {
  if (/settings|no printers?|not found|deviceName/i.test(reason))
    return '没有打印：系统里没有能用的打印机。请先在系统设置里添加打印机再试，或导出 PDF 到别处打印；报告没有改动。';
  return '没有打印：打印机没有接受。请看打印机是否开着、有没有纸，再试一次；也可以导出 PDF 后打印。报告没有改动。';
}

/** One picture a sheet, nothing around it. */
function sheetsHtml(title: string, pages: readonly Uint8Array[]): string {
  const images = pages.map(
    (page) => `<img alt="" src="data:image/png;base64,${Buffer.from(page).toString('base64')}">`,
  );
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>${escapeXml(title)}</title><style>
@page { size: A4; margin: 0 }
html, body { margin: 0; background: white }
img { display: block; width: 210mm; height: 296.9mm; break-after: page }
img:last-child { break-after: auto }
</style>${images.join('\n')}</html>`;
}

const refused = (message: string): AppError => new AppError('bad-request', message);
