import type { Db } from '../sqlite/port.ts';
import type { DraftAbout, DraftReason } from '../../../shared/contract/drafts.ts';
import { AppError } from '../../../shared/errors/app-error.ts';

/** What a window held when it could not be stored; whatever that was. */
export type KeptContent = { document: unknown; variables: unknown; review: unknown; about: DraftAbout };

export type KeptDraft = {
  id: string;
  report: string;
  reason: DraftReason;
  base: number;
  title: string;
  length: number;
  at: string;
};

/** Drafts of what could not be stored in a report. */
export type DraftStore = {
  keep(draft: KeptDraft & { content: KeptContent }): void;
  /** Newest first; of one report, or all. */
  list(report?: string): KeptDraft[];
  /** Throws AppError('not-found'). */
  get(id: string): KeptDraft & { content: KeptContent };
  /** Discarding one that is gone already changes nothing. */
  discard(id: string): void;
};

type Row = Omit<KeptDraft, 'report'> & { report_id: string };

const COLUMNS = 'id, report_id, reason, base, title, length, at';

const draftOf = ({ report_id: report, ...row }: Row): KeptDraft => ({ ...row, report });

export class SqliteDraftStore implements DraftStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  keep({ id, report, reason, base, title, length, at, content }: KeptDraft & { content: KeptContent }): void {
    this.#db
      .prepare(
        `INSERT INTO drafts (${COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, base = excluded.base, title = excluded.title,
           length = excluded.length, at = excluded.at, content = excluded.content`,
      )
      .run(id, report, reason, base, title, length, at, JSON.stringify(content));
  }

  list(report?: string): KeptDraft[] {
    const rows =
      report === undefined
        ? this.#db.prepare<[], Row>(`SELECT ${COLUMNS} FROM drafts ORDER BY at DESC, id`).all()
        : this.#db
            .prepare<[string], Row>(`SELECT ${COLUMNS} FROM drafts WHERE report_id = ? ORDER BY at DESC, id`)
            .all(report);
    return rows.map((row) => draftOf(row));
  }

  get(id: string): KeptDraft & { content: KeptContent } {
    const row = this.#db
      .prepare<[string], Row & { content: string }>(`SELECT ${COLUMNS}, content FROM drafts WHERE id = ?`)
      .get(id);
    if (!row)
      throw new AppError('not-found', '没有找到这份草稿，可能已经放回、另存或丢弃。请重新打开首页查看。');
    const { content, ...rest } = row;
    return { ...draftOf(rest), content: JSON.parse(content) as KeptContent };
  }

  discard(id: string): void {
    this.#db.prepare('DELETE FROM drafts WHERE id = ?').run(id);
  }
}
