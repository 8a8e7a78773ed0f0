import { Editor, Transforms } from 'slate';

import type { Block } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { createReportEditor, type ReportEditor } from '../../../renderer/editor/create-report-editor.ts';
import { blocksOf } from '../../../renderer/editor/places.ts';

/** The editor of the page without a page. */
export function editorOf(blocks: readonly Block[]): ReportEditor {
  const editor = createReportEditor(blocks, { push: () => undefined, takeBack: () => undefined });
  Editor.normalize(editor, { force: true });
  return editor;
}

/** Puts the caret at an offset of a text, or a selection up to another place. */
export function select(
  editor: Editor,
  path: number[],
  offset: number,
  to: { path: number[]; offset: number } = { path, offset },
): void {
  Transforms.select(editor, { anchor: { path, offset }, focus: to });
}

/** A line a block: its type or level, and what it reads like. */
export function shown(editor: Editor): string[] {
  const blocks = blocksOf(editor);
  const problems = documentProblems(blocks);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return plainTextLines(blocks);
}

function plainTextLines(blocks: readonly Block[]): string[] {
  return blocks.map((block) => {
    const name = block.type === 'heading' ? `h${block.level}` : block.type;
    const text = plainText([block.type === 'heading' ? { ...block, typedNumber: '' } : block]);
    return `${name}: ${text}`;
  });
}
