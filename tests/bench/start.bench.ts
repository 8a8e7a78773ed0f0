import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { gzipSync } from 'fflate';

import { launchBrowser, settle, startServer } from '../e2e/app.ts';
import type { Bench } from './run.ts';
import { ms, quantile } from './timing.ts';

const built = fileURLToPath(new URL('../../out/renderer', import.meta.url));

const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;

/** Bytes of the built page by kind of file, as they are and compressed. */
function sizes(): string {
  const files = readdirSync(built, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const kinds = new Map<string, { bytes: number; zipped: number }>();
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    const kind = file.name.split('.').at(-1) ?? '';
    const known = kinds.get(kind) ?? { bytes: 0, zipped: 0 };
    known.bytes += statSync(path).size;
    known.zipped += gzipSync(new Uint8Array(readFileSync(path))).length;
    kinds.set(kind, known);
  }
  return [...kinds]
    .map(([kind, { bytes, zipped }]) => `${kind} ${kb(bytes)}（压缩后 ${kb(zipped)}）`)
    .join('，');
}

/** From starting the program to a page that can be used, without and with what a first start leaves behind. */
export const bench: Bench = {
  name: '启动：后台就绪、首页可用',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    const browser = await launchBrowser();
    const cache = process.env['NODE_COMPILE_CACHE'];
    try {
      await settle(join(folder, 'data'));
      for (const kind of ['冷', '热'] as const) {
        const backend: number[] = [];
        const page: number[] = [];
        for (let n = 0; n < 5; n += 1) {
          process.env['NODE_COMPILE_CACHE'] = join(folder, kind === '冷' ? `cold-${n}` : 'warm');
          const dataDir = join(folder, kind === '冷' ? `data-${n}` : 'data');
          const context = await browser.newContext({ locale: 'zh-CN' });
          const start = performance.now();
          const server = await startServer(dataDir);
          const ready = performance.now();
          let usable = ready;
          try {
            const window = await context.newPage();
            await window.goto(server.address);
            // The first start asks who one is, before anything else can be used.
            const first = kind === '冷' ? '先写下您是谁' : '还没有报告';
            await window.getByRole('heading', { name: first }).waitFor();
            usable = performance.now();
          } finally {
            await context.close();
            await server.stop();
          }
          // The first warm one fills the cache.
          if (kind === '热' && n === 0) continue;
          backend.push(ready - start);
          page.push(usable - ready);
        }
        process.stdout.write(
          `${kind}启动：后台 ${ms(quantile(backend, 0.5))}，首页 ${ms(quantile(page, 0.5))}（中位数）\n`,
        );
      }
    } finally {
      if (cache === undefined) delete process.env['NODE_COMPILE_CACHE'];
      else process.env['NODE_COMPILE_CACHE'] = cache;
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    }
    process.stdout.write(`页面大小：${sizes()}\n`);
  },
};
