import type { FieldKind } from '../document/field-kinds.ts';
import { inlinesOf, isField } from '../document/guards.ts';
import { fieldUnit, fieldValue, withUnit } from '../document/field-text.ts';
import { joinCells } from '../document/reading.ts';
import type { ReportDocument, Variables } from '../document/types.ts';
import type { Template } from '../template/schema.ts';
import { textOfRuns, toEdition } from './gate.ts';
import { hidesField, isHiddenIn, type EditionPolicy } from './mask.ts';
import { findNames } from './names.ts';
import { findPersonalData, type Place } from './personal-data.ts';
import { hiddenBlocks } from './secrecy.ts';
import { textOfNote } from '../document/notes.ts';
import type { EditionBlock } from './types.ts';
import { runsIn } from './write-text.ts';
import { gradesSpokenOf, marksInLine } from '../text/secrecy-marks.ts';

/**
 * Why a text looks like a secret: a value that is masked elsewhere, a person's name, a telephone number, an identity
 * card, a bank card, a unit's credit code (统一社会信用代码), a number plate, an e-mail address, a postal address, words
 * that say that the text is internal (内部资料，不得外传) or speak of a classified document (绝密级文件).
 */
/** How a person calls it, and the field that hides it: of which kind and by which name. */
type LeftoverFacts = { name: string; field: { kind: FieldKind; label: string } };

export const LEFTOVERS = {
  value: { name: '别处已隐去', field: { kind: 'organisation', label: '名称' } },
  name: { name: '人名', field: { kind: 'person', label: '姓名' } },
  phone: { name: '电话', field: { kind: 'organisation', label: '电话' } },
  'id-number': { name: '身份证号', field: { kind: 'organisation', label: '身份证号' } },
  'bank-card': { name: '银行卡号', field: { kind: 'organisation', label: '银行卡号' } },
  'credit-code': { name: '统一社会信用代码', field: { kind: 'organisation', label: '信用代码' } },
  plate: { name: '车牌号', field: { kind: 'organisation', label: '车牌号' } },
  email: { name: '电子邮箱', field: { kind: 'organisation', label: '电子邮箱' } },
  address: { name: '住址', field: { kind: 'place', label: '住址' } },
  mark: { name: '内部或涉密字样', field: { kind: 'organisation', label: '标志' } },
} as const satisfies Record<string, LeftoverFacts>;

export type LeftoverKind = keyof typeof LEFTOVERS;

// A record of ours has the keys that its type names.
export const LEFTOVER_KINDS = Object.keys(LEFTOVERS) as LeftoverKind[];

/** Text of the public edition that still looks like a secret. */
export type Leftover = {
  kind: LeftoverKind;
  block: string;
  /** As it would be printed. */
  text: string;
  /** Place in the block's text in the public edition, without the heading's number. */
  at: number;
  /** What stands around it, to judge by. */
  before: string;
  after: string;
  /** The same is masked in other places of the report. */
  masked: boolean;
  /** It stands in a note or is said of an image of that block: `at` is the place there. */
  inNote?: true;
};

/** Characters shown on either side of a find. */
const AROUND = 12;

/**
 * What somebody should look at before the public edition leaves the house: plain text is printed as it was typed,
 * and may repeat what a field beside it hides. Errs on the side of asking.
 */
export function findLeftovers(
  document: ReportDocument,
  variables: Variables,
  template: Template | undefined,
  policy: EditionPolicy,
): Leftover[] {
  const secrets = secretWords(document, variables, policy);
  const source = { document, variables, year: 0, unit: variables['unit'] ?? '', state: 'drafting' as const };
  const { blocks } = toEdition(source, template, 'public', policy);
  const texts = blocks.flatMap((block) => [
    { id: block.id, text: textOfBlock(block), inNote: false },
    ...runsIn(block).flatMap(({ note, image }) => [
      ...(note ? [{ id: block.id, text: textOfNote(note.body), inNote: true }] : []),
      ...(image?.alt ? [{ id: block.id, text: image.alt, inNote: true }] : []),
    ]),
  ]);
  // Whoever is named beside an office in one place is a person in all others.
  const people = new Set(texts.flatMap(({ text }) => findNames(text).map((name) => name.text)));

  return texts.flatMap(({ id, text, inNote }) => {
    const found: { kind: LeftoverKind; place: Place }[] = [];
    const add = (kind: LeftoverKind, places: readonly Place[]): void => {
      for (const place of places) found.push({ kind, place });
    };
    add('value', findWords(text, secrets));
    add('name', findWords(text, people));
    add('mark', [...internalMarksIn(text), ...gradesSpokenOf(text)]);
    for (const { kind, ...place } of findPersonalData(text)) found.push({ kind, place });
    return withoutCovered(found)
      .sort((a, b) => a.place.at - b.place.at)
      .map(({ kind, place }) => ({
        kind,
        block: id,
        ...place,
        before: text.slice(Math.max(0, place.at - AROUND), place.at),
        after: text.slice(place.at + place.text.length, place.at + place.text.length + AROUND),
        masked: kind === 'value',
        ...(inNote ? { inNote: true as const } : {}),
      }));
  });
}

const internalMarksIn = (text: string): Place[] =>
  marksInLine(text, false).flatMap(({ kind, from, to }) =>
    kind === 'internal' ? [{ text: text.slice(from, to), at: from }] : [],
  );

function textOfBlock(block: EditionBlock): string {
  if (block.type === 'table')
    return joinCells(block.rows.map((row) => row.cells.map(({ runs }) => textOfRuns(runs))));
  return textOfRuns(block.runs) + (block.type === 'heading' ? textOfRuns(block.runIn ?? []) : '');
}

/** The words that the public edition hides, as they might have been typed again. */
function secretWords(document: ReportDocument, variables: Variables, policy: EditionPolicy): Set<string> {
  const words = new Set<string>();
  const hidden = hiddenBlocks(document.blocks);
  for (const block of document.blocks) {
    for (const node of inlinesOf(block)) {
      if (!isField(node) || node.del) continue;
      const secret = node.secret || hidden.has(block.id) || hidesField(node, 'public', policy);
      if (!secret) continue;
      const value = fieldValue(node, variables);
      const unit = fieldUnit(node, variables);
      // A bare number stands for anything (12次, 12月); only with its unit does it say what is hidden.
      const word = /^[\d.,，]+$/.test(value)
        ? withUnit({ unit, unitPlace: node.unitPlace ?? 'after' }, value)
        : value;
      if (Array.from(word).length > 1 && word !== unit) words.add(word);
    }
  }
  for (const [key, value] of Object.entries(variables)) {
    if (isHiddenIn('public', policy.variable(key)) && Array.from(value).length > 1) words.add(value);
  }
  return words;
}

function findWords(text: string, words: ReadonlySet<string>): Place[] {
  const places: Place[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      // 12次 is not in 112次.
      const inNumber = /^[\d.]/.test(word) && /[\d.]/.test(text[at - 1] ?? '');
      if (!inNumber) places.push({ text: word, at });
    }
  }
  return places;
}

/** A longer find covers the shorter ones in it (青禾镇 and 青禾), and what is masked elsewhere the same text as a name. */
function withoutCovered<F extends { kind: LeftoverKind; place: Place }>(found: readonly F[]): F[] {
  const covers = (a: F, b: F): boolean => {
    const inside =
      a.place.at <= b.place.at && a.place.at + a.place.text.length >= b.place.at + b.place.text.length;
    return inside && (a.place.text.length > b.place.text.length || found.indexOf(a) < found.indexOf(b));
  };
  return found.filter((one) => !found.some((other) => other !== one && covers(other, one)));
}
