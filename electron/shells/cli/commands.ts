import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { SearchAnswer, SearchGroup } from '../../../shared/contract/search.ts';
import type { Leftover } from '../../../shared/edition/leftovers.ts';
import { outlineOf } from '../../../shared/structure/outline.ts';
import type { CallContext } from '../../backend/service/registry.ts';
import { writeFileSafely } from '../write-file.ts';
import type { Arguments, Command } from './args.ts';
import { HELP } from './args.ts';
import { backUp, doctor, recoverData, restore } from './care.ts';
import { compareJson, compareText } from './compare-text.ts';
import { seriesText } from './series-text.ts';
import { authorOf } from './author-of.ts';
import { mergeText } from './merge-text.ts';
import { expandFolders, importAll } from './import-files.ts';
import type { Output } from './output.ts';
import { readInput } from './read-input.ts';
import { signReport, verify } from './signoff.ts';
import { userDir, withBackend, withoutData } from './session.ts';
import {
  blocksText,
  checkText,
  countsLine,
  exportText,
  importText,
  leftoverLines,
  listText,
  searchText,
} from './text.ts';

const done = (json: unknown, text: string): Output => ({ json, text, exitCode: 0 });
const at = (path: string): string => resolve(userDir, path);

type Of<N extends Command['name']> = Extract<Command, { name: N }>;
type Context = { data: string | undefined; call: Partial<CallContext>; say: (line: string) => void };

/** Files and folders are taken in one by one: one that can't be read is named and does not hold up the others. */
async function importFiles({ files, year }: Of<'import'>, { data, call, say }: Context): Promise<Output> {
  const jobs = await expandFolders(files, at);
  const results = await withBackend(data, (backend) => importAll(backend, jobs, year, call, say));
  const complaints = results.flatMap(({ file, refused }) =>
    // Most reasons say so themselves and name the file.
    refused
      ? [refused.message.includes('没有导入') ? refused.message : `没有导入 ${file}：${refused.message}`]
      : [],
  );
  const taken = results.filter((result) => !result.refused);
  return { json: results, text: importText(taken), exitCode: complaints.length > 0 ? 2 : 0, complaints };
}

/** Gives back the file that a report was imported from; the newest where there are several. */
async function original({ id, out }: Of<'original'>, { data, call }: Context): Promise<Output> {
  const { name, bytes } = await withBackend(data, async (backend) => {
    const [newest] = await backend.call('original.list', { id }, call);
    if (!newest) throw new AppError('not-found', '这份报告不是从文件导入的，没有原文件。');
    const pieces: Buffer[] = [];
    for (let offset = 0; offset < newest.size;) {
      const piece = await backend.call('original.read', { id: newest.id, offset }, call);
      const read = Buffer.from(piece.bytes, 'base64');
      if (read.length === 0) break;
      pieces.push(read);
      offset += read.length;
    }
    return { name: newest.name, bytes: Buffer.concat(pieces) };
  });
  const file = at(out ?? name);
  await writeFileSafely(file, bytes);
  return done({ file, name, bytes: bytes.length }, `已取回原文件：${file}`);
}

async function outline({ file }: Of<'outline'>, { call }: Context): Promise<Output> {
  const input = await readInput(at(file), file);
  const result = await withoutData((backend) => backend.call('import.outline', input, call));
  const doubts = result.doubtful.map((doubt) => `请核对第 ${doubt.block + 1} 段：${doubt.why}`);
  return done(result, [blocksText(result.blocks), '', countsLine(result.counts), ...doubts].join('\n'));
}

async function show({ id }: Of<'show'>, { data, call }: Context): Promise<Output> {
  const { document, variables, ...report } = await withBackend(data, (backend) =>
    backend.call('report.open', { id }, call),
  );
  const { counts, blocks } = outlineOf(document, variables);
  return done(
    { ...report, variables, counts, blocks },
    [blocksText(blocks), '', `${report.year} 年 · ${report.unit} · ${countsLine(counts)}`].join('\n'),
  );
}

async function create({ template, year, unit, from }: Of<'new'>, { data, call }: Context): Promise<Output> {
  const { id } = await withBackend(data, async (backend) => {
    const base = from === undefined ? null : await backend.call('report.open', { id: from }, call);
    return backend.call(
      'report.create',
      {
        template: template ?? base?.template ?? '',
        unit: unit ?? base?.unit ?? '',
        year,
        ...(from === undefined ? {} : { from }),
      },
      call,
    );
  });
  return done({ id }, `已新建：${id}`);
}

async function exportReport(command: Of<'export'>, { data, call }: Context): Promise<Output> {
  const { id, format, edition, out, allowLeftovers, review } = command;
  try {
    const { made, left } = await withBackend(data, async (backend) => ({
      made:
        review && format === 'docx'
          ? await backend.call('review.export', { id, author: await authorOf(backend, command.person) }, call)
          : review && format === 'pdf'
            ? await backend.call('export.marked', { id, format }, call)
            : await backend.call('export.make', { id, format, edition, allowLeftovers }, call),
      left: edition === 'public' ? (await backend.call('edition.leftovers', { id }, call)).leftovers : [],
    }));
    const bytes = Buffer.from(made.bytes, 'base64');
    // A folder takes the file under the name that the rule gives it.
    const file = await inFolder(at(out), made.name);
    await writeFileSafely(file, bytes);
    const { pages, substitutedFonts } = made;
    const result = { file, bytes: bytes.length, pages, substitutedFonts };
    const open = left.filter((one) => !one.allowed);
    const complaints = [
      ...(made.unstamped ? [made.unstamped] : []),
      ...(open.length > 0 ? ['下列内容没有人决定过，已按要求照样导出：', ...leftoverLines(open)] : []),
    ];
    return { ...done(result, exportText(result)), complaints };
  } catch (error) {
    return undecided(error);
  }
}

/** What a public edition was stopped by, a line each; any other error goes on. */
function undecided(error: unknown): Output {
  if (!(error instanceof AppError) || error.code !== 'leftovers') throw error;
  const leftovers = (error.details?.['leftovers'] ?? []) as Leftover[];
  const hint = '在年述里逐处决定，或看过后加 --allow-leftovers 照样导出。';
  return {
    json: { error: { code: error.code, message: error.message, leftovers } },
    text: '',
    exitCode: 1,
    complaints: [error.message, ...leftoverLines(leftovers), hint],
  };
}

async function merge({ id, files, person }: Of<'merge'>, { data, call }: Context): Promise<Output> {
  const inputs = await Promise.all(files.map((file) => readInput(at(file), file)));
  const report = await withBackend(data, async (backend) =>
    backend.call(
      'review.merge',
      { id, files: inputs, apply: true, author: await authorOf(backend, person) },
      call,
    ),
  );
  return done(report, mergeText(report));
}

async function inFolder(path: string, name: string): Promise<string> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return folder ? join(path, name) : path;
}

/** A file that is there is checked as it is; anything else is the id of a stored report. */
async function check({ target }: Of<'check'>, { data, call }: Context): Promise<Output> {
  const isFile = existsSync(at(target)) || /\.(?:docx|txt|md|doc|wps)$/i.test(target);
  const result = isFile
    ? await withLists(data, async (backend) =>
        backend.call('checks.file', await readInput(at(target), target), call),
      )
    : await withBackend(data, (backend) => backend.call('checks.run', { id: target }, call));
  const findings = result.findings.filter((finding) => !finding.ignored);
  const json = findings.map(({ rule, severity, section, text, message, suggestion }) => ({
    rule,
    severity,
    section,
    text,
    message,
    suggestion: suggestion ?? null,
  }));
  return {
    json,
    text: checkText(findings, result.counts, result.findings.length - findings.length),
    exitCode: result.counts.error > 0 ? 1 : 0,
  };
}

/** A file is checked by the unit's own lists where a data folder is named; without one, nothing is left behind. */
const withLists: typeof withBackend = (data, work) =>
  data === undefined ? withoutData(work) : withBackend(data, work);

/** Every passage that matches, the newest year first. */
async function search({ words, year, unit, kind }: Of<'search'>, { data, call }: Context): Promise<Output> {
  const query = {
    query: words,
    ...(year === undefined ? {} : { fromYear: year, toYear: year }),
    ...(unit === undefined ? {} : { unit }),
    ...(kind === undefined ? {} : { kinds: [kind] }),
    reports: 200,
    passages: 500,
  };
  const groups = await withBackend(data, async (backend) => {
    const all: SearchGroup[] = [];
    for (let after: number | null = 0; after !== null;) {
      const answer: SearchAnswer = await backend.call('search.find', { ...query, after }, call);
      all.push(...answer.groups);
      after = answer.next;
    }
    return all;
  });
  const json = groups.flatMap(({ id, year: of, unit: from, title, hits }) =>
    hits.map((hit) => ({
      id,
      year: of,
      unit: from,
      title,
      section: hit.section,
      kind: hit.kind,
      block: hit.block,
      snippet: hit.snippet,
    })),
  );
  return done(json, searchText(groups));
}

async function compareReports(command: Of<'compare'>, { data, call }: Context): Promise<Output> {
  const { edition, out, allowLeftovers } = command;
  const sides = { a: { report: command.a }, b: { report: command.b }, edition };
  return withBackend(data, async (backend) => {
    const comparison = await backend.call('compare.run', sides, call);
    const json = compareJson(comparison);
    if (out === undefined) return done(json, compareText(comparison));
    const format = /pdf$/i.test(out) ? 'pdf' : 'docx';
    const made = await backend.call('compare.export', { ...sides, format, allowLeftovers }, call);
    const bytes = Buffer.from(made.bytes, 'base64');
    const file = at(out);
    await writeFileSafely(file, bytes);
    const { pages, substitutedFonts } = made;
    const result = { file, bytes: bytes.length, pages, substitutedFonts };
    return done({ ...json, ...result }, exportText(result));
  }).catch(undecided);
}

/** Figures by year; a value that an edition hides is its mask. */
async function indicators(command: Of<'indicators'>, { data, call }: Context): Promise<Output> {
  const { key, unit, edition, out } = command;
  const of = { ...(unit === undefined ? {} : { unit }), edition };
  return withBackend(data, async (backend) => {
    const { series, years } = await backend.call('figures.series', of, call);
    const wanted = series.filter((one) => key === undefined || one.key === key);
    if (key !== undefined && wanted.length === 0)
      throw new AppError('not-found', `没有“${key}”这个指标。不带 --key 可以看到全部。`);
    const json = wanted.map(({ key: name, label, unit: inUnit, points, changes, warnings }) => ({
      key: name,
      label,
      unit: inUnit,
      values: points.map(({ year, value, text }) => ({ year, value: value ?? text })),
      changes: changes.filter(({ change }) => change !== null),
      warnings,
    }));
    if (out === undefined) return done(json, seriesText(wanted, years));
    const made = await backend.call('figures.export', of, call);
    const bytes = Buffer.from(made.bytes, 'base64');
    const file = at(out);
    await writeFileSafely(file, bytes);
    const result = { file, bytes: bytes.length, pages: null, substitutedFonts: {} };
    return done(result, exportText(result));
  });
}

async function loadDemo({ data, call }: Context): Promise<Output> {
  const result = await withBackend(data, (backend) => backend.call('demo.load', {}, call));
  return done(result, `已载入演示数据：${result.ids.length} 份报告。用 list 查看。`);
}

/** Runs one command. Throws AppError for what the user can act on. */
export async function runCommand(
  { command, data }: Arguments,
  context: Omit<Context, 'data'>,
): Promise<Output> {
  const full: Context = { ...context, data };
  switch (command.name) {
    case 'help':
      return done({ help: HELP }, HELP);
    case 'import':
      return importFiles(command, full);
    case 'outline':
      return outline(command, full);
    case 'list': {
      const reports = await withBackend(data, (backend) => backend.call('report.list', {}, full.call));
      return done(reports, listText(reports));
    }
    case 'show':
      return show(command, full);
    case 'new':
      return create(command, full);
    case 'export':
      return exportReport(command, full);
    case 'merge':
      return merge(command, full);
    case 'check':
      return check(command, full);
    case 'signoff':
      return signReport(command, full);
    case 'verify':
      return verify(command, full);
    case 'original':
      return original(command, full);
    case 'search':
      return search(command, full);
    case 'compare':
      return compareReports(command, full);
    case 'indicators':
      return indicators(command, full);
    case 'backup':
      return backUp(command, full);
    case 'restore':
      return restore(command, full);
    case 'recover':
      return recoverData(command, full);
    case 'doctor':
      return doctor(command, full);
    case 'demo':
      return loadDemo(full);
  }
}
