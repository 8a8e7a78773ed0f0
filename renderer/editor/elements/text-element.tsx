import type { RenderTextProps } from 'slate-react';

import type { TextLeaf } from '../../../shared/document/types.ts';
import { looksOf, useMarks } from './marks.ts';

/**
 * A text of the page and at the same time its only leaf: we never part a text, and every element less is one less for
 * the browser to walk through when it tells an input method, with every key, what stands around the caret.
 */
export function TextElement({ attributes, children, text }: RenderTextProps) {
  const marks = useMarks(text);
  const className = marks.className + looksOf(text as TextLeaf);
  return (
    <span
      {...attributes}
      data-slate-leaf
      className={className || undefined}
      title={marks.title}
      data-threads={marks.threads}
      data-changes={marks.changes}
    >
      {children}
    </span>
  );
}
