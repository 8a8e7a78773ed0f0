import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

import { BrowserPrinter } from '../../electron/backend/print/browser-printer.ts';
import { compareHandlers } from '../../electron/backend/service/compare.ts';
import { createReader } from '../../electron/backend/reading/reader.ts';
import type { Deps } from '../../electron/backend/service/deps.ts';
import { exportHandlers } from '../../electron/backend/service/export.ts';
import { figureHandlers } from '../../electron/backend/service/figures.ts';
import { reviewCopyHandlers } from '../../electron/backend/service/review-copy.ts';
import { openStore } from '../../electron/backend/store/store.ts';
import type { Edition } from '../../shared/edition/edition.ts';
import type { ComparisonFormat, ExportFormat } from '../../shared/contract/formats.ts';
import { toEdition } from '../../shared/edition/gate.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';
import { writeHtml } from '../../shared/edition/write-html.ts';
import { writeText } from '../../shared/edition/write-text.ts';
import { chartSvg } from '../../shared/indicators/chart.ts';
import type { Template } from '../../shared/template/schema.ts';
import { testPorts } from '../unit/service/deps.ts';
import { attack, type Leak } from './attack.ts';
import { buildCase, type Case, type ReportSpec } from './reports.ts';
import { type Signer, signerOf } from './signer.ts';

/** A file that goes out, and the name that is offered for it. */
type Out = { bytes: Uint8Array; name: string };
type Sent = { bytes: string; name: string };

/** What is found, and in which file. */
export type Found = Leak & { file: string };

const now = (): Date => new Date('2025-12-20T08:00:00Z');
const quiet = (): void => {};
const call = { signal: new AbortController().signal, progress: quiet };

const backwards = (word: string): string => Array.from(word).toReversed().join('');

/** What must not be read; but for what the words that may be read spell by chance, in either direction. */
export function hidden({ secrets, labels, open }: Pick<Case, 'secrets' | 'labels' | 'open'>): string[] {
  const said = open.join('');
  return [...secrets, ...labels].filter((word) => !said.includes(word) && !said.includes(backwards(word)));
}

/** Random reports sent out by every way there is, through the program's own use cases, and looked through. */
export class Campaign {
  readonly #remove: () => void;
  readonly #printer: BrowserPrinter;
  readonly #deps: Deps;
  readonly #templates: Map<string, Template>;
  readonly #signer: Signer;

  private constructor(
    remove: () => void,
    printer: BrowserPrinter,
    templates: Map<string, Template>,
    deps: Deps,
    signer: Signer,
  ) {
    this.#remove = remove;
    this.#printer = printer;
    this.#templates = templates;
    this.#deps = deps;
    this.#signer = signer;
  }

  static async open(): Promise<Campaign> {
    const printer = new BrowserPrinter();
    const ports = testPorts({ now, printer });
    const store = await openStore(ports.dataDir, now);
    store.review.savePerson({ id: 'p1', name: '甲', unit: '', role: 'reviewer' });
    const templates = new Map<string, Template>();
    const reader = createReader({ start: ports.startReader, templates: [], logger: ports.logger });
    const deps: Deps = { ports, store, templates, reader, emit: quiet };
    return new Campaign(ports.remove, printer, templates, deps, await signerOf());
  }

  async close(): Promise<void> {
    await this.#printer.close();
    await this.#deps.store.close();
    this.#remove();
  }

  /** One report in its public edition: as files of these formats, and as what is copied of it. */
  async report(spec: ReportSpec, formats: readonly ExportFormat[]): Promise<Found[]> {
    const one = buildCase(spec);
    const id = await this.#keep(one);
    try {
      const found: Found[] = formats.includes('txt') ? this.#clipboard(one) : [];
      for (const format of formats) found.push(...look(await this.export(id, format, 'public'), hidden(one)));
      return found;
    } finally {
      // Reports that stayed would be years of the next one.
      this.#deps.store.reports.remove(id);
    }
  }

  /** One report in everything that stays in the house, looked through for what no file may say. */
  async internal(spec: ReportSpec, prints: boolean): Promise<Found[]> {
    const one = buildCase(spec);
    const found = (await this.internalFiles(one, prints)).flatMap((out) => look(out, one.never));
    return found;
  }

  /**
   * What is different in the files of two reports that differ only in what no file may say: nothing may be.
   * Leaves the stamp of a signature aside, which is another one each time (tests/unit/signoff/never-printed.test.ts).
   */
  async differences(spec: ReportSpec): Promise<string[]> {
    const [first, second] = [
      await this.internalFiles(buildCase(spec), false),
      await this.internalFiles(buildCase(spec, 0, true), false),
    ];
    return first.flatMap(({ name, bytes }, at) => {
      const others = new Map(textsOf(second[at]?.bytes ?? new Uint8Array()));
      return textsOf(bytes).flatMap(([part, text]) =>
        others.get(part) === text
          ? []
          : [`${name} ${part}: ${firstDifference(text, others.get(part) ?? '')}`],
      );
    });
  }

  /** Every file of the internal edition; what is random in them is taken out. */
  async internalFiles(one: Case, prints: boolean): Promise<Out[]> {
    const { source, template, settings } = one;
    const policy = editionPolicy(template, settings);
    const doc = toEdition(source, template, 'internal', policy);
    const copied = [
      textFile('clipboard.txt', writeText(doc)),
      textFile('clipboard.html', writeHtml(doc.blocks, false)),
    ];
    return this.with(one, async (id) => {
      const files: Out[] = [];
      const exports = exportHandlers(this.#deps);
      for (const format of prints ? (['docx', 'txt', 'pdf'] as const) : (['docx', 'txt'] as const))
        files.push(await this.export(id, format, 'internal'));
      for (const format of prints ? (['docx', 'pdf'] as const) : (['docx'] as const))
        files.push(outOf(await exports['export.marked']({ id, format }, call)));
      // What is signed is not sent out to be changed.
      if (source.state !== 'signed-off') files.push(await this.#reviewCopy(id));
      files.push(await this.compared(id, id, 'docx', 'internal'));
      files.push(...(await this.figures(one, 'internal')));
      return [...files.map((file) => withoutRandom(file, [])), ...copied];
    });
  }

  async #reviewCopy(id: string): Promise<Out> {
    const { version, ...sent } = await reviewCopyHandlers(this.#deps)['review.export'](
      { id, author: 'p1' },
      call,
    );
    return withoutRandom(outOf(sent), [id, version]);
  }

  /** Two reports: compared, and as tables and charts of figures. */
  async pair(first: ReportSpec, second: ReportSpec, formats: readonly ComparisonFormat[]): Promise<Found[]> {
    const cases = [buildCase(first), buildCase({ ...second, fixed: first.fixed }, 1000)] as const;
    const a = await this.#keep(cases[0]);
    const b = await this.#keep(cases[1]);
    try {
      // What one of the two may say is no secret, though the other keeps it.
      const open = cases.flatMap((one) => one.open);
      const secrets = cases.flatMap((one) => hidden({ ...one, open }));
      const found: Found[] = [];
      for (const format of formats) found.push(...look(await this.compared(a, b, format, 'public'), secrets));
      for (const one of cases) {
        // Rows and charts are called by the names of the figures, which may spell another word by chance.
        const own = hidden({ ...one, labels: [], open: [...one.open, ...one.labels] });
        for (const out of await this.figures(one, 'public')) found.push(...look(out, own));
      }
      return found;
    } finally {
      for (const id of [a, b]) this.#deps.store.reports.remove(id);
    }
  }

  /** The report as stored, for whoever wants to send it out in another way. Takes itself away at the end. */
  async with<T>(one: Case, work: (id: string) => Promise<T>): Promise<T> {
    const id = await this.#keep(one);
    try {
      return await work(id);
    } finally {
      this.#deps.store.reports.remove(id);
    }
  }

  async export(id: string, format: ExportFormat, edition: Edition): Promise<Out> {
    const handler = exportHandlers(this.#deps)['export.make'];
    return outOf(await handler({ id, format, edition, allowLeftovers: true }, call));
  }

  async compared(a: string, b: string, format: ComparisonFormat, edition: Edition): Promise<Out> {
    const sides = { a: { report: a }, b: { report: b } };
    const handler = compareHandlers(this.#deps)['compare.export'];
    return outOf(await handler({ ...sides, format, edition, allowLeftovers: true }, call));
  }

  /** The workbook of the unit's figures, and a chart of each. */
  async figures({ source: { unit } }: Case, edition: Edition): Promise<Out[]> {
    const handlers = figureHandlers(this.#deps);
    const workbook = outOf(await handlers['figures.export']({ unit, edition, allowLeftovers: true }, call));
    const table = await handlers['figures.series']({ unit, edition, allowLeftovers: true }, call);
    const charts = (table?.series ?? []).map((series) => ({
      name: `${series.label}.svg`,
      bytes: new TextEncoder().encode(chartSvg(series, table?.years ?? [], table?.unitName ?? '')),
    }));
    return [workbook, ...charts];
  }

  /** As the page that is written on copies, text for everybody and HTML for Word. */
  #clipboard(one: Case): Found[] {
    const { source, template, settings } = one;
    const policy = editionPolicy(template, settings);
    const { head: _head, ...copied } = source;
    const doc = toEdition({ ...copied, state: 'drafting' }, template, 'public', policy);
    const texts = { 'clipboard.txt': writeText(doc), 'clipboard.html': writeHtml(doc.blocks, false) };
    return Object.entries(texts).flatMap(([name, text]) =>
      look({ name, bytes: new TextEncoder().encode(text) }, hidden(one)),
    );
  }

  /** Stores the report with all that belongs to it; gives its id. */
  async #keep(one: Case): Promise<string> {
    const { source, template, review, settings, layout } = one;
    const { store } = this.#deps;
    this.#templates.set(template.id, template);
    store.settings.set('editions', settings);
    store.settings.set('layout', layout);
    const { document, variables, year, unit, state } = source;
    const id = store.reports.insert({
      template: template.id,
      document,
      variables,
      year,
      unit,
      state,
      review,
    });
    store.exports.setHead(id, source.head);
    if (state === 'signed-off') await this.#signer(this.#deps, id, one);
    return id;
  }
}

const textFile = (name: string, words: string): Out => ({ name, bytes: new TextEncoder().encode(words) });

/** A file without the stamp of its signature, the name of the copy that it is, and these ids. */
function withoutRandom({ name, bytes }: Out, ids: readonly string[]): Out {
  if (bytes[0] !== 0x50) return { name, bytes };
  const parts = Object.entries(unzipSync(bytes)).map(([part, content]): [string, Uint8Array] => {
    if (!/\.(?:xml|rels)$/.test(part)) return [part, content];
    let xml = strFromU8(content);
    // The time, and numbers that the writer counts on from file to file.
    xml = xml.replaceAll(/(?<=W3CDTF">)[^<]*|(?<=<wp:docPr id=")\d+/g, '');
    for (const id of ids) xml = xml.replaceAll(id, 'ID');
    if (part === 'docProps/custom.xml') {
      xml = xml.replaceAll(/(?<=<vt:lpwstr>)[\w-]{20,}(?=[.<])/g, (value) => {
        const said = Buffer.from(value, 'base64url').toString('utf8');
        return said.replaceAll(/"(?:id|copy|nonce|text|signature|report|version)":"[^"]*"/g, '');
      });
    }
    return [part, strToU8(xml)];
  });
  return { name, bytes: zipSync(Object.fromEntries(parts)) };
}

/** The parts of a file, to be compared with those of another. */
function textsOf(bytes: Uint8Array): [part: string, text: string][] {
  if (bytes[0] !== 0x50) return [['', strFromU8(bytes)]];
  return Object.entries(unzipSync(bytes)).map(([part, content]) => [part, strFromU8(content)]);
}

/** From a little before the first character that is another one. */
function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return [a, b].map((text) => text.slice(Math.max(0, at - 40), at + 60)).join(' / ');
}

function look({ bytes, name }: Out, secrets: readonly string[]): Found[] {
  return attack(bytes, secrets, name).map((leak) => ({ ...leak, file: name }));
}

function outOf(sent: Sent | undefined): Out {
  if (!sent || sent.bytes === '') throw new Error('nothing was made');
  return { name: sent.name, bytes: new Uint8Array(Buffer.from(sent.bytes, 'base64')) };
}
