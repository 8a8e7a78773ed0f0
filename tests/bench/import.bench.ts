import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';

import { recogniseFile } from '../../electron/backend/service/import.ts';
import { loadTemplates } from '../../electron/backend/service/templates.ts';
import { hashOf, textHashOf } from '../../electron/backend/store/original-store.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { archiveReport } from './archive.ts';
import type { Bench } from './run.ts';
import { ms } from './timing.ts';

const FILES = 100;

/** A Word file as a word processor writes it: a run a paragraph, with its own fonts. */
function wordFile(text: string): Uint8Array {
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const fonts = '<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>';
  const body = text
    .split('\n')
    .map(
      (line) => `<w:p><w:pPr><w:ind w:firstLine="640"/></w:pPr><w:r>${fonts}<w:t>${line}</w:t></w:r></w:p>`,
    )
    .join('');
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${xml}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(`${xml}<w:document ${w}><w:body>${body}</w:body></w:document>`),
  });
}

/** A folder of Word files: read, recognised and stored here, against mammoth, which only reads. */
export const bench: Bench = {
  name: `导入：${FILES} 份各 5,000 字的 Word 文件（对照 mammoth 读成 HTML）`,
  run: async () => {
    const files = Array.from({ length: FILES }, (_, n) =>
      wordFile(plainText(archiveReport(n, 5000, 2000 + (n % 25), '青禾镇').blocks)),
    );
    const templates = [...loadTemplates(fileURLToPath(new URL('../../resources', import.meta.url))).values()];
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    const store = await openStore(folder, () => new Date());
    let read = 0;
    let stored = 0;
    let theirs = 0;
    // Turn by turn, so that both have the machine as it is.
    for (const [n, bytes] of files.entries()) {
      let start = performance.now();
      await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
      theirs += performance.now() - start;
      start = performance.now();
      const found = await recogniseFile(`${n}.docx`, bytes, templates);
      read += performance.now() - start;
      start = performance.now();
      const textHash = textHashOf(plainText(found.document.blocks, found));
      store.reports.insert({
        template: found.template,
        year: found.year ?? 2000,
        unit: found.unit ?? '青禾镇',
        document: found.document,
        variables: found.variables,
        source: { name: `${n}.docx`, bytes, size: bytes.length, hash: hashOf(bytes), textHash },
        doubts: found.doubtful,
      });
      stored += performance.now() - start;
    }
    process.stdout.write(
      `年述：读和识别每份 ${ms(read / FILES)}，存每份 ${ms(stored / FILES)}，共 ${((read + stored) / 1000).toFixed(2)} s\n` +
        `mammoth：每份 ${ms(theirs / FILES)}，共 ${(theirs / 1000).toFixed(2)} s；读和识别快 ${(theirs / read).toFixed(2)} 倍，连存快 ${(theirs / (read + stored)).toFixed(2)} 倍\n`,
    );
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  },
};
