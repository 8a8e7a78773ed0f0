import type { RenderElementProps, RenderLeafProps } from 'slate-react';

import { BlockElement } from './block-element.tsx';
import { FieldElement } from './field-element.tsx';
import { LeafElement } from './leaf-element.tsx';
import { OrdinalElement } from './ordinal-element.tsx';

// Outside of every component, so that they stay the same and Slate draws only what has changed.

export function renderElement(props: RenderElementProps) {
  const { type, header } = props.element as unknown as { type: string; header?: true };
  if (type === 'ordinal') return <OrdinalElement {...props} />;
  if (type === 'field') return <FieldElement {...props} />;
  if (type === 'table-row') {
    return (
      <tr {...props.attributes} className={header ? 'header' : undefined}>
        {props.children}
      </tr>
    );
  }
  if (type === 'table-cell') return <td {...props.attributes}>{props.children}</td>;
  return <BlockElement {...props} />;
}

export function renderLeaf(props: RenderLeafProps) {
  return <LeafElement {...props} />;
}
