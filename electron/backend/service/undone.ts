import type { Method } from '../../../shared/contract/methods.ts';
import { asAppError } from '../store/base/sqlite-errors.ts';
import { StoreFault } from '../store/base/store-fault.ts';

/** What each method does, as it reads behind 没有 when the data folder fails: full, read-only, broken, locked. */
const UNDONE = {
  'app.info': '读出程序信息',
  'asset.add': '存入图片',
  'asset.get': '读出图片',
  'backup.check': '检查备份',
  'backup.difference': '对照备份',
  'backup.doctor': '完成体检',
  'backup.find': '找到备份',
  'backup.list': '读出备份列表',
  'backup.make': '备份',
  'backup.places': '找到备份盘',
  'backup.remove': '删去备份',
  'backup.restore': '恢复',
  'backup.setRemindDays': '改提醒天数',
  'backup.setSecond': '设定备份盘',
  'backup.status': '读出备份情况',
  'backup.whole': '导出全部数据',
  'checks.base': '完成检查',
  'checks.context': '完成检查',
  'checks.file': '检查文件',
  'checks.ignore': '记下这处不改',
  'checks.ignored': '完成检查',
  'checks.run': '完成检查',
  'compare.export': '导出对照稿',
  'compare.run': '完成对比',
  'demo.load': '装入示例',
  'draft.copy': '把草稿另存为副本',
  'draft.discard': '丢弃草稿',
  'draft.keep': '留作草稿',
  'draft.list': '读出草稿',
  'draft.open': '打开草稿',
  'edition.decide': '记下这项决定',
  'edition.leftovers': '完成公开前的核对',
  'export.make': '导出',
  'export.marked': '导出花脸稿',
  'export.preview': '生成预览',
  'figures.export': '导出数据',
  'figures.series': '读出年度数据',
  'import.discard': '取消导入',
  'import.doubts': '读出疑点',
  'import.outline': '识别文件',
  'import.recognise': '识别文件',
  'import.settle': '记下这项决定',
  'import.stage': '读入文件',
  'import.take': '导入',
  'notice.read': '标为看过',
  'original.list': '找到原文件',
  'original.read': '取回原文件',
  'past.carried': '读出往年文稿',
  'past.sections': '读出往年文稿',
  'past.values': '读出往年数据',
  'opinions.answer': '保存采纳情况',
  'opinions.export': '导出采纳情况表',
  'opinions.list': '读出采纳情况',
  'people.list': '读出人员',
  'people.save': '保存人员',
  'purge.look': '查看要清除什么',
  'purge.lookWords': '查看要清除什么',
  'purge.run': '彻底清除',
  'purge.runWords': '彻底清除',
  'record.list': '读出记录',
  'recovery.choose': '恢复',
  'recovery.look': '查看可以恢复到哪一份',
  'report.apply': '保存刚才的内容',
  'report.create': '新建报告',
  'report.head': '读出版头',
  'report.list': '读出报告列表',
  'report.open': '打开报告',
  'report.remove': '移入回收站',
  'report.restore': '从回收站取回',
  'report.saveCopy': '另存为副本',
  'report.setHead': '保存版头',
  'report.setMeta': '更正年度和单位',
  'review.assign': '交办批注',
  'review.editComment': '保存批注',
  'review.explain': '保存处理理由',
  'review.export': '导出送审稿',
  'review.get': '读出批注',
  'review.look': '记下看到哪里',
  'review.merge': '收回送审稿',
  'review.removeComment': '删除批注',
  'review.reply': '保存答复',
  'review.setReason': '保存修订理由',
  'review.setThreadState': '更改批注状态',
  'review.unseen': '读出新的改动',
  'reviewSheet.export': '导出公开审查单',
  'reviewSheet.get': '读出公开审查单',
  'reviewSheet.save': '保存公开审查单',
  'search.facets': '完成搜索',
  'search.find': '完成搜索',
  'secrecy.declare': '登记',
  'secrecy.state': '读出登记情况',
  'settings.get': '读出设置',
  'settings.set': '保存设置',
  'signoff.key': '读出签发口令',
  'signoff.list': '读出签发记录',
  'signoff.makeKey': '设签发口令',
  'signoff.obstacles': '完成签发前的检查',
  'signoff.reopen': '开新一版',
  'signoff.sign': '签发',
  'signoff.verify': '完成核验',
  'signoff.verifyFile': '完成核验',
  'template.list': '读出模板',
  'unit.record': '读出记录',
  'version.copy': '复制这一版',
  'version.create': '保存版本',
  'version.list': '读出版本',
  'version.open': '打开这一版',
  'version.rounds': '读出审阅轮次',
} satisfies Record<Method, string>;

/**
 * An error that a call met, said of what the call was for: a full disk is told by an export as an export that was not
 * made. Errors that know what they speak of stay as they are.
 * @param dataDir the data folder, where a fault of the file system can only have been met there
 */
export function saidOf(error: unknown, method: Method, dataDir: string): unknown {
  const known = error instanceof StoreFault ? error : fullDisk(error, dataDir);
  if (!(known instanceof StoreFault)) return error;
  return method === 'report.apply'
    ? known.toldAs(UNDONE[method], '窗口里的文字还在')
    : known.toldAs(UNDONE[method]);
}

/** Files that features write beside the database: of what can go wrong there, a full disk is nobody's mistake. */
function fullDisk(error: unknown, dataDir: string): unknown {
  const asFault = asAppError(error, dataDir);
  return asFault instanceof StoreFault && asFault.kind === 'full' ? asFault : error;
}
