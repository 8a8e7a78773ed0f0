import type { FirstDifference } from './first-difference.ts';
import type { Unproven } from './prove-merge.ts';

const quoted = (text: string): string => (text === '' ? '没有文字' : `“${text}”`);
const after = (before: string): string => (before === '' ? '开头' : `“${before}”之后`);

/** Where a merge is not what it must be, in a sentence. */
export function unprovenText({ name, side, before, expected, found }: Unproven & { name: string }): string {
  const [what, should, is] =
    side === 'base'
      ? ['把新收的修订全部拒绝，得不到原来的报告', '原来是', '收入后是']
      : ['把修订全部接受，得不到送审稿的文字', '送审稿是', '收入后是'];
  return `“${name}”：${what}。${after(before)}，${should}${quoted(expected)}，${is}${quoted(found)}。`;
}

/** The same of a file that was about to be handed over. @param side which reading of it differs */
export function fileDiffersText(side: 'accepted' | 'rejected', difference: FirstDifference): string {
  const { before, expected, found } = difference;
  const which = side === 'accepted' ? '全部接受' : '全部拒绝';
  return `${which}后，${after(before)}应是${quoted(expected)}，文件里是${quoted(found)}`;
}
