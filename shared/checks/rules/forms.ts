import { MASK } from '../chars.ts';
import type { FormEntry } from '../../settings/check-lists.ts';
import { nearMisses, piecesOf } from '../near.ts';
import type { BlockRule, Hit } from '../types.ts';
import { perList, WordIndex } from '../word-index.ts';
import { covers } from './words.ts';

const masked = new RegExp(`[${MASK}]`);

/** What is looked for: a wrong form that is known, or (with its place in the form) a piece of the right one. */
type Wanted = { form: FormEntry; order: number; offset: number | null };

const indexOf = perList((forms: readonly FormEntry[]) => {
  const wanted: [string, Wanted][] = forms.flatMap((form, order) => [
    ...form.wrong.map((word): [string, Wanted] => [word, { form, order, offset: null }]),
    ...piecesOf(form.right, form.near).map(({ part, offset }): [string, Wanted] => [
      part,
      { form, order, offset },
    ]),
  ]);
  return { index: new WordIndex(wanted), right: new Set(forms.map(({ right }) => right)) };
});

/** Fixed formulations: near misses are reported with the right form. */
export const fixedForms: BlockRule = {
  id: 'fixed-form',
  no: 51,
  name: '固定提法',
  severity: 'error',
  source: '固定提法表（可由单位增删）',
  example: ['习近平新时代中国特设社会主义思想', '习近平新时代中国特色社会主义思想'],
  scope: 'block',
  run: ({ text }, { lists }) => {
    const { index, right: known } = indexOf(lists.forms);
    const found = index.find(text);
    const hits: Hit[] = [];
    if (found.length === 0) return hits;
    const add = (from: number, to: number, right: string): void => {
      if (hits.some((hit) => hit.from < to && from < hit.to)) return;
      hits.push({
        from,
        to,
        message: `固定提法应为${quoted(right)}。`,
        suggestion: right,
      });
    };
    // In the order of the list, so that of two that overlap the same one is always told.
    for (const form of new Set(
      found
        .map(({ of }) => of)
        .sort(byOrder)
        .map((one) => one.form),
    )) {
      const { right, near, alike } = form;
      const own = found.filter(({ of }) => of.form === form);
      for (const { at, word, of } of own) {
        if (of.offset !== null || covers(text, right, at, word.length)) continue;
        if (!alike.some((one) => covers(text, one, at, word.length))) add(at, at + word.length, right);
      }
      const starts = own.flatMap(({ at, of }) => (of.offset === null ? [] : [at - of.offset]));
      for (const { from, to } of nearMisses(text, right, near, starts)) {
        const said = text.slice(from, to);
        if (masked.test(said) || /[，。；]/.test(said)) continue;
        if (alike.some((one) => said.includes(one) || covers(text, one, from, to - from))) continue;
        if (!known.has(said)) add(from, to, right);
      }
    }
    return hits;
  },
};

const byOrder = (a: Wanted, b: Wanted): number => a.order - b.order;

const quoted = (text: string): string => (text.startsWith('“') && text.endsWith('”') ? text : `“${text}”`);
