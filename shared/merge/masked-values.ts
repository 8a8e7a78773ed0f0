import { FIELD_KINDS } from '../document/field-kinds.ts';
import type { Field, InlineVoid } from '../document/types.ts';
import { copied } from './revive.ts';
import { stricter } from './sent-lines.ts';
import type { Said } from './tokens-of-runs.ts';

/** A bare figure of fewer digits stands in any report. */
const DIGITS = 3;
/** And so does one of fewer digits with its unit, unless the field was taken out in the same copy. */
const DIGITS_WITH_UNIT = 2;
const WORDS = 2;

/**
 * Values of fields that are not public, looked for in words that came: what stood in such a field and stands as words
 * elsewhere in the copy is a field again, with the strictest of what was said of that value. Which figure it is can only
 * be said where one field alone had it, and was taken out.
 */
export class MaskedValues {
  readonly #byText = new Map<string, Field[]>();
  readonly #isCut: (field: string) => boolean;
  readonly #longest: number;

  /** @param isCut whether the field was taken out in the copy */
  constructor(fields: readonly Field[], isCut: (field: string) => boolean) {
    this.#isCut = isCut;
    for (const field of fields) {
      if (field.sensitivity === 'public' || field.variable !== undefined || field.computed) continue;
      for (const text of this.#textsOf(field))
        this.#byText.set(text, [...(this.#byText.get(text) ?? []), field]);
    }
    this.#longest = Math.max(0, ...[...this.#byText.keys()].map((text) => Array.from(text).length));
  }

  #textsOf({ id, kind, value, unit, unitPlace }: Field): string[] {
    if (value === '') return [];
    if (FIELD_KINDS[kind].value === 'words') return Array.from(value).length >= WORDS ? [value] : [];
    const digits = value.replaceAll(/\D/g, '').length;
    const full = unitPlace === 'before' ? unit + value : value + unit;
    const isTelling = digits >= (unit === '' ? DIGITS : DIGITS_WITH_UNIT) || (unit !== '' && this.#isCut(id));
    return [...(isTelling ? [full] : []), ...(digits >= DIGITS && unit !== '' ? [value] : [])];
  }

  /** The stretch with fields in the place of words that are such values. */
  withFields<T extends Said>(run: readonly T[]): T[] {
    if (this.#longest === 0) return [...run];
    const out: T[] = [];
    for (let at = 0; at < run.length;) {
      const found = this.#at(run, at);
      if (!found) {
        out.push(run[at] as T);
        at += 1;
        continue;
      }
      const group = run.slice(at, at + found.length);
      const comments = [...new Set(group.flatMap((one) => one.comments))];
      const node = copied(found.node, run[at]?.token);
      out.push({ ...(run[at] as T), token: { is: 'void', node }, comments, masked: true });
      at += found.length;
    }
    return out;
  }

  #at(run: readonly Said[], at: number): { node: InlineVoid; length: number } | null {
    let text = '';
    let best: { node: InlineVoid; length: number } | null = null;
    for (let to = at; to < run.length && to - at < this.#longest; to += 1) {
      const token = run[to]?.token;
      if (token?.is !== 'char') break;
      text += token.text;
      const fields = this.#byText.get(text);
      if (fields && isFree(charAt(run, at - 1), text, charAt(run, to + 1)))
        best = { node: this.#fieldFor(fields, text), length: to - at + 1 };
    }
    return best;
  }

  #fieldFor(fields: readonly Field[], text: string): Field {
    const [first, ...more] = fields as [Field, ...Field[]];
    const sensitivity = fields.reduce((most, one) => stricter(most, one.sensitivity), first.sensitivity);
    const isBare = text === first.value;
    const unit = isBare ? '' : first.unit;
    if (more.length === 0 && !isBare && this.#isCut(first.id)) return { ...first, sensitivity };
    const { kind, value, unitPlace } = first;
    return {
      type: 'field',
      id: '',
      kind,
      value,
      unit,
      ...(unitPlace && !isBare ? { unitPlace } : {}),
      label: '',
      sensitivity,
      children: [{ text: '' }],
    };
  }
}

const charAt = (run: readonly Said[], at: number): string => {
  const token = run[at]?.token;
  return token?.is === 'char' ? token.text : '';
};

/** A figure that is a part of another one is none. */
function isFree(before: string, text: string, behind: string): boolean {
  if (/^[\d０-９]/.test(text) && /[\d０-９.．]/.test(before)) return false;
  return !(/[\d０-９]$/.test(text) && /[\d０-９.．万亿千百%％]/.test(behind));
}
