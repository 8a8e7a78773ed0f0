import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Browser, Page } from 'playwright';
import { build } from 'vite';

import { openStore } from '../../electron/backend/store/store.ts';
import { SCHEMA_VERSION } from '../../shared/document/types.ts';
import type { Thread } from '../../shared/review/types.ts';
import { launchBrowser, startServer } from '../e2e/app.ts';
import type { Bench } from './run.ts';
import { quantile } from './timing.ts';
import { ROUNDS, Writer, type Sample, type Taken } from './typing/measure.ts';
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

/** An editor that is open, with its writer, and how to close it. */
type Open = { writer: Writer; close: () => Promise<void> };

async function openPeer(browser: Browser, origin: string, name: string, size: number): Promise<Open> {
  const page = await openPage(browser, origin);
  await page.goto(origin);
  const writer = await Writer.create(page);
  await writer.open(() =>
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
  return { writer, close: () => page.context().close() };
}

/** The whole program, built for production, with outline and panels open, on a report with fields and comments. */
async function openProgram(browser: Browser, folder: string, size: number): Promise<Open> {
  const dataDir = join(folder, `data-${size}`);
  const store = await openStore(dataDir, () => new Date());
  const { blocks, threads } = reportOf(size);
  const author = store.review.savePerson({ id: 'bench', name: '审稿人', unit: '青禾镇', role: 'reviewer' });
  // Else the program would ask first who works here.
  store.settings.set('currentPerson', author.id);
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
  await page.goto(server.address);
  await page.getByRole('heading', { name: '报告' }).waitFor();
  const writer = await Writer.create(page);
  await writer.open(() =>
    page.evaluate(
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
    ),
  );
  const close = async () => {
    await page.context().close();
    await server.stop();
  };
  return { writer, close };
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

const walls = (taken: readonly Taken[]): number[] => taken.map(({ wall }) => wall);
const works = (taken: readonly Taken[]): number[] => taken.map(({ work }) => work);

/** How many times as long as the peer: medians, and 95 of 100. */
const ratio = (own: readonly number[], peer: readonly number[]): string =>
  [0.5, 0.95].map((q) => (quantile(own, q) / quantile(peer, q)).toFixed(2)).join(' / ');

const line = (name: string, sample: Sample, peer: Sample | undefined): string => {
  const cells = [
    name.padEnd(12),
    of(walls(sample.keys)),
    of(works(sample.keys)),
    sample.workPerKey.toFixed(1),
    of(walls(sample.enters)),
    of(walls(sample.composing)),
    sample.paste.wall.toFixed(0),
    sample.opening.toFixed(0),
    sample.memory.toFixed(0),
    peer ? ratio(walls(sample.keys), walls(peer.keys)) : '',
    peer ? ratio(works(sample.keys), works(peer.keys)) : '',
  ];
  return `  ${cells.join(' | ')}\n`;
};

/** All editors with the same text, open at the same time: each is written in for a moment, then the next one. */
async function inTurns(editors: readonly Open[]): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const at of editors.keys()) await editors[(at + round) % editors.length]?.writer.round();
  }
  for (const { writer } of editors) await writer.finish();
}

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
          `${size} 字：按键 | 其中运算 | 连同面板和保存的运算 | 回车 | 组字 | 粘贴 5,000 字 | 打开 | 内存 MB | 按键是 ProseMirror 的几倍 | 运算是几倍\n`,
        );
        const open: Open[] = [];
        try {
          for (const name of EDITORS)
            open.push(
              name === '年述'
                ? await openProgram(browser, folder, size)
                : await openPeer(browser, peers.origin, name, size),
            );
          await inTurns(open);
          const samples = new Map(EDITORS.map((name, at) => [name, open[at]!.writer.sample()]));
          for (const [name, sample] of samples)
            process.stdout.write(line(name, sample, samples.get('ProseMirror')));
        } finally {
          for (const { close } of open) await close();
        }
      }
    } finally {
      await browser.close();
      await peers.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
