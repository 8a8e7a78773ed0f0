import { CHINESE_DIGITS as CN, HAN, matches } from '../chars.ts';
import { isWithin } from '../pairs.ts';
import type { WordEntry } from '../../settings/check-lists.ts';
import type { BlockRule, Hit } from '../types.ts';
import { perList, WordIndex } from '../word-index.ts';

const UNTIL = new RegExp(
  `截止(?:到|至)?(?=目前|(?:20)?\\d{2}年|\\d{1,2}月|[*＊xX]{1,4}[年月]|今年|本年|年底|月底|现在|[${CN}]{1,2}月)`,
  'g',
);

/** 截止目前 → 截至目前 */
export const until: BlockRule = {
  id: 'until-word',
  no: 46,
  name: '“截止”与“截至”',
  severity: 'error',
  source: '公文用字通例',
  example: ['截止目前', '截至目前'],
  scope: 'block',
  run: ({ text }) =>
    matches(text.includes('截止') ? text : '', UNTIL).map(({ from, to }) => ({
      from,
      to,
      message: '后面跟时间，用“截至”；“截止”是停止的意思。',
      suggestion: '截至',
    })),
};

const OTHER = /其它/g;

/** 其它 → 其他 */
export const other: BlockRule = {
  id: 'other-word',
  no: 47,
  name: '“其它”与“其他”',
  severity: 'warning',
  source: '公文用字通例',
  example: ['其它单位', '其他单位'],
  scope: 'block',
  run: (view) =>
    matches(view.text, OTHER)
      .filter(({ from }) => !isWithin(view, from, '《'))
      .map(({ from, to }) => ({ from, to, message: '公文统一用“其他”。', suggestion: '其他' })),
};

/** Not in 学法制度, 守法制度, 法制办, 法制机构, 法制审核: only before what is called 法治 today. */
const LEGAL_SYSTEM =
  /(?<![学普守执立司用])法制(?=宣传|教育|建设|讲座|培训|意识|观念|氛围|文化|社会|副校长|轨道|思维)/g;

/** 法制宣传 → 法治宣传 */
export const ruleOfLaw: BlockRule = {
  id: 'rule-of-law-word',
  no: 48,
  name: '“法制”与“法治”',
  severity: 'hint',
  source: '公文规范提法',
  example: ['法制宣传', '法治宣传'],
  scope: 'block',
  run: (view) =>
    matches(view.text.includes('法制') ? view.text : '', LEGAL_SYSTEM)
      .filter(({ from, to }) => {
        if (isWithin(view, from, '《') || isWithin(view, from, '“')) return false;
        // Names of days and of bodies keep their own word.
        return !/^(?:宣传日|宣传教育领导小组|宣传科|宣传股|建设委员会|教育基地)/.test(view.text.slice(to));
      })
      .map(({ from, to }) => ({ from, to, message: '今称“法治”。', suggestion: '法治' })),
};

const ADVERBS =
  '更好|更加|进一步|积极|认真|全面|深入|切实|有效|不断|扎实|高效|有序|持续|主动|努力|严格|充分|及时|坚决|稳步|逐步|广泛|大力|着力|科学|合理|精准';
/** 得 that begins a verb: 得到, 得以, 得益. */
const DE = new RegExp(`(?<=${ADVERBS})得(?=[${HAN}])(?![到以了益知出力当体分])`, 'g');

/** 更好得学习 → 更好地学习 */
export const adverbDe: BlockRule = {
  id: 'adverb-de',
  no: 49,
  name: '“得”与“地”',
  severity: 'error',
  source: '公文用字通例',
  example: ['更好得学习', '更好地学习'],
  scope: 'block',
  run: ({ text }) =>
    matches(text.includes('得') ? text : '', DE).map(({ from, to }) => ({
      from,
      to,
      message: '修饰后面的动作，用“地”。',
      suggestion: '地',
    })),
};

/**
 * Small words that are doubled by a slip. Not those that end another word: 转化为为民办事的行动, 参与与监督, 合并并公布,
 * 涉及及时, 存在在线 are right.
 */
const SINGLE = /的的(?!确)|了了(?!解|却|结|然)|把把(?!关)|将将|被被/g;
const [SHORTEST, LONGEST] = [2, 8];
const ALL_HAN = new RegExp(`^[${HAN}]+$`);
/** Verbs and measures that are doubled on purpose: 研究研究, 一件一件. */
const MEANT =
  /^(?:[一二三四五六七八九十两].|.[一步件户天年]|研究|商量|讨论|考虑|学习|锻炼|讲解|了解|打扫|哈哈|谢谢|干干|清清|平平|实实|明明|白白|高高|扎扎|认认|踏踏|轰轰|兢兢)/;
const UNIT_AGAIN = /(街道|镇|乡|区|县|市|局)((?:19|20)\d\d年度?)\1(?![场民区长委政级道容])/g;

/** 的的; 街道2022年街道 */
export const doubledWord: BlockRule = {
  id: 'doubled-word',
  no: 50,
  name: '字词重复',
  severity: 'error',
  source: '校对通例',
  example: ['推进的的工作', '推进的工作'],
  scope: 'block',
  run: ({ text }) => {
    const hits: Hit[] = [];
    for (const { from, to, text: word } of matches(text, SINGLE)) {
      // 以…为目的的活动; 除了了….
      if (word === '的的' && /[目有]$/.test(text.slice(0, from))) continue;
      hits.push({ from, to, message: `“${word.charAt(0)}”重复了。`, suggestion: word.charAt(0) });
    }
    for (const { from, to, word } of doubles(text)) {
      if (MEANT.test(word) || new Set(word).size === 1) continue;
      hits.push({ from, to, message: `“${word}”重复了。`, suggestion: word, severity: 'warning' });
    }
    for (const { from, to, groups } of matches(text, UNIT_AGAIN)) {
      const unit = groups[1] ?? '';
      const suggestion = unit + (groups[2] ?? '');
      hits.push({ from, to, message: `“${unit}”重复了。`, suggestion });
    }
    return hits;
  },
};

/** Two to eight characters that stand twice in a row, the longest first. */
function doubles(text: string): { from: number; to: number; word: string }[] {
  const found: { from: number; to: number; word: string }[] = [];
  for (let from = 0; from + 2 * SHORTEST <= text.length; from += 1) {
    const first = text.charCodeAt(from);
    for (let size = LONGEST; size >= SHORTEST; size -= 1) {
      if (text.charCodeAt(from + size) !== first) continue;
      const word = text.slice(from, from + size);
      if (!text.startsWith(word, from + size) || !ALL_HAN.test(word)) continue;
      found.push({ from, to: from + 2 * size, word });
      from += 2 * size - 1;
      break;
    }
  }
  return found;
}

const wordsIn = perList(
  (words: readonly WordEntry[]) => new WordIndex(words.map((entry) => [entry.wrong, entry] as const)),
);

/** The unit's list of words: wrong → right. */
export const wordList: BlockRule = {
  id: 'word-list',
  no: null,
  name: '常见错词',
  severity: 'warning',
  source: '词语表（可由单位增删）',
  example: ['按装、布署', '安装、部署'],
  scope: 'block',
  run: ({ text }, { lists }) => {
    const hits: Hit[] = [];
    const after = new Map<WordEntry, number>();
    for (const { at, of: entry } of wordsIn(lists.words).find(text)) {
      const { wrong, right, except, severity } = entry;
      const to = at + wrong.length;
      if (at < (after.get(entry) ?? 0)) continue;
      after.set(entry, to);
      if (except.some((word) => covers(text, word, at, wrong.length))) continue;
      hits.push({
        from: at,
        to,
        message: right === '' ? `“${wrong}”不宜用。` : `“${wrong}”应为“${right}”。`,
        ...(right === '' ? {} : { suggestion: right }),
        ...(severity ? { severity } : {}),
      });
    }
    return hits;
  },
};

/** True where the longer word stands around the place. */
export function covers(text: string, word: string, at: number, length: number): boolean {
  for (let from = text.indexOf(word, Math.max(0, at - word.length)); from >= 0 && from <= at;) {
    if (from + word.length >= at + length) return true;
    from = text.indexOf(word, from + 1);
  }
  return false;
}
