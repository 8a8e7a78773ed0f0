import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { backupFolder } from '../../../electron/backend/store/backups/catalogue.ts';
import { makeCopy } from '../../../electron/backend/store/backups/copy.ts';
import { factsOf } from '../../../electron/backend/store/backups/facts.ts';
import { openSealed, sealFile, secretOf } from '../../../electron/backend/store/backups/sealed-file.ts';
import { makeFolder } from '../../../electron/backend/store/base/write-through.ts';
import { eraseInBackups, eraseOwed } from '../../../electron/backend/store/erase/erase-backup.ts';
import { eraseRest } from '../../../electron/backend/store/erase/erase-left.ts';
import { eraseInDatabase, planReport, planWords } from '../../../electron/backend/store/erase/erase-main.ts';
import { holdsReport, TABLES_OF_REPORTS } from '../../../electron/backend/store/erase/erase-report.ts';
import { NeedleSearch, piecesOf } from '../../../electron/backend/store/erase/needles.ts';
import { oweSecond, owedPlans, readPlan } from '../../../electron/backend/store/erase/plan.ts';
import { checkAll } from '../../../electron/backend/store/recovery/full-check.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import type { Store } from '../../../electron/backend/store/types.ts';
import { restore, storedVersions } from '../../store/stored-database.ts';
import { makeNote, makeParagraph, makeTitle, padInlines } from '../../../shared/document/make.ts';

const TITLE = '瓦窑坪街道法治政府建设年度报告';
const SECRET = '对涉矿纠纷重点人员逐户走访摸排，逐一建立台账并按月回访，确保底数清、情况明';
const OTHER = '青禾镇组织法治宣讲走进田间地头';
const now = (): Date => new Date('2025-12-01T02:03:04Z');
const eraser = { at: now().toISOString(), person: 'p1', name: '周琳' };

describe('what is looked for in files', () => {
  it.each([
    ['UTF-8', Buffer.from(SECRET)],
    ['UTF-16', Buffer.from(SECRET, 'utf16le')],
    ['UTF-16 the other way', Buffer.from(SECRET, 'utf16le').swap16()],
    [
      'JSON with escapes',
      Buffer.from(
        JSON.stringify(SECRET).replaceAll(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`),
      ),
    ],
    ['GBK', Buffer.from('b6d4c9e6bff3bec0b7d7d6d8b5e3c8cbd4b1d6f0bba7d7dfb7c3c3feC5C5'.toLowerCase(), 'hex')],
    ['any eleven characters of it', Buffer.from(Array.from(SECRET).slice(7, 18).join(''))],
    [
      'two pages of a database',
      Buffer.concat([Buffer.from(SECRET.slice(0, 17)), Buffer.alloc(9), Buffer.from(SECRET.slice(17))]),
    ],
  ])('is found in %s', (_form, bytes) => {
    const search = new NeedleSearch(piecesOf([SECRET]));
    expect(search.in(Buffer.concat([Buffer.alloc(1001, 7), bytes, Buffer.alloc(13)])).size).toBeGreaterThan(
      0,
    );
    expect(search.in(Buffer.from(OTHER.repeat(50))).size).toBe(0);
  });
});

describe('a backup of an earlier version', () => {
  it.each(storedVersions())('loses the report, too: version %i', async (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'nianshu-old-'));
    const file = join(folder, 'old.db');
    restore(version, file);
    const before = openDb(file);
    before.pragma('journal_mode = DELETE');
    const { id, title } = before
      .prepare<[], { id: string; title: string }>('SELECT id, title FROM reports ORDER BY length DESC')
      .get() ?? { id: '', title: '' };
    before.close();
    const along = { assets: [], originals: [], phrases: [] };
    const plan = { id, words: null, eraser, along, pieces: [...piecesOf([title])], deleteClosed: false };
    expect(await eraseInBackups([file], plan, null)).toMatchObject({ rewritten: 1 });
    const after = openDb(file, { readonly: true });
    expect(holdsReport(after, id)).toBe(false);
    after.close();
    rmSync(folder, { recursive: true });
  });
});

describe('an erased report', () => {
  let dataDir: string;
  let store: Store;
  let id: string;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'nianshu-erase-'));
    store = await openStore(dataDir, now);
    const insert = (title: string, text: string): string =>
      store.reports.insert({
        template: 'work-summary',
        year: 2025,
        unit: title.slice(0, 4),
        document: { schema: 2, blocks: [makeTitle(title), makeParagraph(text)] },
        variables: {},
      });
    id = insert(TITLE, SECRET);
    insert('青禾镇工作总结', OTHER);
    store.record.add(id, { person: 'p1', name: '周琳', action: 'created', details: SECRET });
    store.search.catchUp(10_000);
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const backup = async (name: string): Promise<string> => {
    makeFolder(backupFolder(dataDir));
    const target = join(backupFolder(dataDir), name);
    const source = join(dataDir, 'nianshu.db');
    await makeCopy({ source, target, at: now().toISOString(), kind: 'by-hand', originals: null });
    return target;
  };
  const plan = () => planReport({ dataDir, id, title: TITLE, eraser, deleteClosed: false });

  it('is gone from encrypted backups of which the key is kept; others are told, or go', async () => {
    const cost = { N: 1024, r: 8, p: 1 };
    const [kept, forgotten] = [
      secretOf('一二三四五六七八', undefined, cost),
      secretOf('八七六五四三二一', undefined, cost),
    ];
    const clear = await backup('a.db');
    const sealed = join(dataDir, 'backups', 'b.nsb');
    const closed = join(dataDir, 'backups', 'c.nsb');
    await sealFile(clear, sealed, kept, factsOf(clear));
    await sealFile(clear, closed, forgotten, factsOf(clear));
    const all = [clear, sealed, closed];
    const made = plan();
    eraseInDatabase(dataDir, made);
    expect(await eraseInBackups(all, made, kept)).toEqual({ clean: 0, rewritten: 2, deleted: 0, closed: 1 });
    const proof = await eraseRest(dataDir, null, kept, made);
    expect(proof).toMatchObject({ found: [], closed: [join('backups', 'c.nsb')] });
    const opened = join(dataDir, 'opened.db');
    await openSealed(sealed, opened, kept);
    expect(readFileSync(opened).includes(SECRET.slice(0, 8))).toBe(false);
    expect(readFileSync(opened).includes(OTHER)).toBe(true);
    expect(factsOf(opened)?.reports).toBe(1);
    rmSync(opened);
    expect(await eraseInBackups([closed], { ...made, deleteClosed: true }, kept)).toMatchObject({
      deleted: 1,
    });
    expect(existsSync(closed)).toBe(false);
  });

  it('is gone from a backup of before, as late as it was; one that is broken goes', async () => {
    const file = await backup('a.db');
    const broken = join(dataDir, 'backups', 'broken.db');
    const bytes = readFileSync(file);
    bytes.fill(0x55, 0, 200);
    writeFileSync(broken, bytes);
    const before = factsOf(file);
    const made = plan();
    eraseInDatabase(dataDir, made);
    expect(await eraseInBackups([file, broken], made, null)).toMatchObject({ rewritten: 1, deleted: 1 });
    expect(factsOf(file)).toMatchObject({
      generation: before?.generation,
      changes: before?.changes,
      reports: 1,
    });
    expect(existsSync(broken)).toBe(false);
    expect((await eraseRest(dataDir, null, null, made)).found).toEqual([]);
  });

  describe('and a passage that was deleted from a text', () => {
    const PASSAGE = '约谈陶某某等三名重点人员';
    let report: string;
    beforeEach(() => {
      const blocks = [makeTitle('青禾镇年度报告'), makeParagraph(`开展普法。${PASSAGE}。`)];
      const document = { schema: 2, blocks };
      report = store.reports.insert({
        template: 'work-summary',
        year: 2024,
        unit: '青禾镇',
        document,
        variables: {},
      });
      store.review.savePerson({ id: 'p1', name: '周琳', unit: '', role: 'writer' });
    });
    const wish = () => ({ dataDir, id: report, words: PASSAGE, eraser, deleteClosed: false });
    const cut = (): void => {
      const ops = [{ type: 'remove_text' as const, path: [1, 0], offset: 5, text: PASSAGE }];
      store.reports.apply({ id: report, batch: 'cut', base: 0, ops });
    };

    it('goes from log, versions, record and backups; the text, the other versions and the log go on', async () => {
      store.versions.create(report, { kind: 'saved', name: '有的', author: 'p1' });
      const before = await backup('before.db');
      cut();
      store.versions.create(report, { kind: 'saved', name: '没有的', author: 'p1' });
      store.record.add(report, {
        person: 'p1',
        name: '周琳',
        action: 'made-public',
        details: `不公开：“${PASSAGE}”`,
      });
      const after = await backup('after.db');
      const text = JSON.stringify(store.reports.get(report).document);
      const made = await planWords(wish());
      expect(eraseInDatabase(dataDir, made)).toEqual({ clean: true });
      store.forget();
      expect(await eraseInBackups([before, after], made, null)).toMatchObject({ rewritten: 2 });
      const proof = await eraseRest(dataDir, null, null, made);
      expect(proof.found).toEqual([]);
      expect(readFileSync(join(dataDir, 'nianshu.db')).includes(PASSAGE.slice(0, 5))).toBe(false);
      expect(JSON.stringify(store.reports.get(report).document)).toBe(text);
      expect(store.versions.list(report).map(({ name }) => name)).toEqual(['没有的']);
      expect(store.record.list(report).intact).toBe(true);
      // It is written on, and found sound.
      const ops = [{ type: 'insert_text' as const, path: [1, 0], offset: 0, text: '全镇' }];
      store.reports.apply({ id: report, batch: 'more', base: 1, ops });
      store.forget();
      expect(JSON.stringify(store.reports.get(report).document)).toContain('全镇开展普法');
      const checked = checkAll(dataDir);
      expect([checked.reports, checked.files]).toEqual([[], []]);
      // In the backup of before it was in the text: there the report is gone, and the others are not.
      expect([factsOf(before)?.reports, factsOf(after)?.reports]).toEqual([2, 3]);
    });

    it('goes in parts, too: from quotations, answers, the review, comments and cut entries of the record', async () => {
      const part = PASSAGE.slice(2, 9);
      const at = now().toISOString();
      const said = { id: 'k1', thread: 't1', author: 'p1', at, body: `${part}要写吗？` };
      const thread = { id: 't1', author: 'p1', at, quote: part.slice(0, 4), section: `一、${PASSAGE}` };
      const threads = [{ ...thread, state: 'open' as const, comments: [said] }];
      const mark = { type: 'set_node' as const, path: [1, 0], properties: {}, newProperties: { c_t1: true } };
      const why = { author: 'p1', at, reason: `${part}已公开` };
      const revisions = [{ id: 'r1', kind: 'insert' as const, ...why }];
      const decisions = [{ revision: 'r1', accepted: true, ...why }];
      const review = { threads, revisions, decisions };
      store.reports.apply({ id: report, batch: 'said', base: 0, ops: [mark as never], review });
      const ops = [{ type: 'remove_text' as const, path: [1, 0], offset: 5, text: PASSAGE }];
      store.reports.apply({ id: report, batch: 'cut', base: 1, ops });
      const answer = { kind: 'name', text: part.slice(0, 3), answer: 'publish' } as const;
      store.exports.answer(report, [answer], { person: 'p1', name: '周琳' });
      store.exports.addSheet(report, 2, { note: `${part}不公开`, conclusion: 'closed' });
      const by = { person: 'p1', name: '周琳', action: 'made-public' } as const;
      store.record.add(report, { ...by, details: `“${PASSAGE.slice(0, 8)}…` });
      const made = await planWords(wish());
      eraseInDatabase(dataDir, made);
      store.forget();
      expect((await eraseRest(dataDir, null, null, made)).found).toEqual([]);
      expect(readFileSync(join(dataDir, 'nianshu.db')).includes(part.slice(0, 3))).toBe(false);
      expect(store.exports.sheet(report)).toEqual({ note: '', conclusion: 'closed' });
      const kept = store.review.get(report);
      expect([kept.revisions[0], kept.decisions[0]].every((row) => row && !('reason' in row))).toBe(true);
      expect(store.record.list(report).intact).toBe(true);
    });

    it('is known under tracked changes, in any reading, and in notes', async () => {
      const [before, behind] = [PASSAGE.slice(0, 5), PASSAGE.slice(5)];
      const at = now().toISOString();
      const note = makeNote('foot', [{ text: before }, { text: behind, bold: true }]);
      for (const middle of [{ text: '暂时', ins: 'r1' }, note]) {
        const nodes = 'ins' in middle ? [{ text: before }, middle, { text: behind }] : [middle];
        const children = padInlines(nodes);
        const blocks = [makeTitle('青禾镇年度报告'), { ...makeParagraph(''), children }];
        const about = { template: 'work-summary', year: 2024, unit: '青禾镇', variables: {} };
        const revisions = [{ id: 'r1', author: 'p1', at, kind: 'insert' as const }];
        const review = { revisions, threads: [], decisions: [] };
        const other = store.reports.insert({ ...about, document: { schema: 2, blocks }, review });
        await expect(planWords({ ...wish(), id: other })).rejects.toThrow('正文里还有');
      }
    });

    it('stays where it is in the text or was signed: nothing is done', async () => {
      await expect(planWords(wish())).rejects.toThrow('正文里还有');
      expect(readPlan(dataDir)).toBeNull();
      store.versions.create(report, { kind: 'signed', name: '签发稿', author: 'p1' });
      cut();
      await expect(planWords(wish())).rejects.toThrow('第 1 版是签发稿');
      expect(readPlan(dataDir)).toBeNull();
      expect(store.versions.list(report)).toHaveLength(1);
    });
  });

  it('is owed by a second folder that was away, and goes from there when that is back', async () => {
    const file = await backup('a.db');
    const folder = join(dataDir, '..', `second-${process.pid}`);
    makeFolder(folder);
    copyFileSync(file, join(folder, 'a.db'));
    rmSync(file);
    const made = plan();
    eraseInDatabase(dataDir, made);
    await eraseRest(dataDir, null, null, made);
    expect(owedPlans(dataDir)).toEqual([]);
    oweSecond(dataDir, id);
    expect(await eraseOwed(dataDir, folder, null)).toBe(1);
    expect(readFileSync(join(folder, 'a.db')).includes(SECRET.slice(0, 8))).toBe(false);
    expect(factsOf(join(folder, 'a.db'))?.reports).toBe(1);
    expect(owedPlans(dataDir)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it('is told of where it still stands', async () => {
    const made = plan();
    eraseInDatabase(dataDir, made);
    writeFileSync(join(dataDir, '抄下来的.txt'), Buffer.from(SECRET, 'utf16le'));
    expect((await eraseRest(dataDir, null, null, made)).found).toEqual(['抄下来的.txt']);
  });

  it('has no table that the erasing does not know', () => {
    const db = openDb(join(dataDir, 'nianshu.db'), { readonly: true });
    const tables = db
      .prepare<[], string>(
        `SELECT DISTINCT m.name FROM sqlite_schema m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.name = 'report_id' AND m.name NOT IN ('record', 'search_reports')`,
      )
      .pluck()
      .all();
    db.close();
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => !TABLES_OF_REPORTS.has(table))).toEqual([]);
  });

  it('leaves a record that is whole, and says nothing of what it was', () => {
    eraseInDatabase(dataDir, plan());
    for (const report of [id, '']) {
      const { entries, intact } = store.record.list(report);
      expect(intact).toBe(true);
      expect(entries[0]).toMatchObject({ action: 'purged', person: 'p1', name: '周琳' });
      expect(JSON.stringify(entries)).not.toContain(SECRET.slice(0, 6));
    }
    // Frozen again.
    const db = openDb(join(dataDir, 'nianshu.db'));
    expect(() => db.exec('DELETE FROM record')).toThrow('the record is kept');
    db.close();
  });

  it('comes back by no older file: it goes at the next start', async () => {
    const file = await backup('a.db');
    const outside = join(dataDir, 'outside.db');
    copyFileSync(file, outside);
    const made = plan();
    eraseInDatabase(dataDir, made);
    await eraseInBackups([file], made, null);
    await eraseRest(dataDir, null, null, made);
    await store.close();
    copyFileSync(outside, join(dataDir, 'nianshu.db'));
    rmSync(outside);
    store = await openStore(dataDir, now);
    expect(store.reports.list()).toHaveLength(1);
    expect(store.notices.list().some(({ kind }) => kind === 'erased')).toBe(true);
    expect(readPlan(dataDir)).toBeNull();
    expect(readFileSync(join(dataDir, 'nianshu.db')).includes(SECRET.slice(0, 8))).toBe(false);
  });
});
