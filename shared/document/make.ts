import { newId, type IdSource } from './ids.ts';
import type {
  AnnexBlock,
  Field,
  HeadingBlock,
  HeadingLevel,
  Image,
  Inline,
  Note,
  NoteKind,
  NoteLeaf,
  Ordinal,
  OrdinalScheme,
  ParagraphBlock,
  ParagraphRole,
  SignatureBlock,
  TitleBlock,
} from './types.ts';

// Small constructors, so that importers, templates and tests spell a node in one way only.

export function makeText(text: string): { text: string } {
  return { text };
}

export function makeOrdinal(scheme: OrdinalScheme = 'shi', restart = false): Ordinal {
  const node: Ordinal = { type: 'ordinal', scheme, children: [{ text: '' }] };
  if (restart) node.restart = true;
  return node;
}

/** A field with sensible defaults: an empty internal count. */
export function makeField(
  props: Partial<Omit<Field, 'type' | 'children'>> = {},
  ids: IdSource = newId,
): Field {
  return {
    type: 'field',
    id: ids(),
    kind: 'count',
    value: '',
    unit: '',
    label: '',
    sensitivity: 'internal',
    ...props,
    children: [{ text: '' }],
  };
}

export function makeNote(kind: NoteKind, body: readonly NoteLeaf[] | string, ids: IdSource = newId): Note {
  const leaves = typeof body === 'string' ? [{ text: body }] : [...body];
  return {
    type: 'note',
    id: ids(),
    kind,
    body: leaves.filter(({ text }) => text !== ''),
    children: [{ text: '' }],
  };
}

export function makeImage(
  props: Pick<Image, 'asset' | 'width' | 'height'> & { alt?: string },
  ids: IdSource = newId,
): Image {
  return { type: 'image', id: ids(), alt: '', ...props, children: [{ text: '' }] };
}

/** Inline children with an empty leaf wherever Slate needs one: at both ends and between two voids. */
export function padInlines(nodes: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if ('type' in node) {
      if (!last || 'type' in last) out.push({ text: '' });
      out.push(node);
    } else if (last && !('type' in last) && sameMarks(last, node)) {
      out[out.length - 1] = { ...last, text: last.text + node.text };
    } else {
      out.push(node);
    }
  }
  const last = out.at(-1);
  if (!last || 'type' in last) out.push({ text: '' });
  return out;
}

function sameMarks(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  keys.delete('text');
  return [...keys].every((key) => a[key] === b[key]);
}

function inlines(content: string | readonly Inline[]): Inline[] {
  return padInlines(typeof content === 'string' ? [{ text: content }] : content);
}

export function makeTitle(content: string | readonly Inline[], ids: IdSource = newId): TitleBlock {
  return { type: 'title', id: ids(), children: inlines(content) };
}

export function makeHeading(
  level: HeadingLevel,
  content: string | readonly Inline[],
  slot?: string,
  ids: IdSource = newId,
): HeadingBlock {
  const block: HeadingBlock = { type: 'heading', id: ids(), level, children: inlines(content) };
  if (slot) block.slot = slot;
  return block;
}

export function makeParagraph(
  content: string | readonly Inline[] = '',
  role?: ParagraphRole,
  ids: IdSource = newId,
): ParagraphBlock {
  const block: ParagraphBlock = { type: 'paragraph', id: ids(), children: inlines(content) };
  if (role && role !== 'body') block.role = role;
  return block;
}

export function makeSignature(
  role: 'unit' | 'date',
  content: string | readonly Inline[],
  ids: IdSource = newId,
): SignatureBlock {
  return { type: 'signature', id: ids(), role, children: inlines(content) };
}

export function makeAnnex(content: string | readonly Inline[] = '', ids: IdSource = newId): AnnexBlock {
  return { type: 'annex', id: ids(), children: inlines(content) };
}
