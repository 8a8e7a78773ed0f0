import { createEditor, Editor, type Descendant } from 'slate';

import { isInlineType } from './guards.ts';
import { newId, type IdSource } from './ids.ts';
import { MAX_FIELD_LENGTH, MAX_NOTE } from './limits.ts';
import { makeParagraph } from './make.ts';
import { rightProperties } from './shape.ts';
import type { Block, Field } from './types.ts';
import { documentProblems } from './validate.ts';
import { withDocument } from './with-document.ts';

type Props = Record<string, unknown>;

/** A valid document, and how many of the given blocks had to be mended for it. */
export type Repaired = { blocks: Block[]; mended: number };

/** What a field has at least; where something else stood, it is not for the public until somebody says so. */
const FIELD_DEFAULTS = {
  kind: 'count',
  value: '',
  unit: '',
  label: '',
  sensitivity: 'internal',
} satisfies Partial<Field>;

/** Deeper than a table's cell nothing of a report is nested. */
const DEEPEST = 8;

/**
 * Makes a valid document of whatever is given, without losing a word: properties of the wrong kind go, nodes that
 * belong nowhere leave their words behind, ids that are used twice are given out anew. Blocks that were valid stay the
 * same objects. Where a value of a field is not for the public, the words that it leaves behind are not either.
 */
export function repairBlocks(given: unknown, ids: IdSource = newId): Repaired {
  const nodes: unknown[] = Array.isArray(given) ? given : [given];
  if (nodes.length > 0 && isSound(nodes)) return { blocks: nodes as Block[], mended: 0 };
  const used = new Set<string>();
  const shaped = asBlocks(
    nodes.flatMap((node) => shapeNode(node, used, ids, 0)),
    ids,
  );
  const blocks = normalised(shaped, ids) ?? nodes.flatMap((node) => asParagraph(node, ids));
  const before = new Set(nodes.map((node) => JSON.stringify(node)));
  return {
    blocks: blocks.length > 0 ? blocks : [makeParagraph('', 'body', ids)],
    mended: blocks.filter((block) => !before.has(JSON.stringify(block))).length,
  };
}

/** True for nodes that are a valid document as they stand. */
function isSound(nodes: readonly unknown[]): boolean {
  try {
    return documentProblems(nodes as Block[]).length === 0;
  } catch {
    // Something that the rules of a document do not expect at all.
    return false;
  }
}

const isObject = (value: unknown): value is Props =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOverlong = (node: Props): boolean =>
  node['type'] === 'field' && typeof node['value'] === 'string' && node['value'].length > MAX_FIELD_LENGTH;

const BLOCKS = new Set<unknown>(['title', 'heading', 'paragraph', 'table', 'signature', 'annex']);

/** Blocks alone: words and fields between them become paragraphs of their own, and so does what is no block. */
function asBlocks(nodes: readonly Props[], ids: IdSource): Props[] {
  const blocks: Props[] = [];
  let open: Props[] | null = null;
  for (const node of nodes) {
    if (isInline(node)) {
      if (!open) blocks.push({ type: 'paragraph', id: ids(), children: (open = []) });
      open.push(node);
      continue;
    }
    open = null;
    const block = BLOCKS.has(node['type']) ? node : asParagraphNode(node, ids);
    const children = childrenOf(block);
    blocks.push({ ...block, children: block['type'] === 'table' ? asRows(children) : inlinesIn(children) });
  }
  return blocks;
}

const childrenOf = (node: Props): Props[] => node['children'] as Props[];

const isInline = (node: Props): boolean => 'text' in node || isInlineType(node['type']);

/** The inline nodes, out of whatever shells they stand in. */
function inlinesIn(nodes: readonly Props[]): Props[] {
  return nodes.flatMap((node) => (isInline(node) ? [node] : inlinesIn(childrenOf(node))));
}

function asRows(nodes: readonly Props[]): Props[] {
  return nodes.map((row) => {
    const isRow = row['type'] === 'table-row';
    const cells = (isRow ? childrenOf(row) : [row]).map((cell) => ({
      ...(cell['type'] === 'table-cell' ? cell : {}),
      type: 'table-cell',
      children: isInline(cell) ? [cell] : inlinesIn(childrenOf(cell)),
    }));
    return { ...(isRow ? row : {}), type: 'table-row', children: cells };
  });
}

/** A row or a cell without its table has an id that nobody has looked at. */
function asParagraphNode(node: Props, ids: IdSource): Props {
  const isPart = node['type'] === 'table-row' || node['type'] === 'table-cell';
  return { ...node, type: 'paragraph', ...(isPart ? { id: ids() } : {}) };
}

/** The node as Slate can take it: with children or a text, and no property of the wrong kind. */
function shapeNode(node: unknown, used: Set<string>, ids: IdSource, depth: number): Props[] {
  if (typeof node === 'string' || typeof node === 'number') return [{ text: String(node) }];
  if (!isObject(node)) return [];
  if (depth > DEEPEST) return leavesOf(node);
  if (typeof node['text'] === 'string') return [rightProperties(node)];
  if (isOverlong(node)) return [asWords(node)];
  const shaped = rightProperties(node);
  if (node['type'] === 'field' && typeof node['value'] === 'number') shaped['value'] = String(node['value']);
  if (node['type'] === 'note') shaped['body'] ??= bodyOf(node['body']);
  const children = Array.isArray(node['children']) ? node['children'] : [];
  shaped['children'] = children.flatMap((child) => shapeNode(child, used, ids, depth + 1));
  if ((shaped['children'] as Props[]).length === 0) shaped['children'] = [{ text: '' }];
  if (isInlineType(node['type'])) return shapeVoid(shaped, used, ids);
  if (node['type'] !== 'table-row' && node['type'] !== 'table-cell') giveId(shaped, used, ids);
  return [shaped];
}

/** A field or an item's number holds no words of its own: those inside come to stand behind it, as hidden as it is. */
function shapeVoid(node: Props, used: Set<string>, ids: IdSource): Props[] {
  const isHidden = node['secret'] === true || (node['type'] === 'field' && node['sensitivity'] !== 'public');
  const words = leavesOf({ children: node['children'] }).filter((leaf) => leaf['text'] !== '');
  const behind = words.map((leaf) => (isHidden ? { ...leaf, secret: true } : leaf));
  const alone: Props = { ...node, children: [{ text: '' }] };
  if (node['type'] === 'ordinal') return [{ ...alone, scheme: alone['scheme'] ?? 'shi' }, ...behind];
  if (node['type'] === 'note') {
    alone['kind'] ??= 'foot';
  }
  if (node['type'] === 'note' || node['type'] === 'image') {
    giveId(alone, used, ids);
    return [alone, ...behind];
  }
  for (const [key, value] of Object.entries(FIELD_DEFAULTS)) alone[key] ??= value;
  giveId(alone, used, ids);
  return [alone, ...behind];
}

/** The words of a note whose stretches can't all stand as they are, without their looks. */
function bodyOf(body: unknown): Props[] {
  const text = leavesOf({ children: Array.isArray(body) ? body : [body] })
    .map((leaf) => String(leaf['text']))
    .join('');
  const parts = Math.ceil(text.length / MAX_NOTE);
  return Array.from({ length: parts }, (_, at) => ({ text: text.slice(at * MAX_NOTE, (at + 1) * MAX_NOTE) }));
}

function giveId(node: Props, used: Set<string>, ids: IdSource): void {
  const { id } = node;
  if (typeof id !== 'string' || id === '' || used.has(id)) node['id'] = ids();
  used.add(node['id'] as string);
}

/** A value too long for a field, as text: as secret as the field was. */
function asWords(field: Props): Props {
  return { text: field['value'], ...(field['sensitivity'] === 'public' ? {} : { secret: true }) };
}

function normalised(shaped: readonly Props[], ids: IdSource): Block[] | null {
  try {
    const editor = withDocument(createEditor(), ids);
    editor.children = shaped as unknown as Descendant[];
    Editor.normalize(editor, { force: true });
    const blocks = editor.children as unknown as Block[];
    return documentProblems(blocks).length === 0 ? blocks : null;
  } catch {
    // Slate gives up on what it can't bring into order; the words are taken then.
    return null;
  }
}

/** The last resort: the words of a node as a paragraph, hidden where any of them was not for the public. */
function asParagraph(node: unknown, ids: IdSource): Block[] {
  const leaves = leavesOf(node);
  const text = leaves.map((leaf) => String(leaf['text'])).join('');
  if (text === '') return [];
  const paragraph = makeParagraph(text, 'body', ids);
  const secret =
    leaves.some((leaf) => leaf['secret'] === true) || (isObject(node) && node['secret'] === true);
  return [secret ? { ...paragraph, secret: true } : paragraph];
}

/** All words inside a node as leaves, values of fields included. */
function leavesOf(node: unknown): Props[] {
  if (typeof node === 'string' || typeof node === 'number') return [{ text: String(node) }];
  if (!isObject(node)) return [];
  if (typeof node['text'] === 'string')
    return [{ text: node['text'], ...(node['secret'] ? { secret: true } : {}) }];
  const own = node['type'] === 'field' && typeof node['value'] === 'string' ? [asWords(node)] : [];
  if (node['type'] === 'note')
    own.push(...bodyOf(node['body']).map((leaf) => (node['secret'] ? { ...leaf, secret: true } : leaf)));
  const children: unknown[] = Array.isArray(node['children']) ? node['children'] : [];
  return [...own, ...children.flatMap((child) => leavesOf(child))];
}
