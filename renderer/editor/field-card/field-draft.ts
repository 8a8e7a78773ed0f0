import { isCutoff } from '../../../shared/figures/approx.ts';
import { fieldKind, type FieldKind } from '../../../shared/document/field-kinds.ts';
import { fieldUnit, fieldValue, lastText, withUnit } from '../../../shared/document/field-text.ts';
import type { Field, Sensitivity, Variables } from '../../../shared/document/types.ts';
import { readFigure } from '../../../shared/figures/parse-figure.ts';
import { clashWithUnit, typedFigure, typedName } from '../../../shared/structure/typed-figure.ts';
import { changeWords } from '../../../shared/figures/change-words.ts';

/** What stands in the boxes of a field's card, as typed. */
export type FieldDraft = {
  value: string;
  unit: string;
  label: string;
  kind: FieldKind;
  sensitivity: Sensitivity;
  /** 约, 近 …; '' for an exact figure. */
  approx: string;
  /** 11月底 or 截至11月底; '' for none. */
  cutoff: string;
  /** Key of the template's indicator; '' for none. */
  indicator: string;
};

/** The card of this field before anything is typed. */
export function draftOf(field: Field, variables: Variables): FieldDraft {
  return {
    value: fieldValue(field, variables),
    unit: fieldUnit(field, variables),
    label: field.label,
    kind: field.kind,
    sensitivity: field.sensitivity,
    approx: field.approx ?? '',
    cutoff: field.cutoff ?? '',
    indicator: field.indicator ?? '',
  };
}

/** What of the field is another when the draft is filled in; empty where all stays. Not for what is the same everywhere. */
export function changesOf(draft: FieldDraft, field: Field): Partial<Field> {
  const isFigure = fieldKind(draft.kind).figure;
  const typed = isFigure ? typedFigure(draft.value, draft.unit.trim()) : typedWords(draft, field);
  const until = fullCutoff(draft.cutoff);
  const wanted = {
    value: typed.value,
    unit: typed.unit,
    label: draft.label.trim(),
    kind: draft.kind,
    sensitivity: draft.sensitivity,
    // What was typed with the value says more than the buttons.
    approx: isFigure ? typed.approx || draft.approx || undefined : undefined,
    cutoff: isFigure && isCutoff(until) ? until : undefined,
    indicator: draft.indicator || undefined,
  };
  const changed = Object.entries(wanted).filter(([key, next]) => field[key as keyof typeof wanted] !== next);
  return Object.fromEntries(changed) as unknown as Partial<Field>;
}

/** What stands there already is left alone: 中村 before 村 may be a name. */
function typedWords({ value, unit }: FieldDraft, field: Field) {
  const text = value.trim();
  const name = text === field.value ? text : typedName(text, { ...field, unit: unit.trim() });
  return { value: name, unit: unit.trim(), approx: undefined };
}

/** The value of what is the same everywhere, with the unit that belongs to it; null where it stays. */
export function variableOf(draft: FieldDraft, field: Field, variables: Variables): string | null {
  const text = draft.value.trim();
  if (text === fieldValue(field, variables)) return null;
  const suffix = (field.unitPlace ?? 'after') === 'after' ? fieldUnit(field, variables) : '';
  return text && suffix && !text.endsWith(suffix) ? text + suffix : text;
}

export type Hint = { text: string; tone: '' | 'warn' };

const say = (text: string): Hint => ({ text, tone: '' });
const warn = (text: string): Hint => ({ text, tone: 'warn' });

/** What the card says below the value: last year's and the change, how it will read, or what is wrong with it. */
export function hintOf(draft: FieldDraft, field: Field): Hint {
  if (field.variable !== undefined) return say('全文通用，改一处，处处都改。');
  const { last } = field;
  const before = last ? `${last.year}年 ${lastText(field, last)}` : '';
  if (!fieldKind(draft.kind).figure || !draft.value.trim()) return say(before);
  const until = fullCutoff(draft.cutoff);
  if (until && !isCutoff(until)) return warn('“截至”写到月、日或“目前”，如 11月底。');
  const typed = typedFigure(draft.value, draft.unit.trim());
  const reading = readFigure(typed.value);
  if (!reading.ok) return warn(reading.why);
  const clash = clashWithUnit(typed.value, typed.unit);
  if (clash !== null) return warn(clash);
  const qualified = typed.approx ?? draft.approx;
  const reads = withUnit({ ...field, unit: typed.unit, approx: qualified, cutoff: until }, typed.value);
  if (qualified || until || typed.value !== draft.value.trim())
    return say(`写作“${reads}”${before && `；${before}`}`);
  const words = last
    ? changeWords({ value: typed.value, unit: typed.unit }, { value: last.value, unit: last.unit })
    : null;
  return say(words === null ? before : `${before}，${words}`);
}

/** `11月底` is 截至11月底. */
function fullCutoff(typed: string): string {
  const text = typed.trim();
  return text && !text.startsWith('截至') ? `截至${text}` : text;
}
