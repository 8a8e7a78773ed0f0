import { strFromU8, unzlibSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';

import {
  nameRealCharacters,
  realCharacter,
  withRealCharacters,
} from '../../../electron/backend/pdf/real-characters.ts';
import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';

const TEXT =
  '青禾镇工作报告：人民群众反映的长期问题、行政执法和交通风险，一二八十，车辆、鱼塘、齿轮、龙舟、黄土、虎山。';
const RADICALS = /[\u2E80-\u2FDF]/;

/** Every table from glyphs to characters in a PDF, also those that an update has replaced. */
function tables(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1');
  return [...text.matchAll(/\/Length (\d+)[^>]*>> stream\n/g)].flatMap(({ 0: head, 1: length, index }) => {
    const from = index + head.length;
    try {
      const inner = strFromU8(unzlibSync(pdf.subarray(from, from + Number(length))), true);
      return inner.includes('begincmap') ? [inner] : [];
    } catch {
      return [];
    }
  });
}

describe('characters and radicals of one glyph', () => {
  const printer = new BrowserPrinter();
  afterAll(() => printer.close());

  it('are told apart', () => {
    expect(withRealCharacters('⼯作、⼈⺠、⻓期、⾏政、⻛险')).toBe('工作、人民、长期、行政、风险');
    expect(withRealCharacters(TEXT)).toBe(TEXT);
    for (let code = 0x2f00; code <= 0x2fd5; code += 1) {
      expect(realCharacter(String.fromCodePoint(code))).not.toMatch(RADICALS);
    }
  });

  it('come out of a PDF as what was printed', async () => {
    const html = `<!doctype html><html lang="zh-CN"><head><title>t</title></head><body><p style="font-family:serif">${TEXT}</p><p style="font-family:sans-serif">${TEXT}</p></body></html>`;
    const pdf = nameRealCharacters(await printer.print({ html }));
    const { getDocumentProxy } = await import('unpdf');
    const document = await getDocumentProxy(pdf.slice());
    const page = await document.getPage(1);
    const { items } = await page.getTextContent();
    await document.loadingTask.destroy();
    expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toBe(TEXT + TEXT);
    expect(tables(pdf).length).toBeGreaterThan(0);
  }, 60_000);

  it('leaves alone what is no PDF of Chromium’s', () => {
    const bytes = new TextEncoder().encode('%PDF-1.7 nothing');
    expect(nameRealCharacters(bytes)).toBe(bytes);
  });
});
