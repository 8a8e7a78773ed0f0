import { createContext, use } from 'react';
import type { RenderElementProps, RenderLeafProps, RenderTextProps } from 'slate-react';

import { BlockElement } from './block-element.tsx';
import { FieldElement } from './field-element.tsx';
import { OrdinalElement } from './ordinal-element.tsx';
import { TextElement } from './text-element.tsx';

// Outside of every component, so that they stay the same and Slate draws only what has changed.

export function renderElement(props: RenderElementProps) {
  const { type, header } = props.element as unknown as { type: string; header?: true };
  if (type === 'ordinal') return <OrdinalElement {...props} />;
  if (type === 'field') return <FieldElement {...props} />;
  if (type === 'table-row') {
    return (
      <tr {...props.attributes} className={header ? 'header' : undefined}>
        <InHeader value={header === true}>{props.children}</InHeader>
      </tr>
    );
  }
  if (type === 'table-cell') return <Cell {...props} />;
  return <BlockElement {...props} />;
}

/** True for the cells of the row of headings. */
const InHeader = createContext(false);

function Cell({ attributes, children }: RenderElementProps) {
  if (use(InHeader))
    return (
      <th {...attributes} scope="col">
        {children}
      </th>
    );
  return <td {...attributes}>{children}</td>;
}

export function renderText(props: RenderTextProps) {
  return <TextElement {...props} />;
}

export function renderLeaf({ children }: RenderLeafProps) {
  return children;
}
