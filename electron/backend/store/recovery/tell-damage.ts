import type { Damage } from './full-check.ts';
import type { NoticeStore } from '../base/notices.ts';

const MORE = '请点“查看并修复”：从数据文件和各份备份里逐份救回最新的内容，损坏的文件会保留。';

/**
 * Leaves word of damage until somebody has read it. What a whole check has found says more than what somebody ran
 * into, and takes its place.
 */
export function tellDamage(notices: NoticeStore, damage?: Damage): void {
  if (!damage) {
    if (notices.list().some(({ kind }) => kind === 'damaged')) return;
    notices.add({ kind: 'damaged', text: `数据文件有一处已损坏，有的内容读不出来。${MORE}` });
    return;
  }
  const { reports, files, elsewhere } = damage;
  const what = [
    ...(reports.length > 0 ? [`${reports.length} 份报告受影响，其他报告可以照常写`] : []),
    ...(elsewhere ? ['文件里有读不通的地方'] : []),
    ...(files.length > 0 ? [`${files.length} 个原文件不全`] : []),
  ].join('；');
  const isInside = reports.length > 0 || elsewhere;
  notices.remove(({ kind }) => kind === 'damaged');
  notices.add({
    kind: 'damaged',
    text: isInside
      ? `检查发现数据文件有损坏：${what}。${MORE}`
      : `检查发现${what}，报告不受影响。手里还有这些文件的，重新导入即可补回。`,
    lines: [
      ...reports.map(({ title, what: how }) => `《${title || '无题'}》：${how}`),
      ...files.map(({ report, name, how }) => `《${report}》的原文件“${name}”${how}`),
    ],
  });
}
