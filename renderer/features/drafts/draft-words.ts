import type { DraftReason, DraftSummary } from '../../../shared/contract/drafts.ts';
import { whenText } from '../../base/when.ts';

/** Why it was not stored in its report, for a sentence that begins with the time. */
const REASONS: Record<DraftReason, string> = {
  changed: '别的窗口先改了报告，没有存入',
  removed: '报告当时已移入回收站，没有存入',
  signed: '报告当时已签发，没有存入',
  refused: '其中有改动存不进去',
  failed: '当时存不进去：磁盘已满，或文件夹不能写入',
  offline: '当时与程序后台断开，没有存入',
};

/** `今天 14:05 · 3200字 · 别的窗口先改了报告，没有存入` */
export function draftLine({ at, length, reason }: DraftSummary, now = new Date()): string {
  return `${whenText(at, now)} · ${length}字 · ${REASONS[reason]}`;
}
