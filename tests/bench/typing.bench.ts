import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';

import { openStore } from '../../electron/backend/store/store.ts';
import { SCHEMA_VERSION } from '../../shared/document/types.ts';
import type { Thread } from '../../shared/review/types.ts';
import { launchBrowser, startServer } from '../e2e/app.ts';
import type { Bench } from './run.ts';
import { quantile } from './timing.ts';
import { measure, type Sample } from './typing/measure.ts';
import { PROBE } from './typing/probe.ts';
import { paragraphsOf, reportOf } from './typing/text.ts';

const SIZES = (process.env['BENCH_SIZES'] ?? '5000,20000,100000,500000').split(',').map(Number);
const EDITORS = (process.env['BENCH_EDITORS'] ?? '年述,ProseMirror,Lexical,Slate').split(',');

/** Frames as soon as they are drawn: a screen's pace would hide the differences. */
const FLAGS = [
  '--disable-gpu-vsync',
  '--disable-frame-rate-limit',
  '--enable-precise-memory-info',
  '--js-flags=--expose-gc',
];

/** The peers' page: one script, on an address of this machine, so that the clipboard may be used. */
async function servePeers(folder: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: fileURLToPath(new URL('typing/peers.tsx', import.meta.url)),
        formats: ['iife'],
        name: 'bench',
        fileName: () => 'peers.js',
      },
    },
  });
  const script = readFileSync(join(folder, 'peers.js'));
  const page = `<!doctype html><meta charset="utf-8"><style>
    body{margin:0;font:16pt/28.95pt serif}#host{width:156mm;margin:0 auto;white-space:pre-wrap}</style>
    <div id="host"></div><script src="peers.js"></script>`;
  const server = createServer((request, response) => {
    const isScript = request.url?.endsWith('.js') === true;
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function openPage(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const page = await context.newPage();
  await page.addInitScript(PROBE);
  return page;
}

async function measurePeer(browser: Browser, origin: string, name: string, size: number): Promise<Sample> {
  const page = await openPage(browser, origin);
  try {
    await page.goto(origin);
    const cdp = await page.context().newCDPSession(page);
    return await measure(page, cdp, () =>
      page.evaluate(
        ([peer, paragraphs]) => {
          type Peers = Record<string, (host: HTMLElement, paragraphs: readonly string[]) => void>;
          const { peers } = globalThis as unknown as { peers: Peers };
          const start = performance.now();
          peers[peer]?.(document.querySelector<HTMLElement>('#host')!, paragraphs);
          return new Promise<number>((resolve) =>
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))),
          );
        },
        [name, paragraphsOf(size)] as const,
      ),
    );
  } finally {
    await page.context().close();
  }
}

/** The whole program, built for production, with outline and panels open, on a report with fields and comments. */
async function measureProgram(browser: Browser, folder: string, size: number): Promise<Sample> {
  const dataDir = join(folder, `data-${size}`);
  const store = await openStore(dataDir, () => new Date());
  const { blocks, threads } = reportOf(size);
  const author = store.review.savePerson({ id: 'bench', name: '审稿人', unit: '青禾镇', role: 'reviewer' });
  const id = store.reports.insert({
    template: 'work-summary',
    year: 2025,
    unit: '青禾镇',
    document: { schema: SCHEMA_VERSION, blocks },
    variables: { unit: '青禾镇' },
    review: { threads: threadsOf(threads, author.id), revisions: [], decisions: [] },
  });
  await store.close();
  const server = await startServer(dataDir);
  const page = await openPage(browser, server.origin);
  try {
    await page.goto(server.address);
    await page.getByRole('heading', { name: '报告' }).waitFor();
    const cdp = await page.context().newCDPSession(page);
    return await measure(page, cdp, async () => {
      const taken = page.evaluate(
        (report) =>
          new Promise<number>((resolve) => {
            const start = performance.now();
            const look = (): void => {
              if (document.querySelector('.page [data-block-id]'))
                requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
              else requestAnimationFrame(look);
            };
            location.hash = `#/report/${report}`;
            look();
          }),
        id,
      );
      return taken;
    });
  } finally {
    await page.context().close();
    await server.stop();
  }
}

/** A thread with one comment for each mark in the text. */
function threadsOf(ids: readonly string[], author: string): Thread[] {
  const at = new Date().toISOString();
  return ids.map((thread) => ({
    id: thread,
    author,
    at,
    quote: '引文',
    section: '',
    state: 'open',
    comments: [{ id: `${thread}-1`, thread, author, at, body: '请核对数字。' }],
  }));
}

const of = (values: readonly number[]): string =>
  `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.95).toFixed(1)}`;

const line = (name: string, sample: Sample, peer: Sample | undefined): string => {
  const ratio = peer
    ? `${(quantile(sample.keys, 0.5) / quantile(peer.keys, 0.5)).toFixed(2)} / ${(quantile(sample.keys, 0.95) / quantile(peer.keys, 0.95)).toFixed(2)}`
    : '';
  const cells = [
    name.padEnd(12),
    of(sample.keys),
    of(sample.enters),
    of(sample.composing),
    sample.paste.toFixed(0),
    sample.opening.toFixed(0),
    sample.memory.toFixed(0),
    ratio,
  ];
  return `  ${cells.join(' | ')}\n`;
};

/** Keystroke to the next frame and what else a writer waits for, the whole program against bare editors. */
export const bench: Bench = {
  name: '打字：整个程序（面板全开、10% 的段落有数据、200 条批注）对 裸编辑器，毫秒，中位 / 95%',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-bench-'));
    const peers = await servePeers(folder);
    const browser = await launchBrowser(undefined, FLAGS);
    try {
      for (const size of SIZES) {
        process.stdout.write(
          `${size} 字：按键 | 回车 | 组字 | 粘贴 5,000 字 | 打开 | 内存 MB | 按键是 ProseMirror 的几倍\n`,
        );
        const samples = new Map<string, Sample>();
        for (const name of EDITORS) {
          const sample =
            name === '年述'
              ? await measureProgram(browser, folder, size)
              : await measurePeer(browser, peers.origin, name, size);
          samples.set(name, sample);
        }
        for (const [name, sample] of samples)
          process.stdout.write(line(name, sample, samples.get('ProseMirror')));
      }
    } finally {
      await browser.close();
      await peers.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
