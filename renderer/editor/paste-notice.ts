import { useEffect } from 'react';

import type { PasteFound } from '../../shared/paste/pasted.ts';
import type { LeftOut } from '../../shared/paste/read-html.ts';
import { useCommands } from '../commands/registry.ts';
import { useToast } from '../ui/toast.tsx';
import type { ReportSession } from './session.ts';

export const PASTE_PLAIN = 'Ctrl+Shift+V';

/** Says what a paste has recognised and what it has left out, and offers the words alone instead. */
export function usePasteNotice(session: ReportSession): void {
  const toast = useToast();
  useCommands([{ id: 'paste.plain', title: '粘贴为纯文本', group: '写作', keys: PASTE_PLAIN, by: 'owner' }]);
  useEffect(
    () =>
      session.clipboard.onPasted(({ found, leftOut, plain }) => {
        const text = pasteText(found, leftOut);
        if (text === '') return;
        const run = () => {
          if (!plain()) toast({ text: '粘贴以后又改过了。请先按 Ctrl+Z 撤销，再按 Ctrl+Shift+V 粘贴。' });
        };
        toast({ text, ...(found ? { action: { label: '只要文字', run } } : {}) });
      }),
    [session, toast],
  );
}

/** `已粘贴，认出 3 个标题、8 个字段。图片 2 张没有收入。`; '' where there is nothing to say. */
export function pasteText(found: PasteFound | null, leftOut: LeftOut): string {
  const recognised = found
    ? listed([
        [found.headings, '个标题'],
        [found.items, '个事项'],
        [found.fields, '个字段'],
        [found.tables, '张表格'],
        [found.notes, '条脚注和尾注'],
        [found.images, '张图片'],
      ])
    : '';
  const left = listed([
    [leftOut.images, '张图片'],
    [leftOut.objects, '个嵌入对象'],
    [leftOut.deleted, '处修订中删除的文字'],
    [leftOut.comments, '条批注'],
  ]);
  if (recognised === '' && left === '') return '';
  const first = recognised ? `已粘贴，认出 ${recognised}。` : found ? '已粘贴。' : '没有粘贴。';
  return left ? `${first}没有收入：${left}。` : first;
}

function listed(counts: readonly (readonly [n: number, unit: string])[]): string {
  return counts
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}`)
    .join('、');
}
