import type { RenderElementProps, RenderLeafProps, RenderTextProps } from 'slate-react';

import { BlockElement } from './block-element.tsx';
import { FieldElement } from './field-element.tsx';
import { ImageElement } from './image-element.tsx';
import { NoteElement } from './note-element.tsx';
import { OrdinalElement } from './ordinal-element.tsx';
import { CellElement, RowElement } from './table-element.tsx';
import { TextElement } from './text-element.tsx';

// Outside of every component, so that they stay the same and Slate draws only what has changed.

export function renderElement(props: RenderElementProps) {
  switch ((props.element as unknown as { type: string }).type) {
    case 'ordinal':
      return <OrdinalElement {...props} />;
    case 'field':
      return <FieldElement {...props} />;
    case 'note':
      return <NoteElement {...props} />;
    case 'image':
      return <ImageElement {...props} />;
    case 'table-row':
      return <RowElement {...props} />;
    case 'table-cell':
      return <CellElement {...props} />;
    default:
      return <BlockElement {...props} />;
  }
}

export function renderText(props: RenderTextProps) {
  return <TextElement {...props} />;
}

export function renderLeaf({ children }: RenderLeafProps) {
  return children;
}
