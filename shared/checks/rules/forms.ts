import { MASK } from '../chars.ts';
import { nearMisses } from '../near.ts';
import type { BlockRule, Hit } from '../types.ts';
import { covers } from './words.ts';

const masked = new RegExp(`[${MASK}]`);

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
    const hits: Hit[] = [];
    const add = (from: number, to: number, right: string): void => {
      if (hits.some((hit) => hit.from < to && from < hit.to)) return;
      hits.push({
        from,
        to,
        message: `固定提法应为“${right}”。`.replace(/““(.*)””/, '“$1”'),
        suggestion: right,
      });
    };
    for (const { right, wrong, near, alike } of lists.forms) {
      for (const form of wrong) {
        for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
          if (
            !covers(text, right, at, form.length) &&
            !alike.some((one) => covers(text, one, at, form.length))
          )
            add(at, at + form.length, right);
        }
      }
      for (const { from, to } of nearMisses(text, right, near)) {
        const said = text.slice(from, to);
        if (masked.test(said) || /[，。；]/.test(said)) continue;
        if (alike.some((one) => said.includes(one) || covers(text, one, from, to - from))) continue;
        if (lists.forms.some((other) => other.right === said)) continue;
        add(from, to, right);
      }
    }
    return hits;
  },
};
