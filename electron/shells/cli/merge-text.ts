import { unprovenText } from '../../../shared/proof/unproven-text.ts';
import type { MergeReport } from '../../../shared/contract/merge.ts';
import { lookNames, TAKE_LOOKS, type LookChoice } from '../../../shared/merge/looks.ts';
import { lostWords } from '../../../shared/merge/lost-text.ts';
import { mergeNoteTitles, noteKinds, placeName } from '../../../shared/review/merge-lists.ts';

/** What a merge brought, for people. */
export function mergeText(report: MergeReport, choice: LookChoice = TAKE_LOOKS): string {
  const lines = report.files.map(
    ({ name, version, again, guess }) =>
      `${name}：${version}${guess ? `（按文字对照，${Math.floor(guess.against.likeness * 100)}% 相同）` : ''}${again ? '，已经收回过，没有再收' : ''}`,
  );
  for (const { name, comments, replies, insertions, deletions, formats } of report.people) {
    const parts = [
      comments && `批注 ${comments} 条`,
      replies && `回复 ${replies} 条`,
      insertions && `增加 ${insertions} 处`,
      deletions && `删去 ${deletions} 处`,
      formats && `改格式 ${formats} 处`,
    ].filter(Boolean);
    lines.push(`  ${name}：${parts.join('，')}`);
  }
  const { resolved, reopened, untracked, accepted, rejected } = report;
  if (untracked) lines.push(`  未署名的修改 ${untracked} 处`);
  if (resolved) lines.push(`  批注在 Word 中解决了 ${resolved} 条`);
  if (reopened) lines.push(`  批注在 Word 中重开了 ${reopened} 条`);
  if (accepted) lines.push(`  修订在 Word 中接受了 ${accepted} 处`);
  if (rejected) lines.push(`  修订在 Word 中拒绝了 ${rejected} 处`);
  for (const { block, section, base, theirs, ours, name } of report.conflicts) {
    lines.push(
      `  两边都改了：${placeName({ block, section })}“${base}”，${name || '审阅人'}改为“${theirs}”，这里现为“${ours}”`,
    );
  }
  for (const kind of noteKinds) {
    for (const { block, section, place, name, text } of report[kind]) {
      const where = `${placeName({ block, section, place })}${name ? `，${name}` : ''}`;
      // What is left out is told in sentences.
      lines.push(
        `  ${mergeNoteTitles[kind]}：${kind === 'leftOut' ? `${where}：${text}` : `${where}“${text}”`}`,
      );
    }
  }
  for (const { kind, block, section, words } of report.looks) {
    const isStrike = kind === 'strike';
    const became =
      choice[isStrike ? 'strike' : 'mark'] === 'ignore' ? '不算' : isStrike ? '按删除收入' : '作为批注收入';
    lines.push(`  格式标记，${became}：${placeName({ block, section })}，${lookNames[kind]}“${words}”`);
  }
  for (const one of report.lost)
    lines.push(`送回的文件不全：“${one.name}”，${lostWords(one)}，都没有修订痕迹。`);
  if (report.lost.length > 0 && report.unproven.length === 0 && !report.taken) {
    lines.push(
      '没有收回，报告和送审稿都没有改动。请先向审阅人要完整的一份；确实删了这么多的，加 --knowingly，少了的文字都作为待定的删除。',
    );
    return lines.join('\n');
  }
  if (report.unproven.length > 0) {
    lines.push('自检未通过：', ...report.unproven.map((one) => `  ${unprovenText(one)}`));
    if (!report.taken) {
      lines.push(
        '没有收回，报告和送审稿都没有改动。请留好送审稿，对照着在年述里改；仍要收入的，加 --knowingly，收入前会先存一版。',
      );
      return lines.join('\n');
    }
  }
  lines.push(
    report.taken ? `已收回，存为第 ${report.taken.number} 版：${report.taken.name}` : '没有新的内容。',
  );
  return lines.join('\n');
}
