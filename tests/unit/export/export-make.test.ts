import { readdirSync } from 'node:fs';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { createReader } from '../../../electron/backend/reading/reader.ts';
import type { Deps } from '../../../electron/backend/service/deps.ts';
import { compareHandlers } from '../../../electron/backend/service/compare.ts';
import { exportHandlers } from '../../../electron/backend/service/export.ts';
import type { CallContext } from '../../../electron/backend/service/registry.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { ExportResult } from '../../../shared/contract/export.ts';
import { makeParagraph } from '../../../shared/document/make.ts';
import { testPorts } from '../service/deps.ts';
import { sampleReport, sampleTemplate } from './sample.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import type { ExportFormat } from '../../../shared/contract/formats.ts';

// A browser has to start first, and the machine may be busy with other tests.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const printer = new BrowserPrinter();
const ports = testPorts({ printer, now: () => new Date('2025-12-20T08:00:00Z') });
const quiet = (): void => {};
let deps: Deps;
let id: string;

beforeAll(async () => {
  const store = await openStore(ports.dataDir, ports.now);
  deps = {
    ports,
    store,
    templates: new Map([[sampleTemplate.id, sampleTemplate]]),
    reader: createReader({ start: ports.startReader, templates: [], logger: ports.logger }),
    emit: quiet,
  };
  const { document, variables, year, unit } = sampleReport();
  id = store.reports.insert({ template: sampleTemplate.id, document, variables, year, unit });
});

afterAll(async () => {
  await printer.close();
  await deps.store.close();
  ports.remove();
});

async function make(
  format: ExportFormat,
  edition: Edition,
  context: Partial<CallContext> = {},
): Promise<ExportResult> {
  const handler = exportHandlers(deps)['export.make'];
  return handler(
    { id, format, edition },
    { signal: new AbortController().signal, progress: quiet, ...context },
  );
}

function bytesOf(result: ExportResult): Buffer {
  return Buffer.from(result.bytes, 'base64');
}

const timeless = (base64: string): string =>
  Buffer.from(base64, 'base64')
    .toString('latin1')
    .replaceAll(/\(D:[^)]*\)/g, '');

describe('export.make', () => {
  it('names the file by unit, year, kind and edition', async () => {
    expect((await make('txt', 'internal')).name).toBe(
      '青禾镇2025年全面依法治市工作总结（内部版，征求意见稿）.txt',
    );
    expect((await make('docx', 'public')).name).toBe(
      '某镇2025年全面依法治市工作总结（公开版，征求意见稿）.docx',
    );
  });

  it('makes text that every editor on Windows can read', async () => {
    const bytes = bytesOf(await make('txt', 'public'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString('utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain('**镇2025年');
    expect(text).toContain('行政检查\t**宗');
    expect(text).not.toMatch(/青禾|348/);
  });

  it('makes Word without asking for a browser', async () => {
    const none: Deps = { ...deps, ports: { ...deps.ports, printer: new BrowserPrinter(() => null) } };
    const handler = exportHandlers(none)['export.make'];
    const made = await handler(
      { id, format: 'docx', edition: 'internal' },
      { signal: new AbortController().signal, progress: quiet },
    );
    expect(made).toMatchObject({ pages: null, substitutedFonts: {} });
    expect(made && bytesOf(made).subarray(0, 2).toString()).toBe('PK');
  });

  it('makes a PDF, counts its pages, and says which fonts stood in', async () => {
    const steps: number[] = [];
    const made = await make('pdf', 'internal', { progress: (done) => void steps.push(done) });
    expect(bytesOf(made).subarray(0, 5).toString()).toBe('%PDF-');
    expect(made.pages).toBe(2);
    expect(steps).toEqual([0, 1, 2]);
    for (const [official, other] of Object.entries(made.substitutedFonts)) expect(other).not.toBe(official);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const progress = (done: number): void => {
      if (done === 2) stop.abort();
    };
    await expect(make('pdf', 'internal', { signal: stop.signal, progress })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('stops a public edition until somebody has decided about what looks like a secret', async () => {
    const { document, variables, year, unit } = sampleReport([makeParagraph('由李华律师负责，周明远到场。')]);
    const other = deps.store.reports.insert({ template: sampleTemplate.id, document, variables, year, unit });
    const handlers = exportHandlers(deps);
    const context: CallContext = { signal: new AbortController().signal, progress: quiet };
    const run = async (more = {}): Promise<unknown> =>
      handlers['export.make']({ id: other, format: 'txt', edition: 'public', ...more }, context);
    await expect(run()).rejects.toMatchObject({
      code: 'leftovers',
      details: {
        leftovers: [
          { kind: 'name', text: '李华' },
          { kind: 'value', text: '周明远' },
        ],
      },
    });
    await expect(run({ allowLeftovers: true })).resolves.toBeTruthy();
    // Nor does it go out beside another report.
    const compared = compareHandlers(deps)['compare.export'];
    const sides = { a: { report: id }, b: { report: other }, format: 'docx' as const };
    await expect(async () => compared({ ...sides, edition: 'public' }, context)).rejects.toMatchObject({
      code: 'leftovers',
      details: { leftovers: [{ text: '李华' }, { text: '周明远' }] },
    });
    await expect(compared({ ...sides, edition: 'internal' }, context)).resolves.toBeTruthy();
    await expect(
      compared({ ...sides, edition: 'public', allowLeftovers: true }, context),
    ).resolves.toBeTruthy();
    // What was allowed is remembered with the report; what was not still stops.
    const after = await handlers['edition.decide'](
      { id: other, decisions: [{ kind: 'name', text: '李华', allowed: true }] },
      context,
    );
    expect(after?.leftovers.map((one) => one.allowed)).toEqual([true, false]);
    await expect(run()).rejects.toMatchObject({ details: { leftovers: [{ text: '周明远' }] } });
    await handlers['edition.decide'](
      { id: other, decisions: [{ kind: 'value', text: '周明远', allowed: true }] },
      context,
    );
    await expect(run()).resolves.toBeTruthy();
    await expect(
      handlers['export.make']({ id: other, format: 'txt', edition: 'internal' }, context),
    ).resolves.toBeTruthy();
  });

  it('previews the very pages that it exports', async () => {
    const handler = exportHandlers(deps)['export.preview'];
    const context: CallContext = { signal: new AbortController().signal, progress: quiet };
    const preview = await handler({ id, edition: 'public' }, context);
    const made = await make('pdf', 'public');
    expect(preview?.pages).toBe(made.pages);
    // But for the moment at which each was made.
    expect(timeless(preview?.bytes ?? '')).toBe(timeless(made.bytes));
    expect(preview?.words).toBeGreaterThan(100);
  });

  it('says so when the report is gone', async () => {
    const handler = exportHandlers(deps)['export.make'];
    const call = async (): Promise<unknown> =>
      handler(
        { id: 'none', format: 'txt', edition: 'public' },
        { signal: new AbortController().signal, progress: quiet },
      );
    await expect(call()).rejects.toMatchObject({ code: 'not-found' });
  });

  it('writes nothing by itself', async () => {
    // How far the database has come is written down a little after a save.
    deps.store.settle();
    const before = readdirSync(ports.dataDir).sort();
    await make('docx', 'internal');
    expect(readdirSync(ports.dataDir).sort()).toEqual(before);
  });
});
