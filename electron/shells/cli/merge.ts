import type { MergeReport } from '../../../shared/contract/merge.ts';
import { authorOf } from './author-of.ts';
import { command, done, usage, type Context, type Output } from './command.ts';
import { mergeText } from './merge-text.ts';
import { readInput } from './read-input.ts';
import { pathOf, withBackend } from './session.ts';

export const mergeCommand = command({
  help: `  merge 编号 文件… [--person 姓名]   收回改好的送审稿：批注、修订、未留痕的改动
    [--knowingly]                   自检未通过，仍要收入`,
  options: ['person', 'knowingly'],
  read: ([id, ...files], { person, knowingly = false }) => {
    if (id === undefined || files.length === 0) throw usage('merge 后面要写报告编号和文件。');
    return { id, files, person, knowingly };
  },
  run: merge,
});

type Wanted = { id: string; files: readonly string[]; person: string | undefined; knowingly: boolean };

async function merge(
  { id, files, person, knowingly }: Wanted,
  { data, call }: Context,
): Promise<Output<MergeReport>> {
  const inputs = await Promise.all(files.map((file) => readInput(pathOf(file), file, 'take-back')));
  const report = await withBackend(data, async (backend) =>
    backend.call(
      'review.merge',
      { id, files: inputs, apply: true, knowingly, author: await authorOf(backend, person) },
      call,
    ),
  );
  const stopped = report.unproven.length > 0 && report.taken === null;
  return { ...done(report, mergeText(report)), ...(stopped ? { exitCode: 1 as const } : {}) };
}
