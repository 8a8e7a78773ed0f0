import type { RenderLeafProps } from 'slate-react';

import { useMarks } from './marks.ts';

export function LeafElement({ attributes, children, leaf }: RenderLeafProps) {
  const { secret } = leaf as { secret?: true };
  const marks = useMarks(leaf);
  const className = [marks.className, secret && 'unpublished'].filter(Boolean).join(' ');
  return (
    <span
      {...attributes}
      className={className || undefined}
      title={marks.title}
      data-threads={marks.threads}
      data-changes={marks.changes}
    >
      {children}
    </span>
  );
}
