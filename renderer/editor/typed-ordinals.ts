import { Editor, Node, Path, Point, Range, Transforms, type RangeRef } from 'slate';

import { isOrdinal, isText } from '../../shared/document/guards.ts';
import { fromChineseNumber } from '../../shared/text/chinese-number.ts';
import { makeOrdinal } from '../../shared/document/make.ts';
import type {
  Inline,
  Ordinal,
  OrdinalScheme,
  ParagraphBlock,
  TextLeaf,
} from '../../shared/document/types.ts';
import { ordinalsIn, stretchAround } from './item-places.ts';
import { blockAt, blocksOf, pointAfter } from './places.ts';
import { headingTyped } from './typed-headings.ts';
import { asOneStep, type HistoryStepsEditor } from './with-history-steps.ts';

type Token = { from: number; to: number; scheme: OrdinalScheme; n: number };

/** 第一、 is put right: it takes a comma. */
const LABEL =
  /(?:([一二三四五六七八九十]{1,3})(是|要)|([第其])([一二三四五六七八九十]{1,3})[，、]|(首先|其次|再次)[，、])/u;

/** Ordinals stand at a beginning: of the block, or behind a mark. Elsewhere 一是 is part of 统一是, 之一是. */
const TYPED = new RegExp(`(?<=(?:^|[。；;：:，,、！!？?”」）)])\\s*)${LABEL.source}`, 'gu');

/** Right behind an ordinal. */
const AGAIN = new RegExp(`^${LABEL.source}`, 'u');

/** What may complete an ordinal or the number of a heading (1. before a word): the rest costs a key nothing. */
const COMPLETES = /[是要，、）).．]|^\p{Script=Han}/u;

const WORDS = ['首先', '其次', '再次'];
const COUNTED: Readonly<Record<string, OrdinalScheme>> = { 第: 'di', 其: 'qi' };

/** Stands for a field or an ordinal, so that what follows is not at a beginning. */
const VOID = '\uFFFC';

/**
 * 一是, typed at the beginning of an item, becomes an ordinal, and a wrong 三是 with it gets its right number. A step of
 * its own: one undo brings the typed words back, and then they stay.
 *
 * 首先 may be an adverb: it becomes an ordinal only when 其次 follows.
 */
export function withTypedOrdinals<T extends HistoryStepsEditor>(editor: T): T {
  const { insertText, endComposition } = editor;
  let composed: RangeRef[] = [];
  editor.insertText = (text, options) => {
    insertText(text, options);
    // Within a larger change (a paste, say) nothing is in order yet.
    if (!COMPLETES.test(text) || !Editor.isNormalizing(editor)) return;
    const typed = lastTyped(editor, text.length);
    if (!typed) return;
    // What the input method wrote into the page is still there beside what we draw. Meanwhile the next word may begin.
    if (editor.isComposing()) composed.push(Editor.rangeRef(editor, typed));
    else convertTyped(editor, typed);
  };
  editor.endComposition = () => {
    endComposition();
    const ranges = composed;
    composed = [];
    for (const ref of ranges) {
      const typed = ref.unref();
      if (typed) convertTyped(editor, typed);
    }
  };
  return editor;
}

/** The `length` characters before the caret, where they stand in one text. */
function lastTyped(editor: Editor, length: number): Range | null {
  const { selection } = editor;
  if (!selection || !Range.isCollapsed(selection)) return null;
  const { path, offset } = selection.anchor;
  return { anchor: { path, offset: Math.max(0, offset - length) }, focus: { path, offset } };
}

/** Makes ordinals of the words that the typed range has completed. */
function convertTyped(editor: Editor, typed: Range): void {
  const [start, point] = Range.edges(typed);
  if (!Path.equals(start.path, point.path)) return;
  const found = blockAt(editor, point);
  if (found?.block.type !== 'paragraph' || point.path.length !== 2) return;
  if ((found.block.role ?? 'body') !== 'body') return;
  const leaf = found.block.children[point.path[1] ?? 0];
  if (!isText(leaf) || leaf.del) return;
  if (headingTyped(editor, found.block, point, start.offset)) return;
  if (typedAgain(editor, found.block, point, start.offset)) return;
  const all = tokensBefore(found.block, point);
  const wanted: Planned[] = [];
  for (const token of all) {
    if (token.to > start.offset) wanted.push(...plan(editor, point, token, all, wanted));
  }
  if (wanted.length === 0) return;
  asOneStep(editor, () => {
    // From the last one on, so that the places before stay as they are.
    for (const { token, path, restart } of wanted.toReversed()) {
      convert(editor, path, token, restart);
    }
  });
}

/**
 * 六是, typed right behind the 六是 that Enter has put there, is the same one. 一是 there begins anew. A step of its own, too.
 */
function typedAgain(editor: Editor, block: ParagraphBlock, { path, offset }: Point, from: number): boolean {
  const at = path[1] ?? 0;
  const ordinal = block.children[at - 1];
  if (!isOrdinal(ordinal) || ordinal.del) return false;
  const own = (block.children[at] as TextLeaf).text.slice(0, offset);
  const [token] = tokensIn(AGAIN.exec(own));
  if (!token || token.scheme !== ordinal.scheme || token.to <= from) return false;
  const place = [path[0] ?? 0, at - 1];
  const restarts = token.n === 1 && ordinalBefore(editor, place)?.ordinal.scheme === ordinal.scheme;
  asOneStep(editor, () => {
    editor.apply({ type: 'remove_text', path, offset: 0, text: own.slice(0, token.to) });
    if (restarts) Transforms.setNodes(editor, { restart: true } as object, { at: place, voids: true });
  });
  return true;
}

/** The typed ordinals in the caret's leaf up to the caret. */
function tokensBefore(block: ParagraphBlock, point: Point): Token[] {
  const at = point.path[1] ?? 0;
  const before = block.children.slice(0, at).map((node) => (isText(node) ? node.text : VOID));
  const lead = before.join('');
  const own = (block.children[at] as TextLeaf).text.slice(0, point.offset);
  return tokensOf(lead + own)
    .map((token) => ({ ...token, from: token.from - lead.length, to: token.to - lead.length }))
    .filter(({ from }) => from >= 0);
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TYPED)].flatMap((match) => tokensIn(match));
}

function tokensIn(match: RegExpExecArray | null): Token[] {
  if (!match) return [];
  const { 0: whole, 1: digits, 2: kind, 3: lead, 4: counted, 5: word, index } = match;
  const n = word ? WORDS.indexOf(word) + 1 : fromChineseNumber(digits ?? counted ?? '');
  if (!n) return [];
  const scheme = word ? 'shouxian' : counted ? COUNTED[lead ?? ''] : kind === '是' ? 'shi' : 'yao';
  if (!scheme) return [];
  return [{ from: index, to: index + whole.length, scheme, n }];
}

type Planned = { token: Token; path: Path; restart: boolean };

/** What becomes of a typed ordinal: an ordinal (with 其次 also the 首先 before it), or nothing. */
function plan(
  editor: Editor,
  point: Point,
  token: Token,
  tokens: readonly Token[],
  planned: readonly Planned[],
): Planned[] {
  const before = ordinalBefore(editor, point.path);
  const here = { token, path: point.path, restart: false };
  if (planned.at(-1)?.token.scheme === token.scheme) return [{ ...here, restart: token.n === 1 }];
  if (token.scheme === 'shouxian') {
    if (token.n === 1) return [];
    if (before?.ordinal.scheme === 'shouxian') return [here];
    const first = firstOfPair(editor, point, tokens);
    return first ? [first, here] : [];
  }
  if (token.n === 1) {
    const goesOn = before?.ordinal.scheme === token.scheme && before.block === point.path[0];
    const led = /[：:]\s*$/u.test(textBefore(editor, point.path, token.from));
    return [{ ...here, restart: before?.ordinal.scheme === token.scheme && (!goesOn || led) }];
  }
  // Left as text a moment ago, or a saying: 一是一，二是二.
  if (!before && isLoose(editor, point.path, token, tokens)) return [];
  // A run that another one has interrupted can't be counted on: 二是 would turn into 一是.
  if (before && before.ordinal.scheme !== token.scheme && before.schemes.has(token.scheme)) return [];
  return [here];
}

/** A second or third where no first stands: behind a comma, or where the first was left as text. */
function isLoose(editor: Editor, path: Path, token: Token, tokens: readonly Token[]): boolean {
  const typedBefore = tokens.some(({ scheme, to }) => scheme === token.scheme && to <= token.from);
  return typedBefore || /[，,、]\s*$/u.test(textBefore(editor, path, token.from));
}

type Before = { ordinal: Ordinal; block: number; schemes: Set<OrdinalScheme> };

/** The ordinal before the place in the same stretch, and how those before it are counted. */
function ordinalBefore(editor: Editor, [index = 0, inline = 0]: Path): Before | null {
  const blocks = blocksOf(editor);
  const { from } = stretchAround(blocks, index);
  let last: { ordinal: Ordinal; block: number } | null = null;
  const schemes = new Set<OrdinalScheme>();
  for (let block = from; block <= index; block += 1) {
    for (const at of ordinalsIn(blocks[block])) {
      if (block === index && at >= inline) break;
      const ordinal = (blocks[block] as ParagraphBlock).children[at] as Ordinal;
      schemes.add(ordinal.scheme);
      last = { ordinal, block };
    }
  }
  return last && { ...last, schemes };
}

function textBefore(editor: Editor, path: Path, offset: number): string {
  const { children } = blocksOf(editor)[path[0] ?? 0] as ParagraphBlock;
  const lead = children.slice(0, path[1]).map((node: Inline) => (isText(node) ? node.text : VOID));
  return lead.join('') + (children[path[1] ?? 0] as TextLeaf).text.slice(0, offset);
}

/** The 首先 that the 其次 at the caret goes with: in the same text, with no ordinal between. */
function firstOfPair(editor: Editor, point: Point, tokens: readonly Token[]): Planned | null {
  const own = tokens.findLast(({ scheme, n, to }) => scheme === 'shouxian' && n === 1 && to < point.offset);
  if (own) return { token: own, path: point.path, restart: false };
  const block = blocksOf(editor)[point.path[0] ?? 0] as ParagraphBlock;
  for (let at = (point.path[1] ?? 0) - 1; at >= 0; at -= 1) {
    const node = block.children[at];
    if (!isText(node)) continue;
    const path = [point.path[0] ?? 0, at];
    const first = tokensBefore(block, { path, offset: node.text.length }).findLast(
      ({ scheme, n }) => scheme === 'shouxian' && n === 1,
    );
    if (first) return { token: first, path, restart: false };
  }
  return null;
}

function convert(editor: Editor, path: Path, token: Token, restart: boolean): void {
  const { text, ...marks } = Node.get(editor, path) as TextLeaf;
  const caret = editor.selection?.anchor;
  const atEnd = caret !== undefined && Point.equals(caret, { path, offset: token.to });
  const ordinal = { ...makeOrdinal(token.scheme, restart), ...marks };
  const typed = text.slice(token.from, token.to);
  Editor.withoutNormalizing(editor, () => {
    editor.apply({ type: 'remove_text', path, offset: token.from, text: typed });
    Transforms.insertNodes(editor, ordinal, { at: { path, offset: token.from }, select: atEnd });
  });
  const inside = editor.selection?.anchor.path;
  if (atEnd && inside?.length === 3) {
    Transforms.select(editor, pointAfter(inside.slice(0, -1)));
  }
}
