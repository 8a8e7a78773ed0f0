import type { PurgeLook } from '../../../shared/contract/purge.ts';

/** A title as it is typed from the screen: spaces and widths don't count. */
export const isSameTitle = (typed: string, title: string): boolean => plain(typed) === plain(title);

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s+/g, '');

/** What goes with a report, a line each. */
export function goesOf(look: PurgeLook): string[] {
  const counts: [number, string][] = [
    [look.versions, '个版本'],
    [look.comments, '条批注'],
    [look.drafts, '份草稿'],
    [look.originals, '个原文件'],
    [look.images, '张图片'],
    [look.phrases, '条好句'],
  ];
  const counted = counts.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return [
    ['正文、全部修改历史、检索索引', ...counted].join('、'),
    ...(look.signatures > 0 ? [`${look.signatures} 次签发的签名：发出去的签发稿以后不能再核验`] : []),
    ...(look.backups > 0 ? [`${look.backups} 份备份里的这份报告：逐份重写，其他报告不动`] : []),
  ];
}

/** What can't be reached or stays as it is, a line each. */
export function staysOf(look: PurgeLook): string[] {
  return [
    '导出、打印、发出去的文件，别的电脑上的，自己另存的备份',
    '别的报告里相同的文字（沿用往年的、另存的副本）',
    ...(look.secondAway ? ['备份盘现在不在：那里的备份要等插上以后自动清'] : []),
    ...(look.closed > 0 ? [`${look.closed} 份加密备份打不开，不知道里面有没有`] : []),
    ...(look.heirs.length > 0
      ? [`从它接着写的报告照旧：${look.heirs.map((title) => `《${title}》`).join('')}`]
      : []),
  ];
}
