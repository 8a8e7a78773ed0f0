import type { Db } from '../../sqlite/port.ts';
import { AppError } from '../../../../shared/errors/app-error.ts';
import { SCHEMA_VERSION, type ReportDocument, type Variables } from '../../../../shared/document/types.ts';
import { CHECKSUMS } from '../base/checksum.ts';
import type { LiveDocument } from '../base/live-document.ts';
import { appendEntry, blankEntries } from '../base/record-chain.ts';
import { readLog } from '../base/report-log.ts';
import { insertSnapshot } from '../base/snapshot-row.ts';
import { columnsOf, forgetIndex, type Eraser } from './erase-report.ts';
import { NeedleSearch } from './needles.ts';
import { partsOf, readingsOf, type PassageParts } from './passage-parts.ts';
import { tablesOf, thawed } from './thaw.ts';

/** The unit's own record: of what belongs to no report. */
const OF_THE_UNIT = '';

/** Where a passage stands beside the text of its report. */
export type WordsFound = {
  /** It is in the text, also under tracked changes or as a hint of a field. */
  inText: boolean;
  /** Signed versions that hold it, by number. */
  signed: number[];
  versions: string[];
  drafts: string[];
};

/** Whether JSON or text as it is stored says the words. */
const says = (stored: string | null, words: string): boolean =>
  stored !== null && (stored.includes(words) || stored.includes(JSON.stringify(words).slice(1, -1)));

/** The same of a document, in which words may be parted by fields, marks and tracked changes, and of its notes. */
function documentSays(document: ReportDocument, variables: Variables, words: string): boolean {
  try {
    return readingsOf(document.blocks, variables).includes(words);
  } catch {
    return false;
  }
}

function liveOf(db: Db, id: string): LiveDocument | null {
  const row = db.prepare<[string], { revision: number }>('SELECT revision FROM reports WHERE id = ?').get(id);
  return row ? readLog(db, { id, revision: row.revision }) : null;
}

/** Looks for a passage in everything that is stored of a report. */
export function findWords(db: Db, id: string, words: string): WordsFound {
  const live = liveOf(db, id);
  const inText =
    live !== null &&
    (says(JSON.stringify([live.blocks, live.variables]), words) ||
      documentSays({ schema: SCHEMA_VERSION, blocks: live.blocks }, live.variables, words));
  const found: WordsFound = { inText, signed: [], versions: [], drafts: [] };
  const versions = db
    .prepare<[string], { id: string; number: number; kind: string; name: string; content: string }>(
      'SELECT id, number, kind, name, content FROM versions WHERE report_id = ? ORDER BY number',
    )
    .iterate(id);
  for (const { id: version, number, kind, name, content } of versions) {
    const { document, variables } = JSON.parse(content) as { document: ReportDocument; variables: Variables };
    if (!says(name, words) && !says(content, words) && !documentSays(document, variables, words)) continue;
    if (kind === 'signed') found.signed.push(number);
    else found.versions.push(version);
  }
  for (const { id: draft, title, content } of db
    .prepare<[string], { id: string; title: string; content: string }>(
      'SELECT id, title, content FROM drafts WHERE report_id = ?',
    )
    .iterate(id)) {
    const { document, variables } = JSON.parse(content) as { document: ReportDocument; variables: Variables };
    if (says(title, words) || says(content, words) || documentSays(document, variables, words))
      found.drafts.push(draft);
  }
  return found;
}

/** Throws AppError('not-ready') for a passage that is in the text, or was signed. */
export function refuseWords({ inText, signed }: WordsFound): void {
  if (inText)
    throw new AppError(
      'not-ready',
      '正文里还有这段文字（也可能在修订或往年数里），什么也没有清除。请先删去、接受修订，再清除。',
    );
  if (signed.length > 0)
    throw new AppError(
      'not-ready',
      `第 ${signed.join('、')} 版是签发稿，里面有这段文字：签发稿不能改，改了就不能核验，什么也没有清除。一定要清除的，请彻底清除整份报告，连同签名。`,
    );
}

/**
 * Takes a passage that is no longer in the text out of a report's past: its log becomes one state, versions and drafts
 * that hold it go, and so do comments, decisions and marked sentences that say it. Doing it twice changes nothing. Call
 * `scrub` afterwards.
 * @param originals hashes of the files that it came from and that hold it
 * Throws AppError('not-ready') where it is in the text, or was signed.
 */
export function eraseWords(
  db: Db,
  id: string,
  words: string,
  eraser: Eraser,
  originals: readonly string[],
): WordsFound {
  const found = findWords(db, id, words);
  refuseWords(found);
  const tables = tablesOf(db);
  const live = liveOf(db, id);
  const kept = live ? readingsOf(live.blocks, live.variables) : '';
  const parts = partsOf(words, kept);
  db.pragma('secure_delete = ON');
  db.transaction(() => {
    thawed(db, () => {
      collapseLog(db, id);
      for (const version of found.versions) {
        db.prepare('DELETE FROM sent_copies WHERE report_id = ? AND version = ?').run(id, version);
        // Steps that approved a text with the passage are void: the text has changed since.
        if (tables.has('approval_steps'))
          db.prepare('DELETE FROM approval_steps WHERE report_id = ? AND version_id = ?').run(id, version);
        db.prepare('DELETE FROM versions WHERE report_id = ? AND id = ?').run(id, version);
      }
      if (found.versions.length > 0 && tables.has('approval_steps')) renumberSteps(db, id);
      for (const draft of found.drafts) db.prepare('DELETE FROM drafts WHERE id = ?').run(draft);
      for (const hash of originals)
        db.prepare('DELETE FROM originals WHERE report_id = ? AND hash = ?').run(id, hash);
      blankReview(db, id, parts);
      dropQuoting(db, id, parts);
      blankHead(db, id, words);
      blankPhrases(db, words);
      blankEntries(db, id, parts.written);
      blankEntries(db, OF_THE_UNIT, (details) => details.includes(words));
    });
    forgetIndex(db, tables);
    const entry = { ...eraser, action: 'purged', details: '一段文字' };
    appendEntry(db, id, entry);
    appendEntry(db, OF_THE_UNIT, entry);
  }).immediate();
  return found;
}

/** Steps are counted without a gap: one that is missing is looked for. */
function renumberSteps(db: Db, id: string): void {
  const numbers = db
    .prepare<[string], number>('SELECT number FROM approval_steps WHERE report_id = ? ORDER BY number')
    .pluck()
    .all(id);
  const move = db.prepare('UPDATE approval_steps SET number = ? WHERE report_id = ? AND number = ?');
  numbers.forEach((number, at) => {
    if (number !== at + 1) move.run(at + 1, id, number);
  });
}

/** The log becomes the state that it has led to. Names of batches stay: one that is sent again is still known. */
function collapseLog(db: Db, id: string): void {
  const live = liveOf(db, id);
  if (!live) return;
  const at =
    db.prepare<[string], string>('SELECT updated_at FROM reports WHERE id = ?').pluck().get(id) ?? '';
  db.prepare('DELETE FROM snapshots WHERE report_id = ?').run(id);
  insertSnapshot(db, id, live, at);
  const update = db.prepare(
    "UPDATE batches SET ops = '[]', variables = NULL, checksum = ? WHERE report_id = ? AND revision = ?",
  );
  for (const batch of db
    .prepare<[string], { revision: number; batch: string }>(
      "SELECT revision, batch FROM batches WHERE report_id = ? AND (ops <> '[]' OR variables IS NOT NULL)",
    )
    .all(id))
    update.run(
      CHECKSUMS.batches({ report_id: id, ...batch, ops: '[]', variables: null }),
      id,
      batch.revision,
    );
}

/** Comments that say the words, or a part of them, say nothing any more; threads no longer quote them. */
function blankReview(db: Db, id: string, { written, quoted }: PassageParts): void {
  const comments = db
    .prepare<[string], { id: string; body: string }>('SELECT id, body FROM comments WHERE report_id = ?')
    .all(id)
    .filter(({ body }) => written(body));
  for (const comment of comments)
    db.prepare("UPDATE comments SET body = '', removed = 1, checksum = ? WHERE report_id = ? AND id = ?").run(
      CHECKSUMS.comments({ report_id: id, id: comment.id, body: '' }),
      id,
      comment.id,
    );
  for (const table of ['revisions', 'decisions']) {
    // A backup may be of before reasons were given.
    if (columnsOf(db, table, ['reason']).length === 0) continue;
    const blank = db.prepare(`UPDATE ${table} SET reason = NULL WHERE rowid = ?`);
    for (const { row, reason } of db
      .prepare<[string], { row: number; reason: string }>(
        `SELECT rowid AS row, reason FROM ${table} WHERE report_id = ? AND reason IS NOT NULL`,
      )
      .all(id))
      if (written(reason)) blank.run(row);
  }
  for (const column of columnsOf(db, 'threads', ['quote', 'section', 'outcome_reason'])) {
    const isOf = column === 'outcome_reason' ? written : quoted;
    const blank = db.prepare(`UPDATE threads SET ${column} = '' WHERE report_id = ? AND id = ?`);
    for (const thread of db
      .prepare<[string], { id: string; text: string }>(
        `SELECT id, coalesce(${column}, '') AS text FROM threads WHERE report_id = ?`,
      )
      .all(id))
      if (thread.text !== '' && isOf(thread.text)) blank.run(id, thread.id);
  }
}

/** What was taken out of the text and decided about goes, where it is of the words. */
function dropQuoting(db: Db, id: string, { written, quoted }: PassageParts): void {
  for (const [table, column] of [
    ['allowed_leftovers', 'text'],
    ['ignored_findings', 'key'],
    ['doubts', 'why'],
  ]) {
    const drop = db.prepare(`DELETE FROM ${table} WHERE report_id = ? AND ${column} = ?`);
    for (const text of db
      .prepare<[string], string>(`SELECT ${column} FROM ${table} WHERE report_id = ?`)
      .pluck()
      .all(id))
      if (quoted(text)) drop.run(id, text);
  }
  // A sheet stays, because it may say that nothing is to be public.
  const update = db.prepare('UPDATE review_sheets SET sheet = ? WHERE id = ?');
  for (const { row, sheet } of db
    .prepare<[string], { row: number; sheet: string }>(
      'SELECT id AS row, sheet FROM review_sheets WHERE report_id = ?',
    )
    .all(id)) {
    const without = JSON.stringify(JSON.parse(sheet), (key, value: unknown) =>
      typeof value === 'string' && (written(value) || (key === 'text' && quoted(value))) ? '' : value,
    );
    if (without !== sheet) update.run(without, row);
  }
}

function blankHead(db: Db, id: string, words: string): void {
  const stored = db
    .prepare<[string], string>('SELECT head FROM report_heads WHERE report_id = ?')
    .pluck()
    .get(id);
  if (stored === undefined || !says(stored, words)) return;
  const head = JSON.parse(stored) as Record<string, unknown>;
  for (const [key, value] of Object.entries(head))
    if (typeof value === 'string' && value.includes(words)) head[key] = '';
  db.prepare('UPDATE report_heads SET head = ? WHERE report_id = ?').run(JSON.stringify(head), id);
}

function blankPhrases(db: Db, words: string): void {
  const stored = db
    .prepare<[], string>("SELECT value FROM settings WHERE key = 'phraseLibrary'")
    .pluck()
    .get();
  if (stored === undefined || !says(stored, words)) return;
  const list = JSON.parse(stored) as unknown;
  if (!Array.isArray(list)) return;
  const left = list.filter((phrase) => !says(JSON.stringify(phrase), words));
  db.prepare("UPDATE settings SET value = ? WHERE key = 'phraseLibrary'").run(JSON.stringify(left));
}

/** Titles of other reports whose stored rows say the words: they are not touched, and told. */
export function othersWith(db: Db, id: string, words: string): string[] {
  const search = new NeedleSearch([words]);
  const titles = new Set<string>();
  const rows = db
    .prepare<[string], { report: string; text: string }>(
      `SELECT r.title AS report, s.document AS text FROM snapshots s JOIN reports r ON r.id = s.report_id WHERE r.id <> @id
       UNION ALL SELECT r.title, b.ops FROM batches b JOIN reports r ON r.id = b.report_id WHERE r.id <> @id
       UNION ALL SELECT r.title, v.content FROM versions v JOIN reports r ON r.id = v.report_id WHERE r.id <> @id`.replaceAll(
        '@id',
        '?1',
      ),
    )
    .iterate(id);
  for (const { report, text } of rows)
    if (!titles.has(report) && search.in(Buffer.from(text), 1).size > 0) titles.add(report);
  return [...titles];
}
