import type { SaveState } from '../../editor/session.ts';

/** What the status bar says. `saved` only ever follows the backend's answer. */
export const SAVE_WORDS: Record<SaveState, string> = {
  saved: '已保存',
  dirty: '稍后保存…',
  saving: '正在保存…',
  offline: '离线，恢复后自动保存',
  conflict: '与别处的修改冲突，未保存',
  failed: '没能保存',
};
