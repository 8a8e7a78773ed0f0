import type { IParagraphOptions } from 'docx';

import { PARAGRAPH_ROLES, type BlockForm } from '../../../../shared/document/types.ts';
import type { CopyBlock, CopyRun } from '../../../../shared/edition/review-copy.ts';
import { breakCarriers, SLOTS } from '../../../../shared/merge/break-marks.ts';
import { annexTitleForm, HEADINGS, paragraphForm, titleForm } from './forms.ts';

export type TextBlock = Extract<CopyBlock, { type: 'text' }>;
export type TableBlock = Extract<CopyBlock, { type: 'table' }>;

/** A change of a paragraph's mark, or of a line of a table. */
export type Mark = { ins?: string; del?: string };

/** The marks of what came and of what went. */
export const markOf = (ins: string | undefined, del: string | undefined): Mark => ({
  ...(ins ? { ins } : {}),
  ...(del ? { del } : {}),
});

/** The mark at the end of each paragraph. */
export function marksOf(blocks: readonly CopyBlock[]): Mark[] {
  const marks = blocks.map((): Mark => ({}));
  const plain = blocks.map((block) =>
    block.type === 'table' ? { table: true, runs: [] } : { ...block, table: false },
  );
  for (const slot of SLOTS) {
    breakCarriers(plain, slot).forEach((carrier, index) => {
      const revision = blocks[index]?.[slot === 'ins' ? 'pIns' : 'pDel'];
      const mark = marks[carrier];
      if (mark && revision !== undefined) mark[slot] = revision;
    });
  }
  return marks;
}

/** A caption goes with the table below it, an image with its caption. */
export function isNamed(block: TextBlock, next: CopyBlock | undefined): boolean {
  const isText = next?.type === 'text';
  if (block.form.role === 'caption')
    return next?.type === 'table' || (isText && next.form.role === 'measure');
  return isText && next.form.role === 'caption' && block.runs.some(({ image }) => image !== undefined);
}

/** How a block of this form looks. */
export function formOf(
  form: BlockForm,
  text: string,
  { first, last }: { first: boolean; last: boolean },
): IParagraphOptions {
  if (form.type === 'title') return titleForm(text, false);
  if (form.type === 'heading') return { heading: HEADINGS[form.level ?? 1] };
  if (form.type === 'annex') return annexTitleForm(text);
  const role = PARAGRAPH_ROLES.find((one) => one === form.role);
  return paragraphForm(role ?? 'body', text, first, last);
}

/** A heading's number stands or falls with its words. */
export function numberRuns(block: TextBlock): CopyRun[] {
  if (!block.number) return [];
  const [first] = block.runs;
  const gone = block.runs.length > 0 && block.runs.every(({ del }) => del !== undefined);
  return [
    {
      text: block.number,
      ...(block.pIns && first?.ins ? { ins: first.ins } : {}),
      ...(gone && first?.del ? { del: first.del } : {}),
      threads: [],
    },
  ];
}

/** What a block reads with everything accepted. */
export function textOf(block: TextBlock): string {
  return block.runs.map((run) => (run.del ? '' : run.text)).join('');
}

/** Whether a block is this line of the signature. */
export function isRole(block: CopyBlock | undefined, role: 'unit' | 'date'): block is TextBlock {
  return block?.type === 'text' && block.form.type === 'signature' && block.form.role === role;
}

/** What the line of the signature reads with everything accepted. */
export function finalText(blocks: readonly CopyBlock[], role: 'unit' | 'date'): string {
  const block = blocks.find((one) => isRole(one, role));
  return block && isRole(block, role) ? textOf(block) : '';
}

/** All runs of the text and of the tables. */
export function runsIn(blocks: readonly CopyBlock[]): CopyRun[] {
  return blocks.flatMap((block) =>
    block.type === 'table'
      ? block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.runs))
      : block.runs,
  );
}
