import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { BrowserPrinter } from '../../electron/backend/print/browser-printer.ts';
import type { Deps } from '../../electron/backend/service/deps.ts';
import { compareHandlers } from '../../electron/backend/service/compare.ts';
import { exportHandlers } from '../../electron/backend/service/export.ts';
import { figureHandlers } from '../../electron/backend/service/figures.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Template } from '../../shared/template/schema.ts';
import { attack } from '../attack/attack.ts';
import { buildCase, reportSpec, type Case } from '../attack/reports.ts';
import type { Edition, ExportFormat } from '../../shared/edition/edition.ts';
import { fc } from '../random.ts';

const nightly = process.env['NIANSHU_NIGHTLY'] === '1';
/** Reports that are attacked as Word and text; as PDF, which a browser has to print one by one; pairs that are compared. */
const RUNS = nightly ? { quick: 1000, pdf: 200, pairs: 300 } : { quick: 50, pdf: 10, pairs: 15 };

vi.setConfig({ testTimeout: nightly ? 7_200_000 : 600_000, hookTimeout: 90_000 });

const folder = mkdtempSync(join(tmpdir(), 'nianshu-attack-'));
const printer = new BrowserPrinter();
const now = (): Date => new Date('2025-12-20T08:00:00Z');
const quiet = (): void => {};
const templates = new Map<string, Template>();
let deps: Deps;

beforeAll(async () => {
  const opened = await openStore(folder, now);
  opened.review.savePerson({ id: 'p1', name: '甲', unit: '', role: 'reviewer' });
  deps = {
    ports: {
      dataDir: folder,
      resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
      shell: 'cli',
      version: '0',
      now,
      logger: { info: quiet, warn: quiet, error: quiet },
      printer,
    },
    store: opened,
    templates,
    emit: quiet,
  };
});

afterAll(async () => {
  await printer.close();
  await deps.store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Stores the report with all that belongs to it; gives its id. */
function store(one: Case): string {
  const { source, template, review, settings, layout } = one;
  templates.set(template.id, template);
  deps.store.settings.set('editions', settings);
  deps.store.settings.set('layout', layout);
  const { document, variables, year, unit, state } = source;
  const id = deps.store.reports.insert({
    template: template.id,
    document,
    variables,
    year,
    unit,
    state,
    review,
  });
  deps.store.exports.setHead(id, source.head);
  return id;
}

async function make(id: string, format: ExportFormat, edition: Edition): Promise<[Uint8Array, string]> {
  const made = await exportHandlers(deps)['export.make']?.(
    { id, format, edition, allowLeftovers: true },
    { signal: new AbortController().signal, progress: quiet },
  );
  if (!made) throw new Error('nothing was made');
  return [new Uint8Array(Buffer.from(made.bytes, 'base64')), made.name];
}

const backwards = (word: string): string => Array.from(word).toReversed().join('');

/** What must not be read; but for what the words that may be read spell by chance, in either direction. */
function hidden({ secrets, labels, open }: Case): string[] {
  const said = open.join('');
  return [...secrets, ...labels].filter((word) => !said.includes(word) && !said.includes(backwards(word)));
}

type Made = { name: string; bytes: string };

/** A file of one of the other ways out. */
async function file(made: Promise<Made> | Made | undefined): Promise<[Uint8Array, string]> {
  const { bytes, name } = (await made) ?? { bytes: '', name: '' };
  expect(bytes).not.toBe('');
  return [new Uint8Array(Buffer.from(bytes, 'base64')), name];
}

describe('the public edition under attack', () => {
  it(`gives nothing away as Word and text (${RUNS.quick} reports)`, async () => {
    await fc.assert(
      fc.asyncProperty(reportSpec, async (spec) => {
        const one = buildCase(spec);
        const id = store(one);
        for (const format of ['docx', 'txt'] as const) {
          const [bytes, name] = await make(id, format, 'public');
          expect(attack(bytes, hidden(one), name)).toEqual([]);
        }
        // A thousand reports are not kept: each table of figures would read through them all.
        deps.store.reports.remove(id);
      }),
      { numRuns: RUNS.quick },
    );
  });

  it(`gives nothing away as PDF (${RUNS.pdf} reports)`, async () => {
    await fc.assert(
      fc.asyncProperty(reportSpec, async (spec) => {
        const one = buildCase(spec);
        const [bytes, name] = await make(store(one), 'pdf', 'public');
        expect(attack(bytes, hidden(one), name)).toEqual([]);
      }),
      { numRuns: RUNS.pdf },
    );
  });

  it(`gives nothing away in comparisons and tables of figures (${RUNS.pairs} pairs of reports)`, async () => {
    const call = { signal: new AbortController().signal, progress: quiet };
    let pdfs = 0;
    await fc.assert(
      fc.asyncProperty(reportSpec, reportSpec, async (first, second) => {
        const cases = [buildCase(first), buildCase({ ...second, fixed: first.fixed }, 1000)] as const;
        const [a, b] = cases.map((one) => store(one));
        // What one of the two may say is no secret, though the other keeps it.
        const open = cases.flatMap((one) => one.open);
        const secrets = cases.flatMap((one) => hidden({ ...one, open }));
        const sides = { a: { report: a ?? '' }, b: { report: b ?? '' }, edition: 'public' as const };
        // The browser is asked for some of them.
        const formats = pdfs < RUNS.pdf / 5 ? (['docx', 'pdf'] as const) : (['docx'] as const);
        pdfs += 1;
        for (const format of formats) {
          const made = compareHandlers(deps)['compare.export']?.(
            { ...sides, format, allowLeftovers: true },
            call,
          );
          const [bytes, name] = await file(made);
          expect(attack(bytes, secrets, name)).toEqual([]);
        }
        for (const { source, ...one } of cases) {
          const own = hidden({ ...one, source, labels: [] });
          const made = figureHandlers(deps)['figures.export']?.(
            { unit: source.unit, edition: 'public' },
            call,
          );
          const [bytes, name] = await file(made);
          expect(attack(bytes, own, name)).toEqual([]);
        }
      }),
      { numRuns: RUNS.pairs },
    );
  });

  it('would be found out: the attacker reads the same secrets in the internal edition', async () => {
    const sure = {
      what: 'field',
      kind: 'organisation',
      sensitivity: 'internal',
      split: false,
      commented: false,
      inserted: false,
      pick: 123_456_789,
    } as const;
    const spec = {
      title: [sure],
      blocks: [
        {
          type: 'paragraph',
          level: 1,
          secret: true,
          runIn: false,
          markDeleted: false,
          pieces: [
            { ...sure, what: 'sentence', split: true, commented: true },
            { ...sure, kind: 'figure' },
          ],
        },
        { type: 'table', level: 1, secret: false, runIn: false, markDeleted: false, pieces: [sure] },
        { type: 'heading', level: 1, secret: false, runIn: false, markDeleted: false, pieces: [sure] },
      ],
      signature: [sure],
      fixed: false,
      head: true,
      state: 'signed-off',
      pick: 987_654_321,
    } as const;
    const one = buildCase(structuredClone(spec) as unknown as Parameters<typeof buildCase>[0]);
    const id = store(one);
    const seen: Record<string, Set<string>> = {};
    for (const format of ['docx', 'pdf', 'txt'] as const) {
      const [bytes, name] = await make(id, format, 'internal');
      seen[format] = new Set(attack(bytes, one.secrets, name).map((leak) => leak.secret));
    }
    // Values of fields, the secret paragraph and sentence, the unit's name; Word and PDF have the head, too.
    expect(seen['txt']?.size).toBeGreaterThanOrEqual(9);
    expect(seen['docx']?.size).toBeGreaterThanOrEqual(14);
    expect(seen['pdf']).toEqual(seen['docx']);

    const call = { signal: new AbortController().signal, progress: quiet };
    const sides = { a: { report: id }, b: { report: id }, edition: 'internal' as const };
    const compared = compareHandlers(deps)['compare.export']?.({ ...sides, format: 'docx' }, call);
    const [bytes] = await file(compared);
    // A comparison has neither head nor grades of secrecy.
    expect(new Set(attack(bytes, one.secrets).map((leak) => leak.secret)).size).toBeGreaterThanOrEqual(8);
    const figures = figureHandlers(deps)['figures.export']?.(
      { unit: one.source.unit, edition: 'internal' },
      call,
    );
    const [table] = await file(figures);
    const read = new Set(attack(table, hidden(one)).map((leak) => leak.secret));
    expect(one.labels.some((label) => read.has(label))).toBe(true);
    expect(one.secrets.some((secret) => read.has(secret) && /^\d+$/.test(secret))).toBe(true);
  });
});
