import type { NoteKind } from '../../../../../shared/document/types.ts';
import { noteSign } from '../../../../../shared/document/notes.ts';
import { tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { TEXT_WIDTH } from '../../../docx/write/layout.ts';
import { walkBlocks } from './blocks.ts';
import { wordsIn } from './found.ts';
import { addForeign, checkAttributes, checkLoose, type Inspection } from './inspection.ts';
import { Walk } from './walk.ts';

/** Words of notes, by id. */
export type Notes = Readonly<Record<NoteKind, Map<string, string>>>;

const NAMES: Readonly<Record<NoteKind, string>> = { foot: '脚注', end: '尾注' };

/** Room around the rule above the notes, in twips. */
const MOST_SPACE = 700;

/** Looks through the notes of one part, and gives their words. */
export function notesIn(inspection: Inspection, root: Tag | null, kind: NoteKind): Map<string, string> {
  const { found } = inspection;
  const notes = new Map<string, string>();
  let count = 0;
  for (const note of tagsOf(root)) {
    found.place = NAMES[kind];
    const { 'w:type': type = 'normal', 'w:id': id = '' } = note.attributes;
    if (note.name !== `w:${kind}note`) {
      addForeign(found, note);
      continue;
    }
    checkAttributes(found, note, ['w:type', 'w:id']);
    checkLoose(found, note);
    if (type !== 'normal') {
      const rule = new Walk(inspection, 'separator');
      walkBlocks(rule, note, { width: TEXT_WIDTH, space: MOST_SPACE });
      if (tagsOf(note).length > 2) found.add('cut', `过高的${NAMES[kind]}分隔线`);
      if (wordsIn(note).trim() !== '') found.add('note', `${wordsIn(note)}（${NAMES[kind]}的分隔线）`);
      continue;
    }
    count += 1;
    found.place = `第${count}条${NAMES[kind]}`;
    const walk = new Walk(inspection, 'note');
    walkBlocks(walk, note, { width: TEXT_WIDTH });
    const signs = walk.shown.filter((one) => typeof one !== 'string');
    if (signs.length !== 1 || signs[0]?.kind !== kind) found.add('note', `${wordsIn(note)}（没有注号）`);
    if (notes.has(id)) found.add('alternative', `${wordsIn(note)}（编号相同）`);
    notes.set(id, walk.shown.filter((one) => typeof one === 'string').join(''));
  }
  found.place = '文件';
  return notes;
}

/** The words of a text with the signs of its notes, and the notes behind it, as the text of an edition has them. */
export function withNotes({ found }: Inspection, shown: Walk['shown'], notes: Notes): string {
  const behind: Record<NoteKind, string[]> = { foot: [], end: [] };
  const asked = new Set<string>();
  let words = '';
  for (const one of shown) {
    if (typeof one === 'string') {
      words += one;
      continue;
    }
    const { kind, id } = one;
    const own = notes[kind].get(id);
    if (own === undefined || asked.has(`${kind} ${id}`)) {
      found.add('note', own ?? `没有内容的${NAMES[kind]}`);
      continue;
    }
    asked.add(`${kind} ${id}`);
    const sign = noteSign(kind, behind[kind].length + 1);
    words += sign;
    behind[kind].push(sign + own);
  }
  for (const kind of ['foot', 'end'] as const)
    for (const [id, own] of notes[kind])
      if (!asked.has(`${kind} ${id}`)) found.add('note', own.trim() || `没有引用的${NAMES[kind]}`);
  return [words, ...behind.foot, ...behind.end].join('\n');
}
