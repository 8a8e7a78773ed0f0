import type { Db } from '../sqlite/port.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { newId } from '../../../shared/document/ids.ts';
import { readDocument } from '../../../shared/document/upgrade.ts';
import type { StoredPolicy } from '../../../shared/edition/stored-policy.ts';
import {
  EMPTY_REVIEW,
  type Review,
  type Version,
  type VersionContent,
  type VersionKind,
} from '../../../shared/review/types.ts';
import type { Variables } from '../../../shared/document/types.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import { sha256 as hashOf } from '../signing/hash.ts';
import { CHECKSUMS, isAsStored } from './base/checksum.ts';
import type { NewOriginal, SqliteOriginalStore } from './original-store.ts';
import type { ReportStore } from './report-types.ts';
import type { SqliteReviewStore } from './review-store.ts';

/** `id`: where it has to be known beforehand. */
export type NewVersion = {
  id?: string;
  kind: VersionKind;
  name: string;
  author: string;
  merged?: VersionContent['merged'];
};

/** Frozen states of reports. There is no call that changes or removes one. */
export type VersionStore = {
  /** Newest first. */
  list(report: string): Version[];
  /** Freezes what is stored now. Throws AppError: 'not-found', 'no-person'. */
  create(report: string, version: NewVersion): Version;
  /** Keeps another file's text as a version of a report, with the file. The report itself stays as it is. */
  add(
    report: string,
    version: {
      name: string;
      author: string;
      document: VersionContent['document'];
      variables: Variables;
      source: NewOriginal;
    },
  ): Version;
  open(report: string, id: string): Version & VersionContent;
  /** Hash of all that is stored of a version, its name and date as well as its content; '' where it is not there. */
  rowHash(report: string, id: string): string;
  /** What was said and changed up to each version, oldest first. */
  reviews(report: string): { id: string; review: Review }[];
  /** The report of which this is a version; null where none is known. */
  reportOf(version: string): string | null;
  /** The version that took this marked copy in; null where none has. */
  mergedWith(report: string, sha256: string): Version | null;
  /** Keeps how a copy of a version was made. @param sha256 by which the copy is told from others of the version */
  addCopy(report: string, version: string, sha256: string, policy: StoredPolicy): void;
  /** How a copy was made; without its hash, how the last one was. Null for copies of before this was kept. */
  copyOf(report: string, version: string, sha256: string | null): StoredPolicy | null;
};

type Row = Version & { content: string; checksum: string | null };

const COLUMNS = 'id, number, round, kind, name, author, at, revision';

export class SqliteVersionStore implements VersionStore {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #reports: ReportStore;
  readonly #review: SqliteReviewStore;
  readonly #originals: SqliteOriginalStore;

  constructor(
    db: Db,
    now: () => Date,
    reports: ReportStore,
    review: SqliteReviewStore,
    originals: SqliteOriginalStore,
  ) {
    this.#db = db;
    this.#now = now;
    this.#reports = reports;
    this.#review = review;
    this.#originals = originals;
  }

  list(report: string): Version[] {
    return this.#db
      .prepare<[string], Version>(`SELECT ${COLUMNS} FROM versions WHERE report_id = ? ORDER BY number DESC`)
      .all(report);
  }

  rowHash(report: string, id: string): string {
    const row = this.#db
      .prepare<[string, string], Row>(
        `SELECT ${COLUMNS}, content, checksum FROM versions WHERE report_id = ? AND id = ?`,
      )
      .get(report, id);
    return row ? hashOf(canonicalJson({ report, ...row })) : '';
  }

  create(report: string, { id, kind, name, author, merged }: NewVersion): Version {
    return this.#db
      .transaction((): Version => {
        this.#review.checkPerson(author);
        const { document, variables, revision } = this.#reports.get(report);
        const review = this.#review.get(report);
        const content: VersionContent = {
          document,
          variables,
          review,
          people: this.#review.people(),
          ...(merged ? { merged } : {}),
        };
        const version = this.#freeze(report, { id, kind, name, author, revision }, content);
        if (kind === 'sent') this.#reports.setMeta(report, { state: 'in-review' });
        return version;
      })
      .immediate();
  }

  add(
    report: string,
    {
      name,
      author,
      document,
      variables,
      source,
    }: {
      name: string;
      author: string;
      document: VersionContent['document'];
      variables: Variables;
      source: NewOriginal;
    },
  ): Version {
    return this.#db
      .transaction((): Version => {
        this.#review.checkPerson(author);
        const { revision } = this.#reports.get(report);
        const content = { document, variables, review: EMPTY_REVIEW, people: this.#review.people() };
        this.#originals.add(report, source);
        return this.#freeze(report, { kind: 'saved', name, author, revision }, content);
      })
      .immediate();
  }

  #freeze(
    report: string,
    {
      id,
      kind,
      name,
      author,
      revision,
    }: Pick<Version, 'kind' | 'name' | 'author' | 'revision'> & {
      id?: string | undefined;
    },
    content: VersionContent,
  ): Version {
    const [last] = this.list(report);
    const version: Version = {
      id: id ?? newId(),
      number: (last?.number ?? 0) + 1,
      round: (last?.round ?? 0) + (kind === 'sent' ? 1 : 0),
      kind,
      name,
      author,
      at: this.#now().toISOString(),
      revision,
    };
    const text = JSON.stringify(content);
    this.#db
      .prepare(
        `INSERT INTO versions (report_id, ${COLUMNS}, content, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        report,
        version.id,
        version.number,
        version.round,
        kind,
        name,
        author,
        version.at,
        revision,
        text,
        CHECKSUMS.versions({ report_id: report, id: version.id, content: text }),
      );
    return version;
  }

  reportOf(version: string): string | null {
    const row = this.#db
      .prepare<[string], { report_id: string }>('SELECT report_id FROM versions WHERE id = ?')
      .get(version);
    return row?.report_id ?? null;
  }

  mergedWith(report: string, sha256: string): Version | null {
    const row = this.#db
      .prepare<[string, string], Version>(
        `SELECT ${COLUMNS} FROM versions WHERE report_id = ? AND kind = 'returned' AND EXISTS (
           SELECT 1 FROM json_each(content, '$.merged.files') AS file
           WHERE json_extract(file.value, '$.sha256') = ?) ORDER BY number`,
      )
      .get(report, sha256);
    return row ?? null;
  }

  addCopy(report: string, version: string, sha256: string, policy: StoredPolicy): void {
    this.#db
      .prepare('INSERT INTO sent_copies (report_id, version, sha256, at, policy) VALUES (?, ?, ?, ?, ?)')
      .run(report, version, sha256, this.#now().toISOString(), JSON.stringify(policy));
  }

  copyOf(report: string, version: string, sha256: string | null): StoredPolicy | null {
    const row = this.#db
      .prepare<[string, string, string | null], { policy: string }>(
        `SELECT policy FROM sent_copies WHERE report_id = ? AND version = ?
         ORDER BY sha256 IS ? DESC, id DESC LIMIT 1`,
      )
      .get(report, version, sha256);
    return row ? (JSON.parse(row.policy) as StoredPolicy) : null;
  }

  reviews(report: string): { id: string; review: Review }[] {
    return this.#db
      .prepare<[string], { id: string; review: string }>(
        "SELECT id, json_extract(content, '$.review') AS review FROM versions WHERE report_id = ? ORDER BY number",
      )
      .all(report)
      .map(({ id, review }) => ({ id, review: JSON.parse(review) as Review }));
  }

  open(report: string, id: string): Version & VersionContent {
    const row = this.#db
      .prepare<[string, string], Row>(
        `SELECT ${COLUMNS}, content, checksum FROM versions WHERE report_id = ? AND id = ?`,
      )
      .get(report, id);
    if (!row) throw new AppError('not-found', '没有找到这个版本。请重新打开版本列表再看。');
    const { content, checksum, ...version } = row;
    if (!isAsStored('versions', { report_id: report, id, content, checksum }))
      throw new AppError(
        'damaged-database',
        '这个版本有一处已损坏，没有打开；报告和其他版本不受影响。请在首页查看并修复。',
      );
    const stored = JSON.parse(content) as VersionContent;
    return { ...version, ...stored, document: readDocument(stored.document) };
  }
}
