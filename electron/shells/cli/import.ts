import { AppError } from '../../../shared/errors/app-error.ts';
import { namesFile } from '../../../shared/errors/file-error.ts';
import type { Outline } from '../../../shared/structure/outline-types.ts';
import { MARK_CHOICES, type MarkChoice } from '../../../shared/contract/import-batch.ts';
import { writeFileSafely } from '../write-file.ts';
import { command, done, readYear, single, usage, type Context, type Output } from './command.ts';
import { expandFolders, importAll, type Imported } from './import-files.ts';
import { readInput } from './read-input.ts';
import { pathOf, withBackend, withoutData } from './session.ts';
import { blocksText, countsLine, importText } from './text.ts';

export const importCommand = command({
  help: `  import 文件或文件夹… [--year 年度]  导入 .docx、.txt、.md 报告；已有的不重复收
    [--marks keep|accept|reject]    Word 文件里的修订和批注：保留（不写即是）、按改好的文字、按原来的文字`,
  options: ['year', 'marks'],
  read: (files, { year, marks }) => {
    if (files.length === 0) throw usage('import 后面要写文件。');
    const choice = MARK_CHOICES.find((one) => one === marks);
    if (marks !== undefined && choice === undefined)
      throw usage('--marks 后面写 keep（保留修订和批注）、accept（按改好的文字）或 reject（按原来的文字）。');
    return { files, year: year === undefined ? undefined : readYear(year), marks: choice };
  },
  run: importFiles,
});

export const originalCommand = command({
  help: `  original 编号 [--out 文件]        取回导入时的原文件`,
  options: ['out'],
  read: (words, { out }) => ({ id: single('original', '报告编号', words), out }),
  run: original,
});

export const outlineCommand = command({
  help: `  outline 文件                      识别一份报告的结构，不入库`,
  options: [],
  opensData: false,
  read: (words) => single('outline', '文件', words),
  run: outline,
});

/** Files and folders are taken in one by one: one that can't be read is named and does not hold up the others. */
async function importFiles(
  {
    files,
    year,
    marks,
  }: { files: readonly string[]; year: number | undefined; marks: MarkChoice | undefined },
  { data, call, say }: Context,
): Promise<Output<Imported[]>> {
  const jobs = await expandFolders(files, pathOf);
  const results = await withBackend(data, (backend) => importAll(backend, jobs, { year, marks }, call, say));
  const complaints = results.flatMap(({ file, refused }) =>
    // What is wrong with the file itself names it.
    refused ? [namesFile(refused.details) ? refused.message : `没有导入 ${file}：${refused.message}`] : [],
  );
  const taken = results.filter((result) => !result.refused);
  return { json: results, text: importText(taken), exitCode: complaints.length > 0 ? 2 : 0, complaints };
}

type OriginalJson = { file: string; name: string; bytes: number };

/** Gives back the file that a report was imported from; the newest where there are several. */
async function original(
  { id, out }: { id: string; out: string | undefined },
  { data, call }: Context,
): Promise<Output<OriginalJson>> {
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
  const file = pathOf(out ?? name);
  await writeFileSafely(file, bytes);
  return done({ file, name, bytes: bytes.length }, `已取回原文件：${file}`);
}

async function outline(file: string, { call }: Context): Promise<Output<Outline>> {
  const input = await readInput(pathOf(file), file, 'recognise');
  const result = await withoutData((backend) => backend.call('import.outline', input, call));
  const doubts = result.doubtful.map((doubt) => `请核对第 ${doubt.block + 1} 段：${doubt.why}`);
  return done(result, [blocksText(result.blocks), '', countsLine(result.counts), ...doubts].join('\n'));
}
