import { Editor, Transforms } from 'slate';

import { makeAnnex, makeField, makeParagraph, makeSignature } from '../../shared/document/make.ts';
import type { Block, ParagraphRole } from '../../shared/document/types.ts';
import { unitSuffix } from '../../shared/document/unit-name.ts';
import { blocksOf } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

export type Part = Exclude<ParagraphRole, 'body' | 'caption' | 'measure'>;

/**
 * Puts in the addressee (主送机关), document number (发文字号) or attachments note (附件说明) where the official layout
 * has it; where the report has one, the caret goes there instead.
 */
export function insertPart(editor: Editor, part: Part): void {
  const blocks = blocksOf(editor);
  const there = blocks.findLastIndex((block) => block.type === 'paragraph' && block.role === part);
  if (there >= 0) {
    Transforms.select(editor, Editor.end(editor, [there]));
    return;
  }
  const index = placeOf(part, blocks);
  asOneStep(editor, () => {
    Transforms.insertNodes(editor, makeParagraph(part === 'attachment' ? '附件：' : '', part), {
      at: [index],
    });
    Transforms.select(editor, Editor.end(editor, [index]));
  });
}

/** The number above the title, the addressee below it, the attachments before the signature (GB/T 9704-2012, 7.2–7.3). */
function placeOf(part: Part, blocks: readonly Block[]): number {
  const title = blocks.findIndex((block) => block.type === 'title');
  if (part === 'docnumber') return Math.max(0, title);
  if (part === 'addressee') return title + 1;
  return signatureStart(blocks);
}

/** Before the signature of the report; one within an annex is the annex's own. */
function signatureStart(blocks: readonly Block[]): number {
  const at = blocks.findIndex((block) => block.type === 'signature' || block.type === 'annex');
  return at < 0 ? blocks.length : at;
}

/** Where the annexes begin: the end of the report where there are none. */
function annexStart(blocks: readonly Block[]): number {
  const at = blocks.findIndex((block) => block.type === 'annex');
  return at < 0 ? blocks.length : at;
}

/** Puts a new annex (附件) behind the signature and the other annexes; the caret goes into its title. */
export function insertAnnex(editor: Editor): void {
  const index = blocksOf(editor).length;
  asOneStep(editor, () => {
    Transforms.insertNodes(editor, makeAnnex(), { at: [index] });
    Transforms.select(editor, Editor.start(editor, [index]));
  });
}

/** Unit and date of the signature as they are; null where there is no such block. */
export function signatureOf(blocks: readonly Block[]): { unit: number | null; date: number | null } {
  const find = (role: 'unit' | 'date'): number | null => {
    const at = blocks
      .slice(0, annexStart(blocks))
      .findIndex((block) => block.type === 'signature' && block.role === role);
    return at < 0 ? null : at;
  };
  return { unit: find('unit'), date: find('date') };
}

/**
 * Puts the signature (落款) at the end of the report, or its missing half; a date that is given takes the place of the
 * one that is there.
 * @param unit full name of the unit, for what it is called
 * @param date as it is to be printed; '' leaves it to be filled in
 */
export function insertSignature(editor: Editor, unit: string, date: string): void {
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      const there = signatureOf(blocksOf(editor));
      if (there.unit === null) {
        const at = there.date ?? annexStart(blocksOf(editor));
        Transforms.insertNodes(editor, makeSignature('unit', [unitField(unit)]), { at: [at] });
      }
      const { date: at } = signatureOf(blocksOf(editor));
      if (at === null) {
        const end = (signatureOf(blocksOf(editor)).unit ?? annexStart(blocksOf(editor)) - 1) + 1;
        Transforms.insertNodes(editor, makeSignature('date', [dateField(date)]), { at: [end] });
      } else if (date) {
        Transforms.removeNodes(editor, { at: [at] });
        Transforms.insertNodes(editor, makeSignature('date', [dateField(date)]), { at: [at] });
      }
    });
    const { date: at } = signatureOf(blocksOf(editor));
    if (at !== null) Transforms.select(editor, Editor.end(editor, [at]));
  });
}

function unitField(unit: string) {
  const props = { kind: 'place', unit: unitSuffix(unit), variable: 'unit', label: '单位名称' } as const;
  return makeField({ ...props, sensitivity: 'internal' });
}

function dateField(value: string) {
  return makeField({ kind: 'date', label: '成文日期', value, sensitivity: 'public' });
}
