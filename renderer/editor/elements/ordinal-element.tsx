import { Transforms } from 'slate';
import { ReactEditor, useSlateStatic, type RenderElementProps } from 'slate-react';

import type { Ordinal } from '../../../shared/document/types.ts';
import { useLive } from '../page-context.ts';
import { pointAfter } from '../places.ts';
import { looksOf, useMarks } from './marks.ts';
import { VoidElement } from './void-element.tsx';
import { focusPage } from '../focus-page.ts';

export function OrdinalElement({ attributes, children, element }: RenderElementProps) {
  const editor = useSlateStatic() as ReactEditor;
  const ordinal = element as unknown as Ordinal;
  const label = useLive((live) => live.ordinal(ordinal));
  const marks = useMarks(ordinal);
  return (
    <VoidElement
      attributes={attributes}
      spacer={children}
      className={`ordinal ${looksOf(ordinal)} ${marks.className}`}
      {...(marks.title ? { title: marks.title } : {})}
      data={{ 'data-threads': marks.threads, 'data-changes': marks.changes }}
      label={label}
      onPress={() => {
        Transforms.select(editor, pointAfter(ReactEditor.findPath(editor, element)));
        focusPage(editor);
      }}
    >
      {label}
    </VoidElement>
  );
}
