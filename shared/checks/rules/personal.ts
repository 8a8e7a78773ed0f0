import { findPersonal } from '../../privacy/find-personal.ts';
import { LEFTOVERS } from '../../privacy/kinds.ts';
import type { BlockRule, BlockView, Hit } from '../types.ts';

/** A name, or a number by which somebody can be told, left in clear: what the gate would ask about. */
export const personalData: BlockRule = {
  id: 'personal-data',
  no: 54,
  name: '个人信息没有用字段',
  severity: 'warning',
  source: '《政府信息公开条例》',
  example: ['聘请王小明律师', '把姓名改成字段，公开版自动遮盖'],
  scope: 'block',
  run: (view) => {
    const hits: Hit[] = [];
    for (const { kind, text: words, at } of findPersonal(view.text)) {
      const to = at + words.length;
      if (inField(view, at, to) || hits.some((hit) => hit.from < to && at < hit.to)) continue;
      hits.push({
        from: at,
        to,
        message: `${LEFTOVERS[kind].name}“${words}”直接写在正文里，公开版会原样印出。改成字段即可遮盖。`,
      });
    }
    return hits;
  },
};

function inField(view: BlockView, from: number, to: number): boolean {
  return view.fields.some((field) => field.from < to && from < field.to);
}
