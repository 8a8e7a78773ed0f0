import { Editor, Element, Node, Path, Text, Transforms, type Descendant } from 'slate';

import { isApprox, isCutoff } from '../figures/approx.ts';
import { newId, type IdSource } from './ids.ts';
import { formatsOf } from './formats.ts';
import { isInlineType } from './guards.ts';
import { isLabelOf, isOrdinalMark, ordinalLabels } from './ordinals.ts';
import { rightProperties } from './shape.ts';
import { soundSpans } from './table-grid.ts';
import { PARAGRAPH_ROLES, type Block, type Field, type Ordinal, type TableRow } from './types.ts';

/** Any element of the tree, before we know that it is a valid one. */
type AnyElement = { type?: string; id?: unknown; children: Descendant[]; [key: string]: unknown };

const ROLES = new Set<unknown>(PARAGRAPH_ROLES);

/**
 * Teaches a Slate editor what a report is: which nodes are inline and void, that ids are unique, and the
 * normaliser that makes every reachable document valid. Works without a browser.
 *
 * Put it outside `withHistory`, so that the history keeps the ids that were given out.
 */
export function withDocument<T extends Editor>(editor: T, ids: IdSource = newId): T {
  const { isInline, isVoid, markableVoid, normalizeNode, apply } = editor;
  /** The ids in use, as long as the report is what it was then. */
  let known: { children: Descendant[]; used: Set<string> } | null = null;

  editor.isInline = (element) => isInlineType(typeOf(element)) || isInline(element);
  editor.isVoid = (element) => isInlineType(typeOf(element)) || isVoid(element);
  editor.markableVoid = (element) => isInlineType(typeOf(element)) || markableVoid(element);

  editor.apply = (op) => {
    if (op.type === 'split_node') {
      const properties = op.properties as Record<string, unknown>;
      // Splitting copies the properties: the second half needs an id of its own. On redo it has one already.
      if (typeof properties.id === 'string' && idAt(editor, op.path) === properties.id) {
        apply({ ...op, properties: { ...properties, id: ids() } as Partial<Descendant> });
        return;
      }
    } else if (op.type === 'insert_node' && !Text.isText(op.node)) {
      // Of many that come in one after the other, as with a paste, only the first looks through the whole report.
      const used = known?.children === editor.children ? known.used : usedIds(editor);
      const node = withFreshIds(op.node, used, ids);
      const alone = !Editor.isNormalizing(editor);
      apply(node === op.node ? op : { ...op, node });
      // Only where nothing was mended along with it, which may give ids out.
      known = alone ? { children: editor.children, used } : null;
      return;
    }
    apply(op);
  };

  editor.normalizeNode = (entry, options) => {
    const [node, path] = entry;
    if (path.length === 0) {
      if (editor.children.length === 0) {
        Transforms.insertNodes(editor, emptyParagraph(ids()), { at: [0] });
      }
      // Stray children of the root are dirty themselves and mended below; going over all of them here would
      // make every keystroke cost as much as the report is long.
      return;
    }
    if (Text.isText(node)) {
      if (path.length === 1) Transforms.wrapNodes(editor, emptyWrapper(ids()), { at: path });
      else mendFormats(editor, node, path);
      return;
    }
    if (!Element.isElement(node)) return;
    if (normaliseElement(editor, node as unknown as AnyElement, path, ids)) return;
    normalizeNode(entry, options);
  };

  return editor;
}

function typeOf(node: unknown): string {
  const { type } = node as { type?: unknown };
  return typeof type === 'string' ? type : '';
}

/** Sets properties of the element at `path`. Slate's own types know nothing of ours. */
function setProps(editor: Editor, path: Path, props: Record<string, unknown>): void {
  Transforms.setNodes(editor, props, { at: path, voids: true });
}

function idAt(editor: Editor, path: Path): unknown {
  const node = Node.getIf(editor, path);
  return node && !Text.isText(node) ? (node as unknown as AnyElement).id : undefined;
}

function emptyParagraph(id: string): Descendant {
  return { type: 'paragraph', id, children: [{ text: '' }] } as unknown as Descendant;
}

function emptyWrapper(id: string): Element {
  return { type: 'paragraph', id, children: [] } as unknown as Element;
}

/** Every id in use, of blocks and of fields. Called only when an element is inserted. */
function usedIds(editor: Editor): Set<string> {
  const used = new Set<string>();
  const visit = (nodes: readonly Descendant[]): void => {
    for (const node of nodes) {
      if (Text.isText(node)) continue;
      const element = node as unknown as AnyElement;
      if (typeof element.id === 'string') used.add(element.id);
      visit(element.children);
    }
  };
  visit(editor.children);
  return used;
}

/** The same node where its ids are free, else a copy with new ones in place of those that are taken. */
function withFreshIds<N extends Node>(node: N, used: Set<string>, ids: IdSource): N {
  if (Text.isText(node)) return node;
  const element = node as unknown as AnyElement;
  let changed = false;
  const children = (element.children ?? []).map((child) => {
    const fresh = withFreshIds(child, used, ids);
    changed ||= fresh !== child;
    return fresh;
  });
  let id = element.id;
  if (typeof id === 'string') {
    if (used.has(id)) {
      id = ids();
      changed = true;
    }
    used.add(id as string);
  }
  return changed ? ({ ...element, id, children } as unknown as N) : node;
}

/** Mends one thing that is wrong with the element; true when it did. */
function normaliseElement(editor: Editor, element: AnyElement, path: Path, ids: IdSource): boolean {
  const type = typeOf(element);
  if (isInlineType(type)) return normaliseVoid(editor, element, path, ids);
  if (path.length === 1) {
    if (!isBlockType(type)) return turnIntoParagraph(editor, path, ids);
    if (typeof element.id !== 'string' || element.id === '') {
      setProps(editor, path, { id: ids() });
      return true;
    }
    const superfluous = foreignProperties(type).filter((key) => key in element);
    if (superfluous.length > 0) {
      Transforms.unsetNodes(editor, superfluous, { at: path });
      return true;
    }
    if (type === 'table') return normaliseTable(editor, element, path);
    return normaliseTextBlock(editor, element, path, type);
  }
  if (type === 'table-row' || type === 'table-cell') {
    const parent = Node.parent(editor, path);
    const fits =
      (type === 'table-row' && path.length === 2 && typeOf(parent) === 'table') ||
      (type === 'table-cell' && path.length === 3 && typeOf(parent) === 'table-row');
    if (fits) return type === 'table-cell' ? unwrapBlocksInside(editor, element, path) : false;
  }
  // A block or a stranger inside a block: its words stay, its shell goes.
  Transforms.unwrapNodes(editor, { at: path, voids: true });
  return true;
}

function normaliseVoid(editor: Editor, element: AnyElement, path: Path, ids: IdSource): boolean {
  if (path.length === 1) {
    Transforms.wrapNodes(editor, emptyWrapper(ids()), { at: path });
    return true;
  }
  const [first] = element.children;
  if (element.children.length !== 1 || !Text.isText(first)) {
    Editor.withoutNormalizing(editor, () => {
      for (let i = element.children.length - 1; i >= 0; i -= 1) {
        Transforms.removeNodes(editor, { at: [...path, i], voids: true });
      }
      Transforms.insertNodes(editor, { text: '' }, { at: [...path, 0], voids: true });
    });
    return true;
  }
  if (first.text !== '') {
    // Words can't live inside a void: they move behind it, where they are seen.
    const { text } = first;
    Editor.withoutNormalizing(editor, () => {
      editor.apply({ type: 'remove_text', path: [...path, 0], offset: 0, text });
      Transforms.insertNodes(editor, { text }, { at: Path.next(path) });
    });
    return true;
  }
  if (typeOf(element) !== 'ordinal' && (typeof element.id !== 'string' || element.id === '')) {
    setProps(editor, path, { id: ids() });
    return true;
  }
  if (mendFormats(editor, element, path)) return true;
  if (typeOf(element) === 'note') {
    const { kind, body } = rightProperties(element);
    if (kind === undefined || body === undefined) {
      setProps(editor, path, { kind: kind ?? 'foot', body: body ?? [] });
      return true;
    }
  }
  if (typeOf(element) === 'image' && !isWholeImage(element)) {
    // Nobody can see it: what it shows stays in words.
    const alt = typeof element.alt === 'string' ? element.alt : '';
    const { secret } = element as { secret?: true };
    Editor.withoutNormalizing(editor, () => {
      Transforms.removeNodes(editor, { at: path, voids: true });
      const leaf = { text: alt, ...(secret ? { secret } : {}) };
      if (alt) Transforms.insertNodes(editor, leaf, { at: path });
    });
    return true;
  }
  const wrong = (
    [
      ['approx', isApprox],
      ['cutoff', isCutoff],
      ['typed', (value: unknown) => isLabelOf((element as unknown as Ordinal).scheme, value)],
      ['mark', isOrdinalMark],
    ] as const
  ).filter(([key, isRight]) => key in element && !isRight(element[key]));
  if (wrong.length > 0) {
    Transforms.unsetNodes(editor, wrong.map(([key]) => key) as never, { at: path, voids: true });
    return true;
  }
  return false;
}

function isWholeImage(element: AnyElement): boolean {
  const right = rightProperties(element);
  return ['asset', 'width', 'height', 'alt'].every((key) => right[key] !== undefined);
}

/** A tracked change of formats says what they were; what nobody changed needs no such thing. */
function mendFormats(editor: Editor, node: object, path: Path): boolean {
  if ('fmt' in node === 'was' in node) return false;
  if ('was' in node) Transforms.unsetNodes(editor, 'was', { at: path, voids: true });
  else setProps(editor, path, { was: formatsOf(node) });
  return true;
}

function turnIntoParagraph(editor: Editor, path: Path, ids: IdSource): boolean {
  const id = idAt(editor, path);
  const patch = { type: 'paragraph', ...(typeof id === 'string' && id ? {} : { id: ids() }) };
  setProps(editor, path, patch);
  return true;
}

function normaliseTextBlock(editor: Editor, element: AnyElement, path: Path, type: string): boolean {
  if (unwrapBlocksInside(editor, element, path)) return true;
  if (type === 'title') {
    // A report has one title, the first. The other may stand before or behind the one that has changed.
    const first = editor.children.findIndex((node) => typeOf(node) === 'title');
    const second = editor.children.findIndex((node, i) => i > first && typeOf(node) === 'title');
    if (second > 0) {
      setProps(editor, [second], { type: 'paragraph' });
      // Another one was mended, and nobody comes back to this one: what else is wrong with it is mended now.
      if (second === path[0]) return true;
    }
  }
  if (type === 'heading' && ![1, 2, 3, 4].includes(element.level as number)) {
    setProps(editor, path, { level: 1 });
    return true;
  }
  if (type === 'paragraph' && 'role' in element && !ROLES.has(element.role)) {
    Transforms.unsetNodes(editor, 'role', { at: path });
    return true;
  }
  if (type === 'signature' && element.role !== 'unit' && element.role !== 'date') {
    setProps(editor, path, { role: 'unit' });
    return true;
  }
  // Where a tracked change joins it to the body, it is no heading any more.
  if (type !== 'paragraph' && element.pDel === undefined) {
    // Items belong to the body. Where a body becomes a heading, the words of the ordinal stay as text.
    // One that a tracked change takes out stays, to come back with the body when that is rejected. From the last one
    // on: the others must not be counted anew meanwhile.
    const at = element.children.findLastIndex(
      (child) => typeOf(child) === 'ordinal' && (child as Partial<Ordinal>).del === undefined,
    );
    if (at >= 0) {
      const ordinal = element.children[at] as unknown as Ordinal;
      const label = ordinalLabels(editor.children as unknown as Block[]).get(ordinal) ?? '';
      ordinalToText(editor, ordinal, [...path, at], label);
      return true;
    }
  }
  return false;
}

const OF_HEADINGS = ['level', 'slot', 'typedNumber', 'runIn', 'absent'] as const;
const OF_SOME_TYPE: readonly string[] = ['role', 'columns', ...OF_HEADINGS];

/** Properties of other types that a block keeps when its type changes. */
const FOREIGN_PROPERTIES: Record<Block['type'], readonly string[]> = {
  title: OF_SOME_TYPE,
  heading: ['role', 'columns'],
  paragraph: ['columns', ...OF_HEADINGS],
  signature: ['columns', ...OF_HEADINGS],
  table: ['role', ...OF_HEADINGS],
  annex: OF_SOME_TYPE,
};

const isBlockType = (type: string): type is Block['type'] => Object.hasOwn(FOREIGN_PROPERTIES, type);
const foreignProperties = (type: string): readonly string[] =>
  isBlockType(type) ? FOREIGN_PROPERTIES[type] : OF_SOME_TYPE;

/** Puts the words of the label in the ordinal's place, with its marks. */
export function ordinalToText(editor: Editor, ordinal: Ordinal, path: Path, label: string): void {
  const { type: _t, scheme: _s, restart: _r, typed: _l, mark: _m, children: _c, ...marks } = ordinal;
  Editor.withoutNormalizing(editor, () => {
    Transforms.removeNodes(editor, { at: path, voids: true });
    if (label) Transforms.insertNodes(editor, { text: label, ...marks }, { at: path });
  });
}

function unwrapBlocksInside(editor: Editor, element: AnyElement, path: Path): boolean {
  const at = element.children.findIndex((child) => !Text.isText(child) && !isInlineType(typeOf(child)));
  if (at < 0) return false;
  Transforms.unwrapNodes(editor, { at: [...path, at], voids: true });
  return true;
}

function normaliseTable(editor: Editor, element: AnyElement, path: Path): boolean {
  const rows = element.children as unknown as AnyElement[];
  const wrong = rows.findIndex((row) => typeOf(row) !== 'table-row');
  if (wrong >= 0) return putInto(editor, rows[wrong], [...path, wrong], 'table-row');
  for (const [r, row] of rows.entries()) {
    const bad = row.children.findIndex((cell) => typeOf(cell) !== 'table-cell');
    if (bad >= 0) return putInto(editor, row.children[bad], [...path, r, bad], 'table-cell');
  }
  const width = Math.max(0, ...rows.map((row) => row.children.length));
  if (rows.length === 0 || width === 0) {
    Transforms.removeNodes(editor, { at: path });
    return true;
  }
  const short = rows.findIndex((row) => row.children.length < width);
  if (short >= 0) {
    const at = [...path, short, rows[short]?.children.length ?? 0];
    Transforms.insertNodes(
      editor,
      { type: 'table-cell', children: [{ text: '' }] } as unknown as Descendant,
      { at },
    );
    return true;
  }
  const { columns } = element;
  if (columns !== undefined && (!Array.isArray(columns) || columns.length !== width)) {
    const said: unknown[] = Array.isArray(columns) ? columns : [];
    setProps(editor, path, { columns: Array.from({ length: width }, (_, at) => said[at] ?? {}) });
    return true;
  }
  const [span] = soundSpans(rows as unknown as TableRow[]);
  if (span) {
    const at = [...path, span.row, span.column];
    for (const key of ['colSpan', 'rowSpan'] as const) {
      if (span[key] > 1) setProps(editor, at, { [key]: span[key] });
      else Transforms.unsetNodes(editor, key, { at });
    }
    return true;
  }
  return false;
}

/** Makes a wrong child of a table or row a proper one: text is wrapped, an element changes its type. */
function putInto(editor: Editor, child: unknown, path: Path, type: 'table-row' | 'table-cell'): boolean {
  if (Text.isText(child) || isInlineType(typeOf(child))) {
    Transforms.wrapNodes(editor, { type, children: [] } as unknown as Element, { at: path, voids: true });
    return true;
  }
  const element = child as AnyElement;
  const { type: _type, ...own } = rightProperties({ ...element, type });
  const extra = Object.keys(element).filter((key) => key !== 'type' && !Object.hasOwn(own, key));
  if (extra.length > 0) Transforms.unsetNodes(editor, extra, { at: path });
  setProps(editor, path, { type });
  return true;
}

/** The field with this id and where it stands; null where there is none. */
export function findField(editor: Editor, id: string): { field: Field; path: Path } | null {
  for (const [node, path] of Node.elements(editor)) {
    const field = node as unknown as Field;
    if (field.type === 'field' && field.id === id) return { field, path };
  }
  return null;
}
