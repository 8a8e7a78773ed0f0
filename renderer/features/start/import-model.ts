import type { Candidate, MarkChoice } from '../../../shared/contract/import-batch.ts';
import { parseYear } from './defaults.ts';
import type { Counts } from '../../../shared/document/count-report.ts';

/** A file that was chosen, with the folder it lies in. */
export type Chosen = { file: File; folder: string };

const NAMES = new Intl.Collator('zh', { numeric: true });

/** Folder by folder, 第2稿 before 第10稿: a browser gives the files of a folder as they lie on the disk. */
export function inOrder(files: readonly Chosen[]): Chosen[] {
  const by = NAMES.compare;
  return files.toSorted((a, b) => by(a.folder, b.folder) || by(a.file.name, b.file.name));
}

/** What is to be done with a file; null until the writer has said. */
export type Choice = 'take' | 'skip' | 'version' | null;

export type ImportRow = {
  key: string;
  name: string;
  folder: string;
  /** Bytes. */
  size: number;
  /** A file of a folder that is no report. */
  aside?: string;
  /** Why it can't be read. */
  refused?: string;
  found?: Candidate;
  choice: Choice;
  year: string;
  unit: string;
  template: string;
  /** What becomes of tracked changes and comments. */
  marks: MarkChoice;
  /** What has become of it. */
  taken?: { id: string; asVersion: boolean };
};

const READABLE = /\.(?:docx|txt|md)$/i;
const OLD = /\.(?:doc|wps)$/i;

/** Files of a folder that nobody means to import; null for what may be a report. */
export function asideReason({ file, folder }: Chosen): string | null {
  if (folder === '') return null;
  if (file.name.startsWith('~$') || file.name.startsWith('.')) return '临时文件或隐藏文件';
  return READABLE.test(file.name) || OLD.test(file.name) ? null : '不是报告文件';
}

export function newRow({ file, folder }: Chosen, index: number): ImportRow {
  const { name, size } = file;
  return {
    key: String(index),
    name,
    folder,
    size,
    choice: null,
    year: '',
    unit: '',
    template: '',
    marks: 'keep',
  };
}

/** A row once its file was read: what was recognised, and what is to be done unless the writer says otherwise. */
export function withCandidate(row: ImportRow, found: Candidate): ImportRow {
  if (found.refused) return { ...row, refused: found.refused.message };
  // Changes of a review copy belong in its report: taken in by itself it is another report with the same text.
  const known = found.same !== null || found.sameFile !== null || found.copyOf?.known != null;
  return {
    ...row,
    found,
    // Two reports of one year and unit: only the writer knows whether they are two drafts of one.
    choice: known ? 'skip' : found.twins.length > 0 ? null : 'take',
    year: found.year === null ? '' : String(found.year),
    unit: found.unit ?? '',
    template: found.template,
  };
}

/** The report of which the file becomes a version; undefined where it becomes a report of its own. */
export const intoOf = ({ choice, found }: ImportRow): string | undefined =>
  choice === 'version' ? found?.twins[0]?.id : undefined;

export const isOpen = (row: ImportRow): boolean => row.found !== undefined && row.taken === undefined;

/** What still has to be said before a row can be taken in; null when nothing. */
export function missing(row: ImportRow): 'choice' | 'year' | null {
  if (!isOpen(row) || row.choice === 'skip') return null;
  if (row.choice === null) return 'choice';
  return row.choice === 'take' && parseYear(row.year) === null ? 'year' : null;
}

/** A row about which there is nothing to ask: taken in without a table where it is the only one. */
export function isPlain(row: ImportRow): boolean {
  return (
    row.choice === 'take' &&
    missing(row) === null &&
    uncertain(row).length === 0 &&
    !row.found?.marked &&
    !row.found?.copyOf
  );
}

const ENOUGH = 0.8;

/** Year and type that were guessed: to be left as they are, or put right. */
function uncertain({ found, year, template }: ImportRow): string[] {
  if (!found) return [];
  const { sure } = found;
  const texts: string[] = [];
  // What somebody has put right is not asked again.
  if (found.year !== null && String(found.year) === year && sure.year < ENOUGH)
    texts.push(`标题里没有年度，按正文或文件名认作 ${year} 年，请核对`);
  if (found.template === template && sure.template < ENOUGH) texts.push('类型没有把握，请核对');
  return texts;
}

export function headingCount(counts: Counts): number {
  return Object.values(counts.headings).reduce((a, b) => a + b, 0);
}

/** What is said of a review copy, or of a file with the text of a report that is here. */
function ofCopy({ title, known, how }: NonNullable<Candidate['copyOf']>): string {
  if (how === 'text') return '文字与库里那份相同：里面的修订和批注可以在那份报告里收回';
  const of = title ? `《${title}》的送审稿` : '年述导出的送审稿';
  return known
    ? `这是${of}：里面的修改要在那份报告里收回，另收一份就成了两份报告`
    : `这是${of}，那份报告不在本机：可以另收一份`;
}

/** Words on what a writer should know of a row before it is taken in. */
export function remarkOf(
  row: ImportRow,
  rows: readonly ImportRow[],
): { tone: 'bad' | 'doubt'; text: string }[] {
  const { found } = row;
  const remarks: { tone: 'bad' | 'doubt'; text: string }[] = [];
  if (!found) return remarks;
  if (found.same) {
    const how = found.same.how === 'bytes' ? '同一个文件' : '文字相同';
    remarks.push({ tone: 'doubt', text: `库里已有（${how}）：${found.same.title || found.same.year}` });
    if (found.same.mended) remarks.push({ tone: 'doubt', text: '库里留存的原文件不完整，已用这个补回' });
  } else if (found.sameFile) {
    const how = found.sameFile.how === 'bytes' ? '是同一个文件' : '文字相同';
    remarks.push({ tone: 'doubt', text: `与这次的“${found.sameFile.name}”${how}` });
  } else if (found.twins.length > 0)
    remarks.push({ tone: 'doubt', text: '库里已有同年度、同单位的报告，请选怎么收' });
  else if (row.choice === 'take') {
    const twin = rows.find(
      (other) =>
        other !== row &&
        other.choice === 'take' &&
        other.year === row.year &&
        other.unit === row.unit &&
        row.unit !== '' &&
        row.year !== '',
    );
    if (twin) remarks.push({ tone: 'doubt', text: `与“${twin.name}”同年度、同单位` });
  }
  if (found.copyOf) {
    remarks.push({ tone: 'doubt', text: ofCopy(found.copyOf) });
  }
  if (found.marked) {
    const { changes, comments, people, notKept } = found.marked;
    const some =
      people.length > 3 ? `${people.slice(0, 3).join('、')}等${people.length}人` : people.join('、');
    const parts = [changes > 0 && `${changes} 处修订`, comments > 0 && `${comments} 条批注`].filter(Boolean);
    if (parts.length > 0)
      remarks.push({ tone: 'doubt', text: `含 ${parts.join('、')}${some ? `（${some}）` : ''}` });
    if (row.choice === 'version')
      remarks.push({ tone: 'doubt', text: '作为版本收入时按改好的文字，不留修订和批注' });
    if (row.marks === 'keep' && row.choice === 'take')
      for (const text of notKept) remarks.push({ tone: 'doubt', text });
  }
  if (found.year === null) remarks.push({ tone: 'doubt', text: '没有认出年度，请填写' });
  for (const text of uncertain(row)) remarks.push({ tone: 'doubt', text });
  if (found.unit === null) remarks.push({ tone: 'doubt', text: '没有认出单位' });
  if (found.title === '') remarks.push({ tone: 'doubt', text: '没有标题' });
  const places = found.doubtful.filter(({ kind }) => kind !== undefined).length;
  if (places > 0) remarks.push({ tone: 'doubt', text: `${places} 处存疑，打开后逐处核对` });
  for (const { why, kind } of found.doubtful)
    if (kind === undefined && why !== '没有找到标题') remarks.push({ tone: 'doubt', text: why });
  return remarks;
}
