import { ipcMain, type IpcMainEvent } from 'electron';

import type { Logger } from '../backend/ports.ts';
import { answerPage } from './answer-page.ts';
import type { BackendHost } from './backend-host.ts';
import { CHANNELS } from './channels.ts';
import { onReadyToClose, onClosingTakesLong, onStayOpen, onUnsaved } from './closing.ts';
import type { OpenDocuments } from './open-documents.ts';
import { isFromPage } from './page.ts';
import type { PdfService } from './pdf.ts';
import { createPrintDialog } from './print-dialog.ts';
import { saveFile } from './save-file.ts';

function hear(channel: string, work: (event: IpcMainEvent, said: unknown) => void): void {
  ipcMain.on(channel, (event, said: unknown) => {
    if (isFromPage(event)) work(event, said);
  });
}

/** Everything that a page may say to main and ask of it. */
export function hearPages({
  host,
  documents,
  pdf,
  logger,
}: {
  host: BackendHost;
  documents: OpenDocuments;
  pdf: PdfService;
  logger: Logger;
}): void {
  hear(CHANNELS.connect, (event) => host.connect(event.sender));
  hear(CHANNELS.readyToClose, onReadyToClose);
  hear(CHANNELS.closingTakesLong, onClosingTakesLong);
  hear(CHANNELS.stayOpen, onStayOpen);
  hear(CHANNELS.unsaved, onUnsaved);
  answerPage(CHANNELS.saveFile, logger, saveFile);
  // Only the shell may read the clipboard; the page then hears of a paste as if the keys had been pressed.
  answerPage(CHANNELS.paste, logger, (event) => {
    event.sender.paste();
    return null;
  });
  answerPage(CHANNELS.takeFiles, logger, () => documents.take());
  answerPage(CHANNELS.printPages, logger, createPrintDialog(pdf));
}
