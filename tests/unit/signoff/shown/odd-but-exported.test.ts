import { afterAll, beforeAll, expect, it } from 'vitest';

import { BrowserPrinter } from '../../../../electron/backend/print/browser-printer.ts';
import { shownByPdf } from '../../../../electron/backend/signing/shown/shown-by-pdf.ts';
import { openOffice, sign, takeIn, type Office } from '../setup.ts';
import { qpdf } from './pdf-tools.ts';
import { TAMPERED } from './tampered-pdfs.ts';

const browser = new BrowserPrinter();
const box = TAMPERED['a white box behind what a page draws'];
/** Prints as a browser might one day: with something on the page that today’s never makes. */
const printer = {
  print: async (request: Parameters<BrowserPrinter['print']>[0]) =>
    new Uint8Array(box?.make(Buffer.from(await browser.print(request))) ?? []),
  installedFonts: (families: readonly string[]) => browser.installedFonts(families),
  close: () => browser.close(),
};

let office: Office;
beforeAll(async () => {
  office = await openOffice(printer);
}, 120_000);
afterAll(async () => {
  await office.close();
  await browser.close();
});

it('is the same words, with something odd in it that was there when it was exported', async () => {
  const id = await takeIn(office.backend);
  await sign(office.backend, id);
  const { bytes } = await office.backend.call('export.make', { id, format: 'pdf', edition: 'internal' });
  const saved = qpdf(Buffer.from(bytes, 'base64'), '--linearize');
  expect(shownByPdf(saved).oddities.map(({ kind }) => kind)).toContain('overlay');
  const verify = (file: Buffer) =>
    office.backend.call('signoff.verifyFile', { name: '总结.pdf', bytes: file.toString('base64') });
  expect(await verify(saved)).toMatchObject({ ok: true, scope: 'words', oddities: [] });
  const twice = box?.make(saved) ?? saved;
  expect(await verify(twice)).toMatchObject({ ok: false, scope: null, answer: 'invalid' });
}, 120_000);
