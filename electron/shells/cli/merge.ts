import type { MergeReport } from '../../../shared/contract/merge.ts';
import { authorOf } from './author-of.ts';
import { command, done, usage, type Context, type Output } from './command.ts';
import { mergeText } from './merge-text.ts';
import { readInput } from './read-input.ts';
import { pathOf, withBackend } from './session.ts';

export const mergeCommand = command({
  help: `  merge 编号 文件… [--person 姓名]   收回改好的送审稿：批注、修订、未留痕的改动
    [--knowingly]                   自检未通过，仍要收入
    [--against 第几版]              没有送审标识的文件，按这一版的文字对照`,
  options: ['person', 'knowingly', 'against'],
  read: ([id, ...files], { person, knowingly = false, against }) => {
    if (id === undefined || files.length === 0) throw usage('merge 后面要写报告编号和文件。');
    if (against !== undefined && !/^[1-9]\d*$/.test(against)) throw usage('--against 后面写第几版，如 3。');
    return { id, files, person, knowingly, against: against === undefined ? undefined : Number(against) };
  },
  run: merge,
});

type Wanted = {
  id: string;
  files: readonly string[];
  person: string | undefined;
  knowingly: boolean;
  /** Number of a version. */
  against: number | undefined;
};

async function merge(
  { id, files, person, knowingly, against }: Wanted,
  { data, call }: Context,
): Promise<Output<MergeReport>> {
  const inputs = await Promise.all(files.map((file) => readInput(pathOf(file), file, 'take-back')));
  const report = await withBackend(data, async (backend) => {
    const versions = against === undefined ? [] : await backend.call('version.list', { id }, call);
    const version = versions.find(({ number }) => number === against);
    if (against !== undefined && !version) throw usage(`这份报告没有第 ${against} 版，没有收回。`);
    const author = await authorOf(backend, person);
    const given = { id, files: inputs, apply: true, knowingly, author };
    return backend.call('review.merge', version ? { ...given, against: version.id } : given, call);
  });
  const stopped = report.unproven.length > 0 && report.taken === null;
  return { ...done(report, mergeText(report)), ...(stopped ? { exitCode: 1 as const } : {}) };
}
