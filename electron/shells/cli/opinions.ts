import { OPINION_FORMATS, type OpinionFormat } from '../../../shared/contract/opinions.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import {
  OPINION_KINDS,
  outcomeCounts,
  OUTCOMES,
  roundName,
  type Opinion,
} from '../../../shared/signoff/opinions.ts';
import { writeFileSafely } from '../write-file.ts';
import { command, done, single, usage, type Context, type Output } from './command.ts';
import { pathOf, withBackend } from './session.ts';

type Wanted = {
  id: string;
  round: number | null;
  person: string | undefined;
  out: { file: string; format: OpinionFormat } | null;
};

export const opinionsCommand = command({
  help: `  opinions 编号 [--round 轮次] [--person 姓名] [--out 文件]
                                    征求意见采纳情况；--out 另存为 .docx 或 .xlsx（只供内部）`,
  options: ['round', 'person', 'out'],
  read: (words, { round, person, out }): Wanted => {
    if (round !== undefined && !/^\d{1,4}$/.test(round))
      throw usage('--round 要写轮次的数字，如 1；送审前写 0。');
    const format = OPINION_FORMATS.find((one) => out?.toLowerCase().endsWith(`.${one}`));
    if (out !== undefined && format === undefined) throw usage('--out 的文件名应以 .docx 或 .xlsx 结尾。');
    return {
      id: single('opinions', '报告编号', words),
      round: round === undefined ? null : Number(round),
      person,
      out: out === undefined || format === undefined ? null : { file: out, format },
    };
  },
  run: showOpinions,
});

async function showOpinions(
  { id, round, person, out }: Wanted,
  { data, call }: Context,
): Promise<Output<{ opinions: Opinion[]; file?: string }>> {
  return withBackend(data, async (backend) => {
    const { opinions } = await backend.call('opinions.list', { id }, call);
    const listed = opinions.filter(
      (opinion) =>
        (round === null || opinion.round === round) && (person === undefined || opinion.name === person),
    );
    if (out === null) return done({ opinions: listed }, textOf(listed));
    if (listed.length === 0)
      throw new AppError(
        'not-found',
        '没有符合条件的意见，没有导出。去掉 --round 或 --person 再试，或不加 --out 先查看。',
      );
    const chosen = listed.map((opinion) => opinion.id);
    const made = await backend.call('opinions.export', { id, format: out.format, chosen }, call);
    const file = pathOf(out.file);
    await writeFileSafely(file, Buffer.from(made.bytes, 'base64'));
    return done({ opinions: listed, file }, `已导出 ${listed.length} 条：${file}`);
  });
}

function textOf(opinions: readonly Opinion[]): string {
  if (opinions.length === 0) return '没有意见。';
  const lines = opinions.map(({ name, round, section, words, kind, outcome, reason }, at) =>
    [
      `${at + 1}. ${roundName(round)}  ${name || '未署名'}  ${OPINION_KINDS[kind]}  ${OUTCOMES[outcome]}`,
      `   ${section === '' ? '' : `${section}：`}${words.replaceAll('\n', ' ')}`,
      ...(reason === '' ? [] : [`   理由：${reason.replaceAll('\n', ' ')}`]),
    ].join('\n'),
  );
  return [...lines, `共 ${opinions.length} 条：${outcomeCounts(opinions)}`].join('\n');
}
