import { useSyncExternalStore } from 'react';

import { threadsOn } from '../../../shared/document/marks.ts';
import { usePage } from '../page-context.ts';
import type { ReviewDesk } from '../review-desk.ts';

type Marked = { ins?: string; del?: string };

/** What a leaf or a void shows of the changes and comments that lie on it. */
export type MarkView = {
  className: string;
  title: string | undefined;
  threads: string | undefined;
  changes: string | undefined;
};

const NONE: MarkView = { className: '', title: undefined, threads: undefined, changes: undefined };

/** Drawn again only when what is shown of this node's marks changes. */
export function useMarks(node: object): MarkView {
  const { review } = usePage();
  const marked = node as Marked;
  const threads = threadsOn(node);
  const plain = marked.ins === undefined && marked.del === undefined && threads.length === 0;
  const className = useSyncExternalStore(review.subscribe, () =>
    plain ? '' : classOf(review, marked, threads),
  );
  if (plain) return NONE;
  return {
    className,
    title: titleOf(review, marked),
    threads: threads.length > 0 ? threads.join(' ') : undefined,
    changes: [marked.ins, marked.del].filter(Boolean).join(' ') || undefined,
  };
}

function classOf(review: ReviewDesk, { ins, del }: Marked, threads: readonly string[]): string {
  const active = review.active();
  const classes: string[] = [];
  if (ins !== undefined) classes.push('inserted');
  if (del !== undefined) classes.push('deleted');
  const shown = del ?? ins;
  if (shown !== undefined) classes.push(`hue-${review.hue(shown)}`);
  if (threads.some((thread) => review.isOpen(thread))) classes.push('commented');
  if (active !== null && (threads.includes(active) || ins === active || del === active))
    classes.push('active');
  return classes.join(' ');
}

/** The author's name, which a colour alone would not say. */
function titleOf(review: ReviewDesk, { ins, del }: Marked): string | undefined {
  const parts: string[] = [];
  if (ins !== undefined) parts.push(`${review.author(ins)?.name ?? ''}增加`);
  if (del !== undefined) parts.push(`${review.author(del)?.name ?? ''}删除`);
  return parts.length > 0 ? parts.join('，') : undefined;
}
