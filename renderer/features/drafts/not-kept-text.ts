import type { NotKept } from '../../../shared/contract/not-kept.ts';

/** `没能带过来：2 处修订的痕迹、1 条批注。` for what a copy or a save had to leave out; '' where it is nothing. */
export function notKeptText({ changes, comments, mended }: NotKept): string {
  const parts = [
    changes > 0 ? `${changes} 处修订的痕迹（不知道是谁改的，文字都在）` : '',
    comments > 0 ? `${comments} 条批注（不知道是谁写的）` : '',
    mended > 0 ? `${mended} 处格式（已改成能存的样子，文字都在）` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `没能留下：${parts.join('、')}。` : '';
}
