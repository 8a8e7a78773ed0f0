import { Editor, Element, Node, Path, Range, Text, Transforms } from 'slate';

import type { Edition } from '../../shared/contract/methods.ts';
import { isField, isOrdinal } from '../../shared/document/guards.ts';
import { headingLabels } from '../../shared/document/numbering.ts';
import { ordinalLabels } from '../../shared/document/ordinals.ts';
import { fieldText } from '../../shared/document/plain-text.ts';
import { hidesField, maskedField, sensitivityOf, type EditionPolicy } from '../../shared/edition/mask.ts';
import { hiddenBlocks } from '../../shared/edition/secrecy.ts';
import type { Variables } from '../../shared/document/types.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

export type CopyOptions = {
  variables: Variables;
  /** The edition on show: what it does not print is not copied. */
  edition: Edition;
  policy: EditionPolicy;
};

/** What the selection reads like, a line a block: with numbers, item labels and figures, in the edition on show. */
export function textOfSelection(editor: Editor, range: Range, options: CopyOptions): string {
  const blocks = blocksOf(editor);
  const isPublic = options.edition === 'public';
  const hidden = isPublic ? hiddenBlocks(blocks) : new Set<string>();
  const labels = ordinalLabels(blocks, isPublic ? hidden : undefined);
  const numbers = headingLabels(blocks.filter((block) => !hidden.has(block.id)));
  const [start, end] = Range.edges(range);
  const lines: string[] = [];
  for (let index = start.path[0] ?? 0; index <= (end.path[0] ?? 0); index += 1) {
    const block = blocks[index];
    if (!block || hidden.has(block.id)) continue;
    // The number belongs to the heading as a whole: it comes along when the heading's beginning does.
    const whole = index > (start.path[0] ?? 0) || Editor.isStart(editor, start, [index]);
    let line = whole ? (numbers.get(block.id) ?? '') : '';
    let cell: Path | null = null;
    for (const [node, path] of Node.nodes(editor, { from: [index], to: [index] })) {
      if (path[0] !== index) break;
      if (Path.isBefore(path, start.path) && !Path.isAncestor(path, start.path)) continue;
      if (Path.isAfter(path, end.path)) break;
      if (Element.isElement(node) && (node as { type?: string }).type === 'table-cell') {
        if (cell) line += Path.equals(Path.parent(cell), Path.parent(path)) ? '\t' : '\n';
        cell = path;
      } else if (isPublic && (node as { secret?: true }).secret) continue;
      else if (isOrdinal(node)) line += labels.get(node) ?? '';
      else if (isField(node)) {
        const secret = hidesField(node, options.edition, options.policy);
        line += secret
          ? maskedField(node, options.variables, options.policy.mask)
          : fieldText(node, options.variables);
      } else if (Text.isText(node)) {
        const from = Path.equals(path, start.path) ? start.offset : 0;
        const to = Path.equals(path, end.path) ? end.offset : node.text.length;
        line += node.text.slice(from, to);
      }
    }
    lines.push(line);
  }
  return lines.join('\n');
}

/** Fills the clipboard: text for everybody, and the nodes for ourselves unless the public edition is on show. */
export function copySelection(editor: Editor, data: DataTransfer, options: CopyOptions): void {
  const { selection } = editor;
  if (!selection || Range.isCollapsed(selection)) return;
  const text = textOfSelection(editor, selection, options);
  data.setData('text/plain', text);
  if (options.edition === 'public') return;
  const fragment = JSON.stringify(
    Editor.fragment(editor, selection).map((node) => withoutSecretValues(node, options)),
  );
  data.setData('application/x-slate-fragment', btoa(encodeURIComponent(fragment)));
}

/** The node as another program might read it: a value that no edition prints stays here. */
function withoutSecretValues<N extends Node>(node: N, options: CopyOptions): N {
  if (isField(node))
    return sensitivityOf(node, options.policy) === 'secret'
      ? ({ ...node, value: '', last: undefined } as unknown as N)
      : node;
  if (Text.isText(node)) return node;
  return { ...node, children: node.children.map((child) => withoutSecretValues(child, options)) };
}

/** Text from elsewhere: the first line goes in at the caret, each further one begins a paragraph. One step. */
export function pasteText(editor: Editor, text: string): void {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split(/[\n\r\u2028\u2029]/)
    .map((line) => cleanLine(line));
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (editor.selection && Range.isExpanded(editor.selection)) editor.deleteFragment();
      lines.forEach((line, at) => {
        if (at > 0) Transforms.splitNodes(editor, { always: true });
        if (line) editor.insertText(line);
      });
    });
  });
}

/** Tabs become spaces; control characters, which Word refuses, and invisible marks of web pages go. */
function cleanLine(line: string): string {
  let clean = '';
  for (const char of line.replaceAll('\t', ' ')) {
    if (char >= ' ' && char !== '\u200B' && char !== '\uFEFF') clean += char;
  }
  return clean;
}
