import { recordCsv } from '../../../shared/signoff/record-csv.ts';
import { actionLabel, type RecordPage } from '../../../shared/signoff/record.ts';
import { localSecond } from '../../../shared/text/local-time.ts';
import { writeFileSafely } from '../write-file.ts';
import { command, single, type Context, type Output } from './command.ts';
import { pathOf, withBackend } from './session.ts';

export const recordCommand = command({
  help: `  record 编号 [--out 文件.csv]      办理记录：谁在什么时候做了什么；--out 另存为表格`,
  options: ['out'],
  read: (words, { out }) => ({ id: single('record', '报告编号', words), out }),
  run: showRecord,
});

async function showRecord(
  { id, out }: { id: string; out: string | undefined },
  { data, call }: Context,
): Promise<Output<RecordPage & { file?: string }>> {
  const page = await withBackend(data, (backend) => backend.call('record.list', { id, forFile: true }, call));
  const complaints = page.intact ? [] : [`${page.trouble}有人绕过年述改动过数据文件。请与备份核对。`];
  const exitCode = page.intact ? 0 : 1;
  if (out !== undefined) {
    const file = pathOf(out);
    await writeFileSafely(file, new TextEncoder().encode(`\uFEFF${recordCsv(id, page.entries, page.seals)}`));
    return {
      json: { ...page, file },
      text: `已导出 ${page.entries.length} 条：${file}`,
      exitCode,
      complaints,
    };
  }
  const lines = page.entries
    .toReversed()
    .map(({ at, name, action, details }) =>
      [localSecond(at), name || '未署名', actionLabel(action), details].filter(Boolean).join('  '),
    );
  return { json: page, text: lines.join('\n') || '还没有记录。', exitCode, complaints };
}
