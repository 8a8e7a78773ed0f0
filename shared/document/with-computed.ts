import { Node, Transforms, type Editor } from 'slate';

import { changeWords } from '../figures/change-words.ts';
import { isField } from './guards.ts';
import type { Field, Sensitivity } from './types.ts';

const STRICTNESS: Record<Sensitivity, number> = { public: 0, internal: 1, secret: 2 };

/** The stricter of two: what is worked out from a figure says as much as the figure. */
export function stricter(a: Sensitivity, b: Sensitivity): Sensitivity {
  return STRICTNESS[a] >= STRICTNESS[b] ? a : b;
}

/**
 * What a computed field reads and how openly, from the figure that it follows. Without that figure, or where nothing
 * sensible can be said, it reads nothing and is a gap like any other.
 */
export function computedProps(
  field: Field,
  source: Pick<Field, 'value' | 'unit' | 'sensitivity'> | undefined,
): Pick<Field, 'value' | 'sensitivity'> {
  const { computed } = field;
  if (!computed) return field;
  return {
    value: (source && changeWords(source, computed.base)) ?? '',
    sensitivity: stricter(source?.sensitivity ?? 'internal', computed.base.sensitivity),
  };
}

/** Properties whose change a computed field follows. */
const FOLLOWED = new Set(['value', 'unit', 'sensitivity']);

/**
 * Keeps computed fields in step with the figures that they follow: when a figure is changed, what is worked out from
 * it is written anew within the same step. Typing costs nothing: only changes of a field's properties are looked at.
 */
export function withComputed<T extends Editor>(editor: T): T {
  const { apply } = editor;
  editor.apply = (op) => {
    apply(op);
    if (op.type !== 'set_node' || !Object.keys({ ...op.newProperties }).some((key) => FOLLOWED.has(key)))
      return;
    const node: unknown = Node.getIf(editor, op.path);
    if (!isField(node) || node.computed) return;
    const followers: { field: Field; path: number[] }[] = [];
    for (const [element, path] of Node.elements(editor)) {
      const field: unknown = element;
      if (isField(field) && field.computed?.source === node.id) followers.push({ field, path });
    }
    for (const { field, path } of followers) {
      const props = computedProps(field, node);
      if (props.value === field.value && props.sensitivity === field.sensitivity) continue;
      Transforms.setNodes(editor, props as object, { at: path, voids: true });
    }
  };
  return editor;
}
