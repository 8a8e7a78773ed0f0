import { HAN, matches } from '../chars.ts';
import { isWithin } from '../pairs.ts';
import type { BlockRule, Hit } from '../types.ts';
import { perList, WordIndex } from '../word-index.ts';

const SUFFIX = '镇|乡|街道';
/** A unit that acts: at the beginning of a clause, before what only the writing unit does. */
const ACTING = new RegExp(
  `(?<=^|[，。；：（]|[在由])([${HAN}]{2})(${SUFFIX})(?=党委|党工委|人民政府|政府|办事处|坚持|将(?![${HAN}]{0,6}(?:列为|作为))|严格|认真|切实|始终|高度重视|紧紧|深入|狠抓)`,
  'g',
);
const MAYBE = new RegExp(SUFFIX);
const namesIn = perList(
  (names: readonly string[]) => new WordIndex(names.map((name) => [name, name] as const)),
);
const ENDS = new RegExp(`(?:${SUFFIX})$`);
/** Two characters before 镇 that are no name: 各乡镇, 全市镇. */
const NO_NAME = /[乡镇村城市县区各全我本该两个几多些名级新老古大小此某]/;

/** Another unit's name left over from copied text */
export const otherUnits: BlockRule = {
  id: 'other-unit',
  no: 44,
  name: '残留的其他单位名称',
  severity: 'warning',
  source: '《党政机关公文处理工作条例》',
  example: ['（青禾镇的报告）白鹭镇党委高度重视', '青禾镇党委高度重视'],
  scope: 'block',
  run: (view, { unit, otherUnits: others }) => {
    if (!ENDS.test(unit)) return [];
    const hits: Hit[] = [];
    for (const { from, to, groups, text: name } of matches(MAYBE.test(view.text) ? view.text : '', ACTING)) {
      if (name === unit || unit.endsWith(name) || NO_NAME.test(groups[1] ?? '')) continue;
      if (isWithin(view, from, '《') || isWithin(view, from, '“')) continue;
      if (view.fields.some((field) => field.from < to && from < field.to && field.field.variable)) continue;
      hits.push({
        from,
        to,
        message: `本单位是${unit}，这里写的是${name}，是否从别处复制而来？`,
        suggestion: unit,
      });
    }
    for (const { at, of: name } of namesIn(others).find(view.text)) {
      if (name === unit || name.length < 3 || unit.includes(name)) continue;
      if (hits.some((hit) => hit.from <= at && at < hit.to) || isWithin(view, at, '《')) continue;
      hits.push({
        from: at,
        to: at + name.length,
        message: `本单位是${unit}，请核对这里的“${name}”。`,
        severity: 'hint',
      });
    }
    return hits;
  },
};
