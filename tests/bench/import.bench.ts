import { rmSync } from 'node:fs';

import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';

import { processorTime } from '../../electron/backend/reading/process-facts.ts';
import { forkReader } from '../../electron/shells/fork-reader.ts';
import { createBackend } from '../../electron/backend/service/backend.ts';
import { TOGETHER } from '../../shared/contract/import-batch.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import { testPorts } from '../unit/service/deps.ts';
import { archiveReport } from './archive.ts';
import type { Bench } from './run.ts';
import { ms, watch, type Watch } from './timing.ts';

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

/** A folder of Word files: read, recognised and stored with originals and records, against mammoth, which only reads. */
export const bench: Bench = {
  name: `导入：${FILES} 份各 5,000 字的 Word 文件，连存（对照 mammoth 只读成 HTML）`,
  run: async () => {
    const files = Array.from({ length: FILES }, (_, n) =>
      wordFile(plainText(archiveReport(n, 5000, 2000 + (n % 25), '青禾镇').blocks)),
    );
    const readers: number[] = [];
    const ports = testPorts({
      startReader: () => {
        const reader = forkReader();
        readers.push(reader.pid() ?? 0);
        return reader;
      },
    });
    // The whole program without a window: what the window asks for, call by call.
    const backend = await createBackend(ports);
    // By the clock, and by this thread's processor: the clock also counts what else the machine is doing.
    const read = watch();
    const stored = watch();
    const theirs = watch();
    let waiting: { file: string; year: number }[] = [];
    const take = async (): Promise<void> => {
      stored.start();
      const asked = waiting.map((one) => ({ ...one, unit: '青禾镇', template: 'work-summary' }));
      await backend.call('import.take', { batch: 'b', files: asked });
      stored.stop();
      waiting = [];
    };
    // Turn by turn, so that both have the machine as it is.
    for (const [n, bytes] of files.entries()) {
      theirs.start();
      await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
      theirs.stop();
      const file = String(n);
      const sent = { name: `${n}.docx`, size: bytes.length, bytes: Buffer.from(bytes).toString('base64') };
      read.start();
      await backend.call('import.stage', { batch: 'b', file, offset: 0, ...sent });
      const found = await backend.call('import.recognise', { batch: 'b', file });
      read.stop();
      if (found.refused) throw new Error(found.refused.message);
      waiting.push({ file, year: found.year ?? 2000 });
      if (waiting.length === TOGETHER) await take();
    }
    if (waiting.length > 0) await take();
    // What the process that reads has used, from its start on; this thread's own counter doesn't know.
    const apart = readers.reduce((sum, pid) => sum + (processorTime(pid) ?? 0), 0);
    for (const [what, of] of [
      ['按时钟', (one: Watch) => one.wall()],
      ['按处理器时间（连读文件的进程）', (one: Watch) => one.cpu() + (one === read ? apart : 0)],
    ] as const) {
      const [mine, kept, peer] = [of(read) / FILES, of(stored) / FILES, of(theirs) / FILES];
      process.stdout.write(
        `${what}：年述收文件、读和识别每份 ${ms(mine)}，存每份 ${ms(kept)}；mammoth 只读每份 ${ms(peer)}；` +
          `年述连存快 ${(peer / (mine + kept)).toFixed(2)} 倍，只读和识别快 ${(peer / mine).toFixed(2)} 倍\n`,
      );
    }
    await backend.close();
    rmSync(ports.dataDir, { recursive: true, force: true });
  },
};
