import { FIELD_KIND_NAMES } from './field-kinds.ts';
import { MAX_FIELD_LENGTH, MAX_NAME, MAX_NOTE } from './limits.ts';
import {
  type AnnexBlock,
  type Block,
  type BlockForm,
  type Carried,
  type Computed,
  type Field,
  type FigureSource,
  type HeadingBlock,
  type Image,
  type InlineVoid,
  type LastValue,
  type Note,
  type NoteLeaf,
  type Ordinal,
  PARAGRAPH_ROLES,
  type ParagraphBlock,
  type SignatureBlock,
  type TableBlock,
  type TableCell,
  type TableColumn,
  type TableRow,
  type TextLeaf,
  type TitleBlock,
} from './types.ts';

/**
 * The shape of each kind of node: which properties it may have, and what each may hold. The compiler asks for an
 * entry for each property of a type, so that a new one can't be forgotten here. What a page, a file or the clipboard
 * sends is checked against it before it is stored: a node that no part of the program can read (`computed: 5`) would
 * stop every export of its report later.
 */

/** True for a value that a property may hold. */
type Check = (value: unknown) => boolean;

/** A check for each property of a node but its children; comments (`c_…`) are the same everywhere. */
type Shape<Node> = {
  readonly [Key in Exclude<keyof Node, `c_${string}` | 'children'>]-?: Check;
};

/** Longest text of a leaf, and longest name, label or id. Generous: a report has some 100,000 characters. */
const MAX_TEXT = 2_000_000;
/** Longest stretch of a note, and most stretches: a note of a report has some hundred characters. */
const MAX_NOTE_LEAVES = 200;
/** Widest table: `limits.ts` of the files is stricter. */
const MAX_SPAN = 1000;

const isString =
  (max: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= max;
const isName = isString(MAX_NAME);
const isId: Check = (value) => typeof value === 'string' && value !== '' && value.length <= MAX_NAME;
const isTrue: Check = (value) => value === true;
const isYear: Check = (value) => Number.isInteger(value);
const isOneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is wrong with the properties of a record, in one short text; null when nothing is. */
function misshapen(value: Record<string, unknown>, shape: Readonly<Record<string, Check>>): string | null {
  for (const [key, check] of Object.entries(shape)) {
    if (!check(value[key])) return `${key} is not what it may be`;
  }
  for (const key of Object.keys(value)) {
    if (key === 'children' || Object.hasOwn(shape, key)) continue;
    // A property that is set to undefined is one that JSON leaves out.
    if (value[key] === undefined || (key.startsWith('c_') && value[key] === true)) continue;
    return `${key} is not known`;
  }
  return null;
}

const isShaped =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isRecord(value) && misshapen(value, shape) === null;

const MARKS = {
  secret: optional(isTrue),
  ins: optional(isId),
  del: optional(isId),
  bold: optional(isTrue),
  sup: optional(isTrue),
  fmt: optional(isId),
  was: optional(isOneOf('', 'bold', 'sup', 'bold sup')),
};
const isSensitivity = isOneOf('public', 'internal', 'secret');
const isValue = isString(MAX_FIELD_LENGTH);

const LEAF: Shape<TextLeaf> = { text: isString(MAX_TEXT), ...MARKS };

const LAST: Shape<LastValue> = { value: isValue, unit: isName, year: isYear, approx: optional(isName) };
const COMPUTED: Shape<Computed> = {
  kind: isOneOf('change'),
  source: isId,
  base: isShaped({ ...LAST, sensitivity: isSensitivity }),
};

const SOURCE: Shape<FigureSource> = {
  file: isName,
  sheet: optional(isName),
  cell: optional(isName),
  date: optional(isName),
};

const ORDINAL: Shape<Ordinal> = {
  type: isOneOf('ordinal'),
  scheme: isOneOf('shi', 'yao', 'shouxian', 'di', 'qi'),
  restart: optional(isTrue),
  typed: optional(isName),
  mark: optional(isName),
  ...MARKS,
};

const FIELD: Shape<Field> = {
  type: isOneOf('field'),
  id: isId,
  kind: isOneOf(...FIELD_KIND_NAMES),
  value: isValue,
  unit: isName,
  unitPlace: optional(isOneOf('after', 'before', 'none')),
  label: isName,
  approx: optional(isName),
  cutoff: optional(isName),
  sensitivity: isSensitivity,
  indicator: optional(isName),
  variable: optional(isName),
  mask: optional(isName),
  last: optional(isShaped(LAST)),
  computed: optional(isShaped(COMPUTED)),
  source: optional(isShaped(SOURCE)),
  ...MARKS,
};

const NOTE_LEAF: Shape<NoteLeaf> = {
  text: isString(MAX_NOTE),
  bold: optional(isTrue),
  sup: optional(isTrue),
};
const isNoteLeaf = isShaped(NOTE_LEAF);
const NOTE: Shape<Note> = {
  type: isOneOf('note'),
  id: isId,
  kind: isOneOf('foot', 'end'),
  body: (value) => Array.isArray(value) && value.length <= MAX_NOTE_LEAVES && value.every(isNoteLeaf),
  ...MARKS,
};

const isHash: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
/** Points: nothing on a page is longer than a page. */
const isLength: Check = (value) => typeof value === 'number' && value >= 1 && value <= 2000;
const IMAGE: Shape<Image> = {
  type: isOneOf('image'),
  id: isId,
  asset: isHash,
  width: isLength,
  height: isLength,
  alt: isName,
  ...MARKS,
};

const CARRIED: Shape<Carried> = {
  year: isYear,
  keys: (value) => Array.isArray(value) && value.every((key) => typeof key === 'string'),
};
const isLevel = isOneOf(1, 2, 3, 4);
const FORM: Shape<BlockForm> = {
  type: isOneOf('title', 'heading', 'paragraph', 'signature', 'annex'),
  level: optional(isLevel),
  slot: optional(isName),
  typedNumber: optional(isName),
  runIn: optional(isTrue),
  role: optional(isName),
  pageBreak: optional(isTrue),
};
const BASE = {
  id: isId,
  pIns: optional(isId),
  pDel: optional(isId),
  pFmt: optional(isId),
  pWas: optional(isShaped(FORM)),
  carried: optional(isShaped(CARRIED)),
  secret: optional(isTrue),
  pageBreak: optional(isTrue),
  landscape: optional(isTrue),
};

const ABSENT: Shape<NonNullable<HeadingBlock['absent']>> = { reason: isName };
const isSpan: Check = (value) => Number.isInteger(value) && Number(value) >= 2 && Number(value) <= MAX_SPAN;
const COLUMN: Shape<TableColumn> = { width: optional(isLength), ins: optional(isId), del: optional(isId) };
const isColumn = isShaped(COLUMN);

const BLOCKS = {
  title: { ...BASE, type: isOneOf('title') } satisfies Shape<TitleBlock>,
  heading: {
    ...BASE,
    type: isOneOf('heading'),
    level: isLevel,
    slot: optional(isName),
    typedNumber: optional(isName),
    runIn: optional(isTrue),
    absent: optional(isShaped(ABSENT)),
  } satisfies Shape<HeadingBlock>,
  paragraph: {
    ...BASE,
    type: isOneOf('paragraph'),
    role: optional(isOneOf(...PARAGRAPH_ROLES)),
  } satisfies Shape<ParagraphBlock>,
  table: {
    ...BASE,
    type: isOneOf('table'),
    columns: optional((value) => Array.isArray(value) && value.every(isColumn)),
    replaces: optional(isId),
  } satisfies Shape<TableBlock>,
  signature: {
    ...BASE,
    type: isOneOf('signature'),
    role: isOneOf('unit', 'date'),
  } satisfies Shape<SignatureBlock>,
  annex: { ...BASE, type: isOneOf('annex') } satisfies Shape<AnnexBlock>,
} satisfies Record<Block['type'], Readonly<Record<string, Check>>>;

const ROW: Shape<TableRow> = {
  type: isOneOf('table-row'),
  header: optional(isTrue),
  ins: optional(isId),
  del: optional(isId),
};
const CELL: Shape<TableCell> = {
  type: isOneOf('table-cell'),
  colSpan: optional(isSpan),
  rowSpan: optional(isSpan),
  align: optional(isOneOf('left', 'center', 'right')),
};

/** Inline nodes that are no text, by type. */
const VOIDS = { ordinal: ORDINAL, field: FIELD, note: NOTE, image: IMAGE } satisfies Record<
  InlineVoid['type'],
  Readonly<Record<string, Check>>
>;
const voidShape = (type: unknown): Readonly<Record<string, Check>> | null =>
  typeof type === 'string' && Object.hasOwn(VOIDS, type) ? VOIDS[type as InlineVoid['type']] : null;

/**
 * What is wrong with the shape of a block and of all in it, a line each; empty for a sound one. Looks at anything:
 * nothing about the value is taken for granted.
 * @param where place of the block, for the lines
 */
export function shapeProblems(value: unknown, where: string): string[] {
  if (!isRecord(value)) return [`${where}: not a node`];
  const { type } = value;
  if (typeof type !== 'string' || !Object.hasOwn(BLOCKS, type)) return [`${where}: unknown block type`];
  const problems: string[] = [];
  const own = misshapen(value, BLOCKS[type as Block['type']]);
  if (own !== null) problems.push(`${where}: ${own}`);
  const inside =
    type === 'table'
      ? partProblems(value['children'], where, ROW, (row, at) =>
          partProblems(row['children'], at, CELL, (cell, place) => inlineProblems(cell['children'], place)),
        )
      : inlineProblems(value['children'], where);
  return [...problems, ...inside];
}

function partProblems(
  children: unknown,
  where: string,
  shape: Readonly<Record<string, Check>>,
  inside: (part: Record<string, unknown>, where: string) => string[],
): string[] {
  if (!Array.isArray(children)) return [`${where}: no children`];
  return children.flatMap((child: unknown, index) => {
    const at = `${where}.${index}`;
    if (!isRecord(child)) return [`${at}: not a node`];
    const own = misshapen(child, shape);
    return own === null ? inside(child, at) : [`${at}: ${own}`];
  });
}

function inlineProblems(children: unknown, where: string): string[] {
  if (!Array.isArray(children)) return [`${where}: no children`];
  const problems: string[] = [];
  children.forEach((child: unknown, index) => {
    const own = inlineProblem(child);
    if (own !== null) problems.push(`${where}.${index}: ${own}`);
  });
  return problems;
}

function inlineProblem(child: unknown): string | null {
  if (!isRecord(child)) return 'not a node';
  if (!('type' in child)) return misshapen(child, LEAF);
  const shape = voidShape(child['type']);
  if (shape === null) return 'not an inline node';
  const own = misshapen(child, shape);
  if (own !== null) return own;
  const inner: unknown = child['children'];
  const leaf: unknown = Array.isArray(inner) && inner.length === 1 ? inner[0] : null;
  return isRecord(leaf) && leaf['text'] === '' ? null : 'words inside a void';
}

/**
 * The properties of a node that such a node may have and that hold what they may; the others are left out. What is
 * hidden in a way that nobody knows stays hidden. Its children stay as they are.
 */
export function rightProperties(node: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shape = shapeOf(node);
  const right = Object.entries(node).filter(
    ([key, value]) =>
      key === 'children' ||
      (Object.hasOwn(shape, key) ? shape[key]?.(value) : key.startsWith('c_') && value === true),
  );
  const isHidden = Boolean(node['secret']) && Object.hasOwn(shape, 'secret');
  return { ...Object.fromEntries(right), ...(isHidden ? { secret: true } : {}) };
}

function shapeOf(node: Readonly<Record<string, unknown>>): Readonly<Record<string, Check>> {
  const { type } = node;
  if (typeof node['text'] === 'string') return LEAF;
  const inline = voidShape(type);
  if (inline !== null) return inline;
  if (type === 'table-row') return ROW;
  if (type === 'table-cell') return CELL;
  return typeof type === 'string' && Object.hasOwn(BLOCKS, type)
    ? BLOCKS[type as Block['type']]
    : BLOCKS.paragraph;
}
