import { useSyncExternalStore } from 'react';

import { formatNames, formatsOf } from '../../../shared/document/formats.ts';
import { threadsOn } from '../../../shared/document/marks.ts';
import type { FormatMarks, InlineMarks } from '../../../shared/document/types.ts';
import { usePage } from '../page-context.ts';
import type { ReviewDesk } from '../review-desk.ts';

/** An inline node, or a row of a table. */
type Marked = Pick<InlineMarks, 'ins' | 'del'> & FormatMarks;

/** What a leaf or a void shows of the changes and comments that lie on it. */
export type MarkView = {
  className: string;
  title: string | undefined;
  threads: string | undefined;
  changes: string | undefined;
};

const NONE: MarkView = { className: '', title: undefined, threads: undefined, changes: undefined };

/** The class of a node's formats, and of what keeps it from the public. */
export function looksOf({ bold, sup, secret }: FormatMarks & { secret?: true }): string {
  if (!bold && !sup && !secret) return '';
  return `${bold ? ' bold' : ''}${sup ? ' sup' : ''}${secret ? ' unpublished' : ''}`;
}

/** Drawn again only when what is shown of this node's marks changes. */
export function useMarks(node: object): MarkView {
  const { review } = usePage();
  const marked = node as Marked;
  const threads = threadsOn(node);
  const plain =
    marked.ins === undefined && marked.del === undefined && marked.fmt === undefined && threads.length === 0;
  const className = useSyncExternalStore(review.subscribe, () =>
    plain ? '' : classOf(review, marked, threads),
  );
  if (plain) return NONE;
  return {
    className,
    title: titleOf(review, marked),
    threads: threads.length > 0 ? threads.join(' ') : undefined,
    changes: [marked.ins, marked.del, marked.fmt].filter(Boolean).join(' ') || undefined,
  };
}

function classOf(review: ReviewDesk, { ins, del, fmt }: Marked, threads: readonly string[]): string {
  const active = review.active();
  const classes: string[] = [];
  if (ins !== undefined) classes.push('inserted');
  if (del !== undefined) classes.push('deleted');
  if (fmt !== undefined) classes.push('reformatted');
  const shown = del ?? ins ?? fmt;
  if (shown !== undefined) classes.push(`hue-${review.hue(shown)}`);
  if (threads.some((thread) => review.isOpen(thread))) classes.push('commented');
  if (active !== null && (threads.includes(active) || [ins, del, fmt].includes(active)))
    classes.push('active');
  if (
    [ins, del, fmt].some((id) => id !== undefined && review.isNew(id)) ||
    threads.some((id) => review.isNew(id))
  )
    classes.push('unseen');
  return classes.join(' ');
}

/** The author's name, which a colour alone would not say. */
function titleOf(review: ReviewDesk, marked: Marked): string | undefined {
  const { ins, del, fmt } = marked;
  const parts: string[] = [];
  if (ins !== undefined) parts.push(`${review.author(ins)?.name ?? ''}增加`);
  if (del !== undefined) parts.push(`${review.author(del)?.name ?? ''}删除`);
  if (fmt !== undefined)
    parts.push(
      `${review.author(fmt)?.name ?? ''}改格式：${formatNames(marked.was ?? '')} → ${formatNames(formatsOf(marked))}`,
    );
  return parts.length > 0 ? parts.join('，') : undefined;
}
