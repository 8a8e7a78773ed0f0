/**
 * The document of a report: a flat list of blocks, as in Word. A section is derived (a heading and what
 * follows it up to the next heading of its level or above), never stored.
 *
 * Everything here is plain JSON and at the same time a valid Slate value, so that the page, the backend
 * and the operation log share one shape.
 */

import type { FieldKind } from './field-kinds.ts';

/** Version of the shape below. Raise it together with an upgrade in `upgrade.ts`. */
export const SCHEMA_VERSION = 2;

export type HeadingLevel = 1 | 2 | 3 | 4;

/**
 * Marks of a leaf. One slot each for an insertion and a deletion, as in Word; comments are one key a thread.
 * `secret` (本句不公开) stands beside them: the public edition has no trace of what bears it.
 */
export type ReviewMarks = {
  /** Part of a sentence that the public edition leaves out whole. */
  secret?: true;
  /** Revision id of a tracked insertion. */
  ins?: string;
  /** Revision id of a tracked deletion. */
  del?: string;
  [comment: `c_${string}`]: true;
};

/** How characters look beside the official layout: those two formats are kept, no others. */
export const FORMATS = ['bold', 'sup'] as const;
/** 加粗 · 上标 */
export type Format = (typeof FORMATS)[number];

/** Formats of characters, and a tracked change of them. */
export type FormatMarks = {
  bold?: true;
  sup?: true;
  /** Revision id of a tracked change of formats. */
  fmt?: string;
  /** The formats before that change, parted by a space: '' · 'bold' · 'sup' · 'bold sup'. Stands beside `fmt`. */
  was?: FormatsBefore;
};
export type FormatsBefore = '' | 'bold' | 'sup' | 'bold sup';

/** What every inline node may carry. */
export type InlineMarks = ReviewMarks & FormatMarks;

export type TextLeaf = { text: string } & InlineMarks;

/** 一是 · 一要 · 首先/其次 · 第一， · 其一， */
export type OrdinalScheme = 'shi' | 'yao' | 'shouxian' | 'di' | 'qi';

/** What some type behind 第一 and 首先 instead of ，. */
export type OrdinalMark = '、' | ',' | '：' | ':';

/** Marks the start of a run-in item. Its label is computed from its place in its run, never stored. */
export type Ordinal = {
  type: 'ordinal';
  scheme: OrdinalScheme;
  /** This ordinal begins a new run although no heading stands before it. */
  restart?: true;
  /**
   * The label as it was typed where it is not what counting gives (import only): 三是 behind 一是. Kept, never lost;
   * what follows counts on from it.
   */
  typed?: string;
  /** The mark behind the label where it is not the usual ，: 第一、. The first in a run speaks for all of it. */
  mark?: OrdinalMark;
  children: [TextLeaf];
} & InlineMarks;

/**
 * Where a value may be printed: `public` everywhere (公开), `internal` masked in the public edition (内部), `secret`
 * masked in every edition (始终隐去).
 */
export type Sensitivity = 'public' | 'internal' | 'secret';

/** Where the unit stands: `12次` (after), `书记张三` (before), `2021—` of `2021—2025年` (none: implied). */
export type UnitPlace = 'after' | 'before' | 'none';

/** The value that the same field had in the year it was carried over from. A hint, never exported. */
export type LastValue = { value: string; unit: string; year: number; approx?: string };

/**
 * What makes a field follow another one: `change` reads 比上年增长25%. Its value is kept as text, and is written anew
 * whenever the source changes (`with-computed.ts`), so that whatever reads the document needs to know nothing of it.
 */
export type Computed = {
  kind: 'change';
  /** Id of the field whose figure it is about. */
  source: string;
  /** Last year's figure, and how openly it may be printed. */
  base: LastValue & { sensitivity: Sensitivity };
};

/** Where a figure comes from: a file that the office counts in. Reserved: kept, not shown yet. */
export type FigureSource = {
  /** Name of the file, without its folder. */
  file: string;
  sheet?: string;
  /** `B12` */
  cell?: string;
  /** Day of the file's figures, `2026-11-30`. */
  date?: string;
};

/** A figure or a name in the text. A void: what it shows comes from its properties. */
export type Field = {
  type: 'field';
  /** Unique in the report. */
  id: string;
  kind: FieldKind;
  /** As it reads in the text, without the unit: `12`, `1.2万`, `98.5`. Empty: not filled in yet. */
  value: string;
  /** 次 宗 件 人 名 万元 场 个 份 % 镇 市 书记 …; may be empty. */
  unit: string;
  /** Left out: 'after'. */
  unitPlace?: UnitPlace;
  label: string;
  /** How exact the value is: 近, 约, 逾, 余, 近余 … (see `approx.ts`). Left out: exact, or a value that says so itself. */
  approx?: string;
  /** Up to when the value counts: 截至11月底. Read behind the figure, in brackets. */
  cutoff?: string;
  sensitivity: Sensitivity;
  /** Key of the yearly figure that this field feeds. */
  indicator?: string;
  /** Name of the report variable that this field shows instead of a value of its own. */
  variable?: string;
  /** The mask as it stood in an imported, redacted text: `**`, `***`, `xx`. */
  mask?: string;
  last?: LastValue;
  /** Follows another field's figure: typed over, it no longer does. */
  computed?: Computed;
  /** Where the figure was taken from. */
  source?: FigureSource;
  children: [TextLeaf];
} & InlineMarks;

/** Words of a note: formats, but neither fields nor marks of their own. Line breaks are `\n`. */
export type NoteLeaf = { text: string; bold?: true; sup?: true };

/** 脚注 · 尾注 */
export type NoteKind = 'foot' | 'end';

/**
 * A footnote or an endnote, at its place in the text. A void: its number is computed, and its words are a property, so
 * that the note is moved, copied, hidden and deleted with its place. Tracked changes replace a note as a whole.
 */
export type Note = {
  type: 'note';
  /** Unique in the report. */
  id: string;
  kind: NoteKind;
  body: NoteLeaf[];
  children: [TextLeaf];
} & InlineMarks;

/** An image in the text. A void. Its bytes are in the store, by their hash (`assets`). */
export type Image = {
  type: 'image';
  /** Unique in the report. */
  id: string;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  asset: string;
  /** Width and height as printed, in points; at most that of the text. */
  width: number;
  height: number;
  /** What is to be seen, for who can't see it. */
  alt: string;
  children: [TextLeaf];
} & InlineMarks;

/** An inline node that is no text. */
export type InlineVoid = Ordinal | Field | Note | Image;

export type Inline = TextLeaf | InlineVoid;

/** What a block keeps of the text that it was carried over from (see `carried.ts`). */
export type Carried = {
  year: number;
  /** Keys of the sentences as they were carried over; a sentence whose key is here is unchanged. */
  keys: string[];
};

/** What a block was before a tracked change of its form. */
export type BlockForm = {
  type: 'title' | 'heading' | 'paragraph' | 'signature' | 'annex';
  level?: HeadingLevel;
  slot?: string;
  typedNumber?: string;
  runIn?: true;
  role?: string;
  pageBreak?: true;
};

type BlockBase = {
  /** Unique in the report; stable while the block lives. */
  id: string;
  /**
   * Revision ids of a tracked insertion or deletion of the break that begins this block: what Word keeps in the
   * paragraph mark of the block before. Without it the block's words join the block before and take its form. On a
   * table: of the table as a whole.
   */
  pIns?: string;
  pDel?: string;
  /** Revision id of a tracked change of form, and the form before. */
  pFmt?: string;
  pWas?: BlockForm;
  carried?: Carried;
  /** 本段不公开: the public edition leaves the block out; a heading takes its section along. */
  secret?: true;
  /** A new page begins before the block. */
  pageBreak?: true;
  /** The block stands on a page that lies across (横向页). Neighbours that say so share their pages. */
  landscape?: true;
};

export type TitleBlock = BlockBase & { type: 'title'; children: Inline[] };

export type HeadingBlock = BlockBase & {
  type: 'heading';
  level: HeadingLevel;
  /** Key of the template slot that this heading fills. */
  slot?: string;
  /** The number as it was typed where it is not what counting gives (import only): kept, never lost. */
  typedNumber?: string;
  /** The heading's text ran on into the body on the same line in the source (`1.加强…。全年…`). */
  runIn?: true;
  /** 本年无此项: the report has nothing to say here, and why. Reserved: kept, not shown yet. */
  absent?: { reason: string };
  children: Inline[];
};

/** Above a table or below an image stand its caption (表题、图题), and above a table at the right its unit (单位：万元). */
export const PARAGRAPH_ROLES = [
  'body',
  'addressee',
  'attachment',
  'docnumber',
  'caption',
  'measure',
] as const;
/** 正文 · 主送机关 · 附件说明 · 发文字号 · 题注 · 单位行 */
export type ParagraphRole = (typeof PARAGRAPH_ROLES)[number];

export type ParagraphBlock = BlockBase & {
  type: 'paragraph';
  /** Left out: 'body'. */
  role?: ParagraphRole;
  children: Inline[];
};

export type CellAlign = 'left' | 'center' | 'right';

/**
 * A cell of the grid. Every row has as many cells as the table has columns, also where one cell spans several places:
 * it says so itself, and the places that it covers hold blank cells (`table-grid.ts`).
 */
export type TableCell = {
  type: 'table-cell';
  /** Columns and rows that the cell takes, 2 or more; left out: one. */
  colSpan?: number;
  rowSpan?: number;
  /** Left out: as the layout has it. */
  align?: CellAlign;
  children: Inline[];
};

export type TableRow = {
  type: 'table-row';
  header?: true;
  /** Revision ids of a tracked insertion or deletion of the whole row. */
  ins?: string;
  del?: string;
  children: TableCell[];
};

/** What is said of a column of a table. */
export type TableColumn = {
  /** Width in points; left out: as the words in it need. */
  width?: number;
  /** Revision ids of a tracked insertion or deletion of the whole column. */
  ins?: string;
  del?: string;
};

export type TableBlock = BlockBase & {
  type: 'table';
  /** One for each column, where anything is to be said of one. */
  columns?: TableColumn[];
  /**
   * Of a table that came in with a tracked change: the table that it is, its cells joined or parted. Once that is
   * accepted it has its id.
   */
  replaces?: string;
  children: TableRow[];
};

/** 落款: one block for the unit, one for the date. */
export type SignatureBlock = BlockBase & { type: 'signature'; role: 'unit' | 'date'; children: Inline[] };

/**
 * 附件: begins an annex, and its words are the annex's title. What follows up to the next annex belongs to it; so there
 * is no annex in an annex. Annexes stand behind the signature, each on a page of its own.
 */
export type AnnexBlock = BlockBase & { type: 'annex'; children: Inline[] };

export type Block = TitleBlock | HeadingBlock | ParagraphBlock | TableBlock | SignatureBlock | AnnexBlock;
/** Blocks whose children are inline: all but the table. */
export type TextBlock = Exclude<Block, TableBlock>;

/** Report variables, by name: `unit`, `city`, `secretary`, …. The value is the full text (`青禾镇`). */
export type Variables = Record<string, string>;

export type ReportDocument = {
  schema: number;
  blocks: Block[];
};
