import type { Carried, Field, HeadingLevel, LastValue, Ordinal, Variables } from '../document/types.ts';
import type { Piece } from '../document/reading.ts';
import type { Template } from '../template/schema.ts';
import type { CheckLists } from '../settings/check-lists.ts';

/** 错误（定稿前要改） · 提醒 · 提示 */
export type Severity = 'error' | 'warning' | 'hint';

/** What a quick fix does beside replacing text: 编号改为自动编号. */
export type FixAction = 'renumber';

/** Something that a rule found: a place in the report, what is wrong there, and what should stand there. */
export type Finding = {
  rule: string;
  severity: Severity;
  /** Block id. */
  block: string;
  /** Row and column where the block is a table. */
  cell?: readonly [row: number, column: number];
  /** Id of the note that it is in: the place is one in the words of that. */
  note?: string;
  /** Place in the reading text of the block or cell (`shared/document/reading.ts`); equal where the place is the block. */
  from: number;
  to: number;
  /** The words at that place, and some before and after; '' where the place is the block. */
  text: string;
  before: string;
  after: string;
  message: string;
  /** What should stand there instead; only where it is unambiguous. */
  suggestion?: string;
  action?: FixAction;
  /** It is about the block or its section, not about the words there. */
  whole?: true;
  /** Id of the field that it is about. */
  field?: string;
  /** Says in other reports and after edits elsewhere that this is the same finding (see `ignore.ts`). */
  key: string;
};

/** A finding as a rule gives it; the engine adds the rest. */
export type Hit = {
  from: number;
  to: number;
  message: string;
  suggestion?: string;
  action?: FixAction;
  severity?: Severity;
  /** Tells findings of one rule apart that stand at no words of their own: a slot's key. */
  key?: string;
  whole?: true;
  field?: string;
};

export type ReportHit = Hit & { view: BlockView };

/** A stretch of text that a field shows, or the place of a field that shows nothing. */
export type FieldSpan = { from: number; to: number; field: Field; value: string };
export type OrdinalSpan = { from: number; to: number; node: Ordinal; label: string };

/** A block, a cell of a table, or a note, as the rules see it. Immutable: what follows from it may be kept beside it. */
export type BlockView = {
  id: string;
  cell?: readonly [row: number, column: number];
  type: 'title' | 'heading' | 'paragraph' | 'signature' | 'annex' | 'cell' | 'note';
  /** Of a note: its id; `id` and `cell` say where its sign stands. */
  note?: string;
  role: string;
  level: HeadingLevel | 0;
  slot: string | undefined;
  runIn: boolean;
  /** The heading's number as it shows, and as it was typed where counting gives another. */
  number: string;
  typedNumber: string | undefined;
  carried: Carried | undefined;
  /** Reading text: fields and ordinals as they show, tracked deletions left out. */
  text: string;
  fields: readonly FieldSpan[];
  ordinals: readonly OrdinalSpan[];
  /** The nodes that are read, in order, with their places in the text. */
  pieces: readonly Piece[];
  /** Its notes, each a text of its own. */
  notes: readonly BlockView[];
};

/** What the rules know of the report as a whole. A change of any of it makes everything be checked anew. */
export type CheckContext = {
  /** Summary year; null where it is not known. */
  year: number | null;
  /** Full name of the unit; '' where it is not known. */
  unit: string;
  template: Template | null;
  variables: Variables;
  lists: CheckLists;
  /** Names of other units in this store: text may have been copied from theirs. */
  otherUnits: readonly string[];
  /** Last year's values by field id. */
  past: Readonly<Record<string, LastValue>>;
};

type Meta = {
  /** Stable: settings and ignored findings refer to it. */
  id: string;
  /** Number in the list of rules that the program began with; null for what came later. */
  no: number | null;
  /** 规则名称 */
  name: string;
  severity: Severity;
  /** The standard or regulation that it follows. */
  source: string;
  /** Wrong → right, for the help page. */
  example: readonly [wrong: string, right: string];
};

/** Looks at one block alone, so that only a changed block is looked at again. */
export type BlockRule = Meta & {
  scope: 'block';
  run: (view: BlockView, context: CheckContext) => readonly Hit[];
};

/** Looks at the report as a whole. What it takes from single blocks should be kept with `perView`. */
export type ReportRule = Meta & {
  scope: 'report';
  run: (views: readonly BlockView[], context: CheckContext) => readonly ReportHit[];
};

export type Rule = BlockRule | ReportRule;
