import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, describe, expect, it, vi } from 'vitest';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { toPrintHtml } from '../../../electron/backend/print/html.ts';
import { printPdf } from '../../../electron/backend/print/print-pdf.ts';
import { markedHtml } from '../../../electron/backend/print/marked-html.ts';
import { makeHeading, makeParagraph } from '../../../shared/document/make.ts';
import type { Block } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { toMarked } from '../../../shared/edition/marked.ts';
import { EMPTY_REVIEW, type Review } from '../../../shared/review/types.ts';
import { layout } from '../../../shared/settings/layout.ts';
import { samplePolicy, sampleReport, sampleTemplate } from './sample.ts';

// A browser has to start first, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const cssOf = (...files: string[]): string =>
  files
    .map((file) => readFileSync(new URL(`../../../resources/print/${file}`, import.meta.url), 'utf8'))
    .join('\n');
const css = cssOf('page-fonts.css', 'official.css');
const markedCss = cssOf('page-fonts.css', 'official.css', 'marked.css');
const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nianshu-marked-'));
const printer = new BrowserPrinter();
const now = new Date('2026-11-25T04:00:00Z');

afterAll(async () => {
  await printer.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As every PDF of the program is printed. */
const print = async (html: string): Promise<Uint8Array> => printPdf({ printer, resourcesDir }, { html });

const printed = (blocks: Block[], review: Partial<Review> = {}): Promise<Uint8Array> => {
  const people = [{ id: 'p1', name: '周敏', unit: '', role: 'reviewer' as const }];
  const source = { ...sampleReport(blocks), review: { ...EMPTY_REVIEW, ...review }, people };
  const doc = toMarked(source, sampleTemplate, samplePolicy, layout.parse(undefined));
  return print(markedHtml(doc, markedCss, now));
};

/** Text of each page; left to right and top to bottom where `area` names a part of it (points of A4). */
function pages(bytes: Uint8Array, area?: { x: number; w: number }): string[] {
  const file = join(folder, 'one.pdf');
  writeFileSync(file, bytes);
  const crop = area ? ['-x', `${area.x}`, '-y', '0', '-W', `${area.w}`, '-H', '842'] : [];
  return execFileSync('pdftotext', ['-layout', ...crop, file, '-'], { encoding: 'utf8' })
    .split('\f')
    .slice(0, -1);
}

const MM = 72 / 25.4;
const TEXT = { x: Math.round(12 * MM), w: Math.round(156 * MM) };
const NOTES = { x: Math.round(169 * MM), w: Math.round(41 * MM) };
const filler = '依法行政建设法治政府推进基层治理能力提升人民满意工作落实，';
const at = '2026-11-20T07:04:00Z';
const thread = (id: string, body: string, quote = ''): Review['threads'][number] => ({
  id,
  author: 'p1',
  at,
  quote,
  section: '',
  state: 'open',
  comments: [{ id: `${id}c`, thread: id, author: 'p1', at, body }],
});

const remark = (n: number): string => `第${n}处请写明数字的来源和口径，并与上年比较，说明增减的原因。`;

const onPage = (list: readonly string[], words: string): number =>
  list.findIndex((page) => page.includes(words));

/** Lines of the text alone: no mark of a draft, no number of a page or a comment. */
function lines(page: string): string[] {
  return page
    .split('\n')
    .map((line) => line.replaceAll(/\s/g, ''))
    .filter((line) => line !== '' && !/^征求意见稿|^花脸稿|^—\d+—$|^\d+(?:、\d+)*$/.test(line));
}

describe('the printed marked-up draft', () => {
  it('has the lines and pages of the final, also with comments beside them', async () => {
    const plain = Array.from({ length: 12 }, (_, n) => makeParagraph(filler.repeat(1 + (n % 5))));
    const final = toEdition(sampleReport(plain), sampleTemplate, 'internal', samplePolicy);
    const before = pages(await print(toPrintHtml(final, css))).map(lines);
    const commented = plain.map((block, n): Block => {
      const text = filler.repeat(1 + (n % 5));
      const from = 3 + n;
      return {
        ...block,
        children: [
          { text: text.slice(0, from) },
          { text: text.slice(from, from + 5), [`c_t${n}`]: true },
          { text: text.slice(from + 5) },
        ],
      };
    });
    const threads = plain.map((_, n) => thread(`t${n}`, '这里的数据请再核实。'));
    const bytes = await printed(commented, { threads });
    const after = pages(bytes, TEXT).map(lines);
    // Behind the final's last page there is only what explains the marks.
    const end = after.flat().findIndex((line) => line.startsWith('修订和批注说明'));
    expect(after.flat().slice(0, end)).toEqual(before.flat());
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    const notes = pages(bytes, NOTES).join('').replaceAll(/\s/g, '');
    for (const [n] of plain.entries())
      expect(notes).toContain(`〔${n + 1}〕周敏11月20日这里的数据请再核实。`);
  });

  it('keeps many comments beside the page that they are about, and prints all of each at the end', async () => {
    const MANY = 36;
    const blocks = Array.from({ length: MANY }, (_, n): Block => ({
      ...makeParagraph(''),
      children: [{ text: '依法行政取得' }, { text: `第${n + 1}项成效`, [`c_t${n}`]: true }, { text: '。' }],
    }));
    const threads = blocks.map((_, n): Review['threads'][number] => {
      const [id, first] = [`t${n}`, thread(`t${n}`, remark(n + 1))];
      const reply = { id: `r${n}`, thread: id, author: 'p1', at, body: `${n + 1}已改。` };
      return { ...first, comments: [...first.comments, reply] };
    });
    const bytes = await printed(blocks, { threads });
    const [text, beside] = [pages(bytes, TEXT), pages(bytes, NOTES)].map((list) =>
      list.map((page) => page.replaceAll(/\s/g, '')),
    ) as [string[], string[]];
    const away = blocks.filter((_, n) => {
      const there = onPage(beside, `〔${n + 1}〕周敏第${n + 1}处`);
      expect(there).toBeGreaterThanOrEqual(0);
      return there !== onPage(text, `第${n + 1}项成效`);
    });
    // The last lines of a page may have their comments beside the next one.
    expect(away.length).toBeLessThanOrEqual(4);
    for (let n = 1; n <= MANY; n += 1) expect(text.join('')).toMatch(new RegExp(`${remark(n)}.*${n}已改。`));
  });

  it('prints all of a comment, however long, and those whose words are gone', async () => {
    const long = Array.from({ length: 60 }, (_, n) => `第${n}处口径不清，请逐一核对。`).join('');
    const blocks: Block[] = [
      { ...makeHeading(2, '', undefined), children: [{ text: '公正执法司法', c_long: true }] },
      { type: 'paragraph', id: 'x', children: [{ text: '大幅', del: 'd' }, { text: '增长。' }] },
    ];
    const review = {
      revisions: [{ id: 'd', author: 'p1', at, kind: 'delete' as const }],
      threads: [thread('long', long), thread('lost', '前后接不上', '统筹推进')],
    };
    const text = pages(await printed(blocks, review))
      .join('')
      .replaceAll(/\s/g, '');
    expect(text).toContain('全文见文末〔1〕');
    for (let n = 0; n < 60; n += 1) expect(text).toContain(`第${n}处口径不清`);
    expect(text).toContain('〔2〕原文已不在：“统筹推进”');
    expect(text).toContain('大幅增长。');
    expect(text).toMatch(/花脸稿2026年11月25日内部/);
    expect(text).toContain('征求意见稿');
  });
});
