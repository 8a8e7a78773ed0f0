import { EDITIONS, type Edition } from '../../../shared/edition/edition.ts';
import {
  EXPORT_FORMATS,
  FORMATS,
  formatOfName,
  MARKED_FORMATS,
  showsMarks,
  type ExportFormat,
  type MarkedFormat,
} from '../../../shared/contract/formats.ts';
import type { ExportResult } from '../../../shared/contract/export.ts';
import type { Backend } from '../../backend/service/registry.ts';
import type { Leftover } from '../../../shared/edition/leftovers.ts';
import { lockableSections, type CopyFence } from '../../../shared/review/copy-fence.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { writeFileSafely } from '../write-file.ts';
import { inFolder } from './in-folder.ts';
import { authorOf } from './author-of.ts';
import { command, done, oneOf, single, usage, type Context, type Output } from './command.ts';
import { pathOf, withBackend } from './session.ts';
import { leftBeside, writeBeside } from './side-file.ts';
import { exportText, leftoverLines } from './text.ts';

export const exportCommand = command({
  help: `  export 编号 --format ${EXPORT_FORMATS.join('|')} --edition internal|public --out 文件
                                    导出内部版（internal）或公开版（public）；已签发的 Word、PDF
                                    旁边写出核验文件（文件名.nsv），与文件一起发出
    [--allow-leftovers]             公开版里像是不该公开的内容，看过后照样导出
    [--review]                      带批注和修订：docx 为送审稿，改好后可以收回；pdf 为花脸稿
    [--only comments|tracked]       送审稿在 Word 里只许批注，或只许修订（没有密码，可以停止保护）
    [--lock 章节,…]                 送审稿里锁定这些一级标题下的章节，如 --lock 一,二
    [--person 姓名]                 谁送审；不写为年述里当前的人，没有则为本机登录名`,
  options: ['format', 'edition', 'out', 'allow-leftovers', 'review', 'only', 'lock', 'person'],
  read: (words, values) => {
    const id = single('export', '报告编号', words);
    const { out, person, review = false, 'allow-leftovers': allowLeftovers = false } = values;
    if (out === undefined) throw usage('缺少 --out（导出到哪个文件）。');
    const format = oneOf('format', EXPORT_FORMATS, values.format ?? formatOfName(out));
    const edition = oneOf('edition', EDITIONS, values.edition ?? (review ? 'internal' : undefined));
    // What was struck out is for nobody outside.
    if (review && edition === 'public')
      throw usage('花脸稿没有公开版：请去掉 --review，或用 --edition internal。');
    if (review && !showsMarks(format)) {
      const labels = MARKED_FORMATS.map((one) => FORMATS[one].label).join(' 或 ');
      throw usage(`花脸稿只能导出为 ${labels}：请用 --format ${MARKED_FORMATS.join(' 或 ')}。`);
    }
    if (person !== undefined && !review) throw usage('--person 只与 --review 一起用。');
    const { lock } = values;
    const only = values.only === undefined ? undefined : oneOf('only', ONLY, values.only);
    if ((only !== undefined || lock !== undefined) && !(review && format === 'docx'))
      throw usage('--only 和 --lock 只与 --review --format docx 一起用。');
    if (only !== undefined && lock !== undefined)
      throw usage('--only 和 --lock 只能用一个：Word 里一份文件只有一种保护。');
    return { id, format, edition, out, allowLeftovers, review, only, lock, person };
  },
  run: exportReport,
});

const ONLY = ['comments', 'tracked'] as const;

type WantedExport = {
  id: string;
  format: ExportFormat;
  edition: Edition;
  out: string;
  allowLeftovers: boolean;
  review: boolean;
  only: (typeof ONLY)[number] | undefined;
  lock: string | undefined;
  person: string | undefined;
};

async function exportReport(wanted: WantedExport, { data, call }: Context): Promise<Output> {
  const { id, format, edition, out, allowLeftovers, review } = wanted;
  try {
    const { made, left } = await withBackend(data, async (backend) => ({
      made:
        review && showsMarks(format)
          ? await MARKED[format](backend, wanted, call)
          : await backend.call('export.make', { id, format, edition, allowLeftovers }, call),
      left: edition === 'public' ? (await backend.call('edition.leftovers', { id }, call)).leftovers : [],
    }));
    const bytes = Buffer.from(made.bytes, 'base64');
    // A folder takes the file under the name that the rule gives it.
    const file = await inFolder(pathOf(out), made.name);
    await writeFileSafely(file, bytes);
    const { proof, complaints: beside } = made.proof
      ? await writeBeside(file, made.proof.text)
      : { proof: null, complaints: leftBeside(file) };
    const { pages, substitutedFonts } = made;
    const result = { file, bytes: bytes.length, pages, substitutedFonts, proof };
    const open = left.filter((one) => !one.allowed);
    const complaints = [
      ...beside,
      ...(made.unstamped ? [made.unstamped] : []),
      ...(made.maskedAsSigned ? [made.maskedAsSigned] : []),
      ...(made.imagesLost ? [made.imagesLost] : []),
      ...(open.length > 0 ? ['下列内容没有人决定过，已按要求照样导出：', ...leftoverLines(open)] : []),
    ];
    const isWhole = proof !== null || !made.proof;
    return { ...done(result, exportText(result)), exitCode: isWhole ? 0 : 2, complaints };
  } catch (error) {
    return undecided(error);
  }
}

/** With everybody's marks: Word for whoever is to mark it, else to be printed. */
const MARKED: Record<
  MarkedFormat,
  (backend: Backend, wanted: WantedExport, call: Context['call']) => Promise<ExportResult>
> = {
  docx: async (backend, wanted, call) => {
    const { id, person } = wanted;
    const fence = await fenceOf(backend, wanted);
    const author = await authorOf(backend, person);
    return backend.call('review.export', { id, author, ...(fence ? { fence } : {}) }, call);
  },
  pdf: (backend, { id }, call) => backend.call('export.marked', { id, format: 'pdf' }, call),
};

/** What the line asks reviewers to be kept from. */
async function fenceOf(backend: Backend, { id, only, lock }: WantedExport): Promise<CopyFence | undefined> {
  if (only !== undefined) return { allow: only };
  if (lock === undefined) return undefined;
  const { document } = await backend.call('report.open', { id });
  const sections = lockableSections(document.blocks);
  const locked = lock
    .split(/[,，、;；]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => {
      const found = sections.filter(({ name }) => name === word || name.startsWith(`${word}、`));
      const [section] = found;
      if (section && found.length === 1) return section.id;
      const names = sections.map(({ name }) => name).join('；') || '没有';
      throw usage(`--lock：没有“${word}”这一节。可以锁定的章节：${names}。`);
    });
  if (locked.length === 0) throw usage('--lock 后面写要锁定的章节，如 --lock 一,二。');
  return { allow: 'sections', locked };
}

/** What a public edition was stopped by, a line each; any other error goes on. */
export function undecided(error: unknown): Output {
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
