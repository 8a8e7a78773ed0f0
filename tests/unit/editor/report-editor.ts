import { createEditor, Editor, Transforms, type Point } from 'slate';

import { withReport } from '../../../renderer/editor/create-report-editor.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';
import { isField, isOrdinal, isText } from '../../../shared/document/guards.ts';
import { countingIds } from '../../../shared/document/ids.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
} from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Inline, OrdinalScheme } from '../../../shared/document/types.ts';

const SCHEMES: Record<string, OrdinalScheme> = { 是: 'shi', 要: 'yao', 先: 'shouxian', 第: 'di' };

/**
 * A report in short: `#` a title, `一、` a heading, `@` a signature; `<是>` `<要>` `<先>` `<第>` ordinals (`<!是>` restarts),
 * `[3次]` a field.
 */
export function blocksFrom(lines: readonly string[]): Block[] {
  const ids = countingIds('b');
  return lines.map((line) => {
    if (line.startsWith('#')) return makeTitle(line.slice(1), ids);
    if (line.startsWith('一、')) return makeHeading(1, line.slice(2), undefined, ids);
    if (line.startsWith('@')) return makeSignature('unit', line.slice(1), ids);
    const nodes: Inline[] = [];
    for (const part of line.split(/(<!?[是要先第]>|\[[^\]]*\])/u)) {
      const ordinal = /^<(!?)(.)>$/u.exec(part);
      const field = /^\[(.*?)(\D?)\]$/u.exec(part);
      if (ordinal) nodes.push(makeOrdinal(SCHEMES[ordinal[2] ?? ''], ordinal[1] === '!'));
      else if (field) nodes.push(makeField({ value: field[1] ?? '', unit: field[2] ?? '' }, ids));
      else if (part) nodes.push({ text: part });
    }
    return makeParagraph(nodes, 'body', ids);
  });
}

export type TestEditor = ReturnType<typeof reportEditor>;

export function reportEditor(blocks: readonly Block[]) {
  const editor = withReport(createEditor());
  editor.children = structuredClone(blocks) as never;
  Editor.normalize(editor, { force: true });
  editor.history = { undos: [], redos: [] };
  editor.operations = [];
  return editor;
}

export const editorFrom = (...lines: string[]): TestEditor => reportEditor(blocksFrom(lines));

/** What the report reads like, a line a block. */
export const reads = (editor: Editor): string[] => plainText(blocksOf(editor)).split('\n');

/** The place behind the first `words` of the block; ordinals and fields don't count. */
export function pointAt(editor: Editor, block: number, words: string): Point {
  const { children } = blocksOf(editor)[block] as { children: Inline[] };
  for (const [at, node] of children.entries()) {
    const offset = isText(node) ? node.text.indexOf(words) : -1;
    if (offset >= 0) return { path: [block, at], offset: offset + words.length };
  }
  throw new Error(`no “${words}” in block ${block}`);
}

export function caretAt(editor: Editor, block: number, words: string): void {
  Transforms.select(editor, pointAt(editor, block, words));
}

/** The caret behind the nth ordinal or field of the block. */
export function caretBehindVoid(editor: Editor, block: number, n: number): void {
  const { children } = blocksOf(editor)[block] as { children: Inline[] };
  const voids = children.flatMap((node, at) => (isOrdinal(node) || isField(node) ? [at] : []));
  Transforms.select(editor, { path: [block, (voids[n] ?? 0) + 1], offset: 0 });
}

/** Ends the task: what comes next is another key. */
export const tick = (): Promise<void> => Promise.resolve();
