import type { MergeReport } from '../../../shared/contract/merge.ts';
import type { LookChoice } from '../../../shared/merge/looks.ts';
import { authorOf } from './author-of.ts';
import { command, done, usage, type Context, type Output } from './command.ts';
import { mergeText } from './merge-text.ts';
import { readInput } from './read-input.ts';
import { pathOf, withBackend } from './session.ts';

export const mergeCommand = command({
  help: `  merge 编号 文件… [--person 姓名]   收回改好的送审稿：批注、修订、未留痕的改动
    [--knowingly]                   自检未通过或文件不全，仍要收入
    [--against 第几版]              没有送审标识的文件，按这一版的文字对照
    [--ignore strike,mark]          删除线（strike）、颜色和下划线（mark）不算；不写时按删除、批注收入`,
  options: ['person', 'knowingly', 'against', 'ignore'],
  read: ([id, ...files], { person, knowingly = false, against, ignore = '' }) => {
    if (id === undefined || files.length === 0) throw usage('merge 后面要写报告编号和文件。');
    if (against !== undefined && !/^[1-9]\d*$/.test(against)) throw usage('--against 后面写第几版，如 3。');
    const looks = looksOf(ignore);
    return {
      id,
      files,
      person,
      knowingly,
      looks,
      against: against === undefined ? undefined : Number(against),
    };
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
  looks: LookChoice;
};

/** What becomes of words that were struck out or coloured by hand. */
function looksOf(ignore: string): LookChoice {
  const kinds = ignore.split(/[,，]/).filter((kind) => kind !== '');
  if (kinds.some((kind) => kind !== 'strike' && kind !== 'mark'))
    throw usage('--ignore 后面写 strike（删除线）或 mark（颜色、底色和下划线），两样都写时用逗号隔开。');
  return {
    strike: kinds.includes('strike') ? 'ignore' : 'take',
    mark: kinds.includes('mark') ? 'ignore' : 'take',
  };
}

async function merge(
  { id, files, person, knowingly, looks, against }: Wanted,
  { data, call }: Context,
): Promise<Output<MergeReport>> {
  const inputs = await Promise.all(files.map((file) => readInput(pathOf(file), file, 'take-back')));
  const report = await withBackend(data, async (backend) => {
    const versions = against === undefined ? [] : await backend.call('version.list', { id }, call);
    const version = versions.find(({ number }) => number === against);
    if (against !== undefined && !version) throw usage(`这份报告没有第 ${against} 版，没有收回。`);
    const author = await authorOf(backend, person);
    const given = { id, files: inputs, apply: true, knowingly, looks, author };
    return backend.call('review.merge', version ? { ...given, against: version.id } : given, call);
  });
  const stopped = report.unproven.length + report.lost.length > 0 && report.taken === null;
  return { ...done(report, mergeText(report, looks)), ...(stopped ? { exitCode: 1 as const } : {}) };
}
