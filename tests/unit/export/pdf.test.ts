import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it, vi } from 'vitest';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { countPages } from '../../../electron/backend/print/count-pages.ts';
import { OFFICIAL_FONTS } from '../../../electron/backend/print/fonts.ts';
import { findAnyBrowser } from '../../../electron/backend/print/launch-browser.ts';
import { toPrintHtml } from '../../../electron/backend/print/html.ts';
import { printPdf } from '../../../electron/backend/print/print-pdf.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeHeading, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { SCHEMA_VERSION, type Block, type Inline } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { OpenedFile } from '../../../electron/backend/files/source-file.ts';
import { readSignedFile } from '../../../electron/backend/signing/read-signed.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { photos, richBlocks, richHead } from '../../rich-report.ts';
import { samplePolicy, sampleReport, sampleTemplate } from './sample.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

// A browser has to start first, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const css = ['page-fonts.css', 'official.css']
  .map((file) => readFileSync(new URL(`../../../resources/print/${file}`, import.meta.url), 'utf8'))
  .join('\n');
const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianshu-pdf-'));
const printer = new BrowserPrinter();

afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function pdfOf(edition: Edition, more: Block[] = []): Promise<Uint8Array> {
  const html = toPrintHtml(toEdition(sampleReport(more), sampleTemplate, edition, samplePolicy), css);
  return printPdf({ printer, resourcesDir }, { html });
}

/** What poppler's tool says of a PDF. */
function poppler(
  tool: 'pdftotext' | 'pdfinfo' | 'pdffonts',
  bytes: Uint8Array,
  ...options: string[]
): string {
  const file = join(folder, 'one.pdf');
  writeFileSync(file, bytes);
  const last = tool === 'pdftotext' ? ['-'] : [];
  return execFileSync(tool, [...options, file, ...last], { encoding: 'utf8' });
}

describe('the printer', () => {
  it('lets go of a page that is still being laid out', async () => {
    const own = new BrowserPrinter();
    const html = toPrintHtml(
      toEdition(
        sampleReport(Array.from({ length: 150 }, () => makeParagraph(line.repeat(30)))),
        sampleTemplate,
        'internal',
        samplePolicy,
      ),
      css,
    );
    await own.print({ html: '<p>一</p>' });
    const stop = new AbortController();
    const printed = own.print({ html, signal: stop.signal });
    stop.abort();
    await expect(printed).rejects.toMatchObject({ code: 'cancelled' });
    // The next one is not held up, nor is the end.
    expect((await own.print({ html: '<p>二</p>' })).length).toBeGreaterThan(0);
    await own.close();
  });
});

const line = '依法行政建设法治政府推进基层治理能力提升人民满意工作落实';

describe('the PDF', () => {
  it('can be searched, and prints the real values in the internal edition', async () => {
    const text = poppler('pdftotext', await pdfOf('internal'));
    const plain = text.replaceAll(/\s/g, '');
    expect(plain).toContain('青禾镇2025年全面依法治市工作总结和2026年工作计划');
    expect(plain).toContain('一是抓好党委理论学习中心组学法。全年开展学法12次，领导干部参加348人次。');
    expect(plain).toContain('“法治青年”行动——深入推进……');
    expect(text).toMatch(/^— ?1 ?—$/m);
  });

  it('has every font in it as a TrueType subset, with names’ characters and signs', async () => {
    const signs = '镕堃昇珺喆㎡①“”‘’——…·％〔〕№℃×';
    const bytes = await pdfOf('internal', [
      makeHeading(2, signs),
      makeHeading(1, signs),
      makeParagraph(signs),
    ]);
    const fonts = poppler('pdffonts', bytes).trim().split('\n').slice(2);
    // Body, 黑体, 楷体 and title.
    expect(fonts.length).toBeGreaterThanOrEqual(4);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes /);
    const text = poppler('pdftotext', bytes).replaceAll(/\s/g, '');
    expect(text.split(signs)).toHaveLength(4);
  });

  it('keeps what is internal out of the public edition, file and all', async () => {
    const bytes = await pdfOf('public');
    const plain = poppler('pdftotext', bytes).replaceAll(/\s/g, '');
    expect(plain).toContain('**镇2025年');
    expect(plain).toContain('参加***人次');
    expect(plain + poppler('pdfinfo', bytes)).not.toMatch(/青禾|周明远|348|27\.5|5821/);
  });

  it('is A4, tagged, named, and in outline', async () => {
    const bytes = await pdfOf('internal');
    const facts = poppler('pdfinfo', bytes);
    expect(facts).toMatch(/^Title:\s+青禾镇2025年/m);
    expect(facts).toMatch(/^Tagged:\s+yes/m);
    expect(facts).toMatch(/^Page size:.*A4/m);
    // Neither the machine's system nor the browser's version.
    expect(facts).toMatch(/^Creator:\s+Nianshu$/m);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toMatch(/\/Lang \(zh-CN\)/);
    expect(raw).toContain('/Outlines');
  });

  it('has 22 lines of 28 characters a page, and page numbers on the outer side', async () => {
    const bytes = await pdfOf('internal', [makeParagraph(line.repeat(60))]);
    const second = poppler('pdftotext', bytes, '-layout', '-f', '2', '-l', '2').split('\n');
    const body = second.map((one) => one.trim()).filter((one) => /[建设治理]/.test(one));
    expect(body).toHaveLength(22);
    expect(new Set(body.map((one) => one.length))).toEqual(new Set([28]));
    const number = (page: number): number => {
      const text = poppler('pdftotext', bytes, '-layout', '-f', `${page}`, '-l', `${page}`);
      return (
        text
          .split('\n')
          .find((one) => new RegExp(`— ?${page} ?—`).test(one))
          ?.indexOf('—') ?? -1
      );
    };
    expect(number(1)).toBeGreaterThan(20);
    expect(number(2)).toBeGreaterThanOrEqual(0);
    expect(number(2)).toBeLessThan(10);
  });

  it('begins no line with punctuation, also where it stands behind a field', async () => {
    const ids = countingIds('p');
    const piece = (n: number): Inline[] => [
      n % 3 === 0
        ? makeField({ value: n % 2 === 0 ? '' : `${n * 7}`, unit: n % 4 === 1 ? '%' : '次' }, ids)
        : { text: line.slice(0, 1 + (n % 11)) },
      { text: `${'，。、；：”）》…'[n % 9]}${line.slice(0, n % 7)}` },
    ];
    const paragraphs = Array.from({ length: 40 }, (_, at) =>
      makeParagraph(padInlines(Array.from({ length: 9 }, (_one, n) => piece(at * 9 + n)).flat())),
    );
    for (const edition of ['internal', 'public'] as const) {
      const lines = poppler('pdftotext', await pdfOf(edition, paragraphs), '-layout').split('\n');
      expect(lines.length).toBeGreaterThan(60);
      expect(lines.filter((one) => /^\s*[，。、；：”）》…%]/.test(one))).toEqual([]);
    }
  });

  it('leaves no page to the signature alone', async () => {
    // So long that unit and date alone would come onto the third page.
    const more = Array.from({ length: 20 }, () => makeParagraph(line.slice(0, 12)));
    const bytes = await pdfOf('public', more);
    expect(countPages(bytes)).toBe(3);
    expect(poppler('pdftotext', bytes, '-f', '3', '-l', '3')).toMatch(/2\.行政执法情况统计表\n+\*\*镇/);
  });

  it('counts a hundred pages and prints them in good time', async () => {
    const more = Array.from({ length: 450 }, () => makeParagraph(line.repeat(5)));
    const begun = performance.now();
    const bytes = await pdfOf('internal', more);
    expect(performance.now() - begun).toBeLessThan(60_000);
    const pages = countPages(bytes);
    expect(pages).toBeGreaterThan(100);
    expect(poppler('pdfinfo', bytes)).toMatch(new RegExp(`^Pages:\\s+${pages}$`, 'm'));
  });
});

const squeezed = (text: string): string => text.replaceAll(/\s/g, '');
const rich = (): EditionDocument =>
  toEdition(
    {
      document: { schema: SCHEMA_VERSION, blocks: richBlocks() },
      variables: {},
      year: 2025,
      unit: '青禾镇',
      state: 'signed-off',
      head: richHead,
    },
    sampleTemplate,
    'internal',
    samplePolicy,
  );

describe('the PDF of a report with notes, images, spans, annexes and imprint', () => {
  it('reads as the text that is signed, the contact behind the signature and the imprint at the end', async () => {
    const doc = rich();
    const bytes = await printPdf({ printer, resourcesDir }, { html: toPrintHtml(doc, css, photos) });
    const { lines } = await readSignedFile(new OpenedFile({ name: 'a.pdf', bytes }));
    const contact = '（联系人：周明远，0758-1234567）';
    const imprint = '抄送：云川市司法局。青禾镇党政综合办公室2026年1月16日印发';
    const text = squeezed(lines.join(''));
    expect(text).toContain(`2026年1月15日${contact}附件1`);
    expect(text.endsWith(imprint)).toBe(true);
    expect(text.replace(contact, '').replace(imprint, '')).toBe(squeezed(writeText(doc)));
    // The lines of the imprint end where the text area does: 35 mm above the edge.
    const last = poppler('pdftotext', bytes, '-bbox').match(/yMax="[\d.]+">[^<]*印发/)?.[0] ?? '';
    expect(Number(/[\d.]+/.exec(last)?.[0])).toBeGreaterThan(842 - 99.2 - 14);
    expect(Number(/[\d.]+/.exec(last)?.[0])).toBeLessThan(842 - 99.2 + 1);
    for (const font of poppler('pdffonts', bytes).trim().split('\n').slice(2))
      expect(font).toMatch(/CID TrueType/);
  });

  it('puts pages across where they are asked for, and describes images', async () => {
    const bytes = await printPdf({ printer, resourcesDir }, { html: toPrintHtml(rich(), css, photos) });
    const pages = poppler('pdfinfo', bytes, '-f', '1', '-l', '9').match(/Page +\d+ size: +\S+ x \S+/g) ?? [];
    expect(pages.map((page) => (/8\d\d\S* x 59/.test(page) ? 'across' : 'upright'))).toEqual([
      'upright',
      'upright',
      'across',
      'upright',
      'upright',
      'upright',
    ]);
    expect(poppler('pdfinfo', bytes, '-struct-text')).toContain('Figure');
    expect(Buffer.from(bytes).toString('latin1')).toContain('/Alt');
  });

  it('shows a frame for an image whose bytes are gone', () => {
    const html = toPrintHtml(rich(), css);
    expect(html).toContain('〔图片缺失：普法宣传现场〕');
    expect(html).not.toContain('<img');
  });
});

describe('BrowserPrinter', () => {
  it('gives up when it is told to', async () => {
    const stop = new AbortController();
    const work = printer.print({ html: `<p>${line.repeat(20_000)}</p>`, signal: stop.signal });
    stop.abort();
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    // And prints again afterwards.
    expect(countPages(await printer.print({ html: '<p>一页</p>' }))).toBe(1);
  });

  it('starts one browser for several who ask at once, and another after it was closed', async () => {
    let started = 0;
    const own = new BrowserPrinter(() => {
      started += 1;
      return findAnyBrowser();
    });
    const pages = ['一', '二', '三'].map((word) => own.print({ html: `<p>${word}</p>` }));
    expect((await Promise.all(pages)).map(countPages)).toEqual([1, 1, 1]);
    expect(started).toBe(1);
    await own.close();
    expect(countPages(await own.print({ html: '<p>四</p>' }))).toBe(1);
    expect(started).toBe(2);
    await own.close();
  });

  it('runs no script and fetches nothing', async () => {
    const html = `<p id="a">原文</p><script>document.body.textContent = '改写'</script><img src="http://127.0.0.1:9/x">`;
    expect(poppler('pdftotext', await printer.print({ html }))).toContain('原文');
  });

  it('knows which fonts are installed', async () => {
    const families = OFFICIAL_FONTS.flatMap((font) => [font.name, ...font.free]);
    const found = await printer.installedFonts([...families, '没有这种字体']);
    expect(found).not.toContain('没有这种字体');
    expect(found).toContain('Noto Serif CJK SC');
  });

  it('says what to do where there is no browser', async () => {
    const none = new BrowserPrinter(() => null);
    await expect(none.print({ html: '<p>x</p>' })).rejects.toMatchObject({
      code: 'no-printer',
      message: expect.stringContaining('NIANSHU_BROWSER') as unknown,
    });
    await none.close();
  });

  it('says which browser does not start', async () => {
    const broken = new BrowserPrinter(() => process.execPath);
    await expect(broken.print({ html: '<p>x</p>' })).rejects.toMatchObject({ code: 'no-printer' });
    await broken.close();
  });
});

describe('toPrintHtml', () => {
  it('keeps a heading apart from the body that runs on in its line', () => {
    const heading = { ...makeHeading(2, '加强领导。'), runIn: true as const };
    const more = [heading, makeParagraph('全年开会。')];
    const html = toPrintHtml(toEdition(sampleReport(more), sampleTemplate, 'internal', samplePolicy), css);
    expect(html).toContain(
      '<div class="run-in"><h3>（一）加强领导。</h3><p class="body">全年开会。</p></div>',
    );
  });

  it('escapes what would be markup', () => {
    const more = [makeParagraph('<script>alert(1)</script>&amp;"')];
    const html = toPrintHtml(
      toEdition(sampleReport(more), sampleTemplate, 'internal', samplePolicy),
      '</style><script>',
    );
    // What stands in the style sheet stays in it.
    expect(html.split('</style>')).toHaveLength(2);
    expect(html.split('</style>')[1]).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;&quot;');
  });
});
