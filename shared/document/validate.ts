import { isApprox, isCutoff } from '../figures/approx.ts';
import { hasOwnId, isField, isInlineVoid, isOrdinal, isText } from './guards.ts';
import { isLabelOf, isOrdinalMark } from './ordinals.ts';
import { shapeProblems } from './shape.ts';
import { soundSpans } from './table-grid.ts';
import type { Block, Inline, ReportDocument } from './types.ts';

/**
 * What is wrong with a document, a line each; empty for a valid one. The same rules that the normaliser
 * establishes, written a second time on purpose: tests hold the two against each other, and the store
 * refuses what breaks them.
 */
export function documentProblems(blocks: readonly Block[]): string[] {
  const problems: string[] = [];
  const ids = new Set<string>();
  const useId = (id: unknown, where: string): void => {
    if (typeof id !== 'string' || id === '') problems.push(`${where}: no id`);
    else if (ids.has(id)) problems.push(`${where}: id ${id} is used twice`);
    else ids.add(id);
  };
  const checkInlines = (nodes: readonly Inline[], where: string): void => {
    if (!isText(nodes[0]) || !isText(nodes.at(-1)))
      problems.push(`${where}: does not begin and end with text`);
    nodes.forEach((node, index) => {
      const at = `${where}.${index}`;
      if ((node.fmt === undefined) !== (node.was === undefined))
        problems.push(`${at}: a change of formats without what was before`);
      if (isText(node)) {
        return;
      }
      if (!isInlineVoid(node)) {
        problems.push(`${at}: not an inline node`);
        return;
      }
      if (!isText(nodes[index + 1])) problems.push(`${at}: two voids side by side`);
      if (node.children.length !== 1 || node.children[0]?.text !== '')
        problems.push(`${at}: words inside a void`);
      if (isOrdinal(node)) {
        if (node.typed !== undefined && !isLabelOf(node.scheme, node.typed))
          problems.push(`${at}: not a label`);
        if (node.mark !== undefined && !isOrdinalMark(node.mark)) problems.push(`${at}: not a label's mark`);
      }
      if (hasOwnId(node)) useId(node.id, at);
      if (isField(node)) {
        if (node.approx !== undefined && !isApprox(node.approx))
          problems.push(`${at}: not a word for how exact it is`);
        if (node.cutoff !== undefined && !isCutoff(node.cutoff)) problems.push(`${at}: not a cut-off`);
      }
    });
  };
  if (blocks.length === 0) problems.push('no block');
  const misshapen = blocks.flatMap((block, index) => shapeProblems(block, `${index}`));
  // The rules below take the shape for granted.
  if (misshapen.length > 0) return misshapen;
  let titles = 0;
  blocks.forEach((block, index) => {
    const where = `${index}`;
    useId(block.id, where);
    switch (block.type) {
      case 'title':
        titles += 1;
        if (titles > 1) problems.push(`${where}: a second title`);
        break;
      case 'heading':
        if (![1, 2, 3, 4].includes(block.level)) problems.push(`${where}: level ${String(block.level)}`);
        break;
      case 'paragraph':
      case 'signature':
      case 'annex':
        break;
      case 'table': {
        const width = block.children[0]?.children.length ?? 0;
        if (width === 0) problems.push(`${where}: empty table`);
        if (block.columns !== undefined && block.columns.length !== width)
          problems.push(`${where}: ${block.columns.length} columns described, not ${width}`);
        block.children.forEach((row, r) => {
          if (row.children.length !== width)
            problems.push(`${where}.${r}: ${row.children.length} cells, not ${width}`);
          row.children.forEach((cell, c) => checkInlines(cell.children, `${where}.${r}.${c}`));
        });
        for (const { row, column } of soundSpans(block.children))
          problems.push(`${where}.${row}.${column}: spans what it can't`);
        return;
      }
      default:
        problems.push(`${where}: unknown block type`);
        return;
    }
    if (
      block.type !== 'paragraph' &&
      block.pDel === undefined &&
      block.children.some((node) => 'type' in node && node.type === 'ordinal' && node.del === undefined)
    ) {
      problems.push(`${where}: an item outside the body`);
    }
    checkInlines(block.children, where);
  });
  return problems;
}

export function isValidDocument(document: ReportDocument): boolean {
  return documentProblems(document.blocks).length === 0;
}
