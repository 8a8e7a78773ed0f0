/**
 * The document of a report: a flat list of blocks, as in Word. A section is derived (a heading and what
 * follows it up to the next heading of its level or above), never stored.
 *
 * Everything here is plain JSON and at the same time a valid Slate value, so that the page, the backend
 * and the operation log share one shape.
 */

import type { FieldKind } from './field-kinds.ts';

/** Version of the shape below. Raise it together with an upgrade in `upgrade.ts`. */
export const SCHEMA_VERSION = 1;

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

export type TextLeaf = { text: string } & ReviewMarks;

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
} & ReviewMarks;

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
  children: [TextLeaf];
} & ReviewMarks;

export type Inline = TextLeaf | Ordinal | Field;

/** What a block keeps of the text that it was carried over from (see `carried.ts`). */
export type Carried = {
  year: number;
  /** Keys of the sentences as they were carried over; a sentence whose key is here is unchanged. */
  keys: string[];
};

/** What a block was before a tracked change of its form. */
export type BlockForm = {
  type: 'title' | 'heading' | 'paragraph' | 'signature';
  level?: HeadingLevel;
  slot?: string;
  typedNumber?: string;
  runIn?: true;
  role?: string;
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
  children: Inline[];
};

/** 正文 · 主送机关 · 附件说明 · 发文字号 */
export type ParagraphRole = 'body' | 'addressee' | 'attachment' | 'docnumber';

export type ParagraphBlock = BlockBase & {
  type: 'paragraph';
  /** Left out: 'body'. */
  role?: ParagraphRole;
  children: Inline[];
};

export type TableCell = { type: 'table-cell'; children: Inline[] };
export type TableRow = { type: 'table-row'; header?: true; children: TableCell[] };
export type TableBlock = BlockBase & { type: 'table'; children: TableRow[] };

/** 落款: one block for the unit, one for the date. */
export type SignatureBlock = BlockBase & { type: 'signature'; role: 'unit' | 'date'; children: Inline[] };

export type Block = TitleBlock | HeadingBlock | ParagraphBlock | TableBlock | SignatureBlock;
/** Blocks whose children are inline: all but the table. */
export type TextBlock = Exclude<Block, TableBlock>;

/** Report variables, by name: `unit`, `city`, `secretary`, …. The value is the full text (`青禾镇`). */
export type Variables = Record<string, string>;

export type ReportDocument = {
  schema: number;
  blocks: Block[];
};
