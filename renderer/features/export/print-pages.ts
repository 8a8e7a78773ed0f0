import { AppError } from '../../../shared/errors/app-error.ts';
import { desktopBridge, fromBridge } from '../../client/bridge.ts';
import { pagePictures } from './page-pictures.ts';
import { bytesOf, type Saved } from './save-file.ts';
import type { Deliver } from './use-export.ts';

import './print-sheets.css';

/** Prints a PDF that was made: the system's dialog on the desktop, the browser's in a browser. */
export const printMade: Deliver = async ({ name, bytes }, { say, signal }) => {
  const pictures = await pagePictures(bytesOf(bytes), signal, (page, of) =>
    say(`正在准备第 ${page} 页，共 ${of} 页`, (page - 1) / of),
  );
  // The last page may have been drawn after somebody thought better of it.
  if (signal.aborted) throw new AppError('cancelled', '已取消。');
  const title = name.replace(/\.pdf$/i, '');
  const bridge = desktopBridge();
  say('请在打印窗口里选打印机…');
  if (bridge) return fromBridge(await bridge.printPages(title, pictures)) ?? 'dismissed';
  return printSheets(title, pictures);
};

/** Takes away what the last print has left, where the browser never said that it was over. */
let tidyLast = (): void => undefined;

/** Has the browser print pictures of pages, each on a sheet of its own; the window itself is not printed meanwhile. */
async function printSheets(title: string, pictures: readonly Uint8Array<ArrayBuffer>[]): Promise<Saved> {
  tidyLast();
  const addresses = pictures.map((one) => URL.createObjectURL(new Blob([one], { type: 'image/png' })));
  const sheets = document.createElement('div');
  sheets.className = 'print-sheets';
  sheets.setAttribute('aria-hidden', 'true');
  const before = document.title;
  const tidy = (): void => {
    if (!sheets.isConnected) return;
    sheets.remove();
    document.title = before;
    document.documentElement.classList.remove('printing-sheets');
    for (const address of addresses) URL.revokeObjectURL(address);
  };
  tidyLast = tidy;
  for (const address of addresses) {
    const image = document.createElement('img');
    image.src = address;
    image.alt = '';
    sheets.append(image);
  }
  // Only while these are printed: margins of the page are no matter of an element, which a class could choose.
  const style = document.createElement('style');
  style.textContent = '@page { size: A4; margin: 0 }';
  sheets.append(style);
  document.body.append(sheets);
  try {
    await Promise.all([...sheets.querySelectorAll('img')].map((image) => image.decode()));
  } catch (error) {
    tidy();
    throw new AppError('internal', '没有打印：版面没有画出来。请关掉别的程序再试，或导出 PDF 后打印。', {
      cause: error,
    });
  }
  // What a printer's queue, or a printer that writes files, calls it.
  document.title = title;
  document.documentElement.classList.add('printing-sheets');
  window.addEventListener('afterprint', tidy, { once: true });
  window.print();
  return 'shown';
}
