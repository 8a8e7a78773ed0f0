import { HAN, isHan, matches } from '../chars.ts';
import type { BlockRule, Hit } from '../types.ts';

const FULL: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
  '.': '。',
  '(': '（',
  ')': '）',
};

const LEFT = `[${HAN}”’》）〕％%*＊]`;
const RIGHT = `[${HAN}“‘《（〔*＊]`;
/** A mark after a Chinese character or a figure, and before a Chinese character or the end. */
const MARK = new RegExp(`(?<=${LEFT})[,;:?!](?=${RIGHT}|\\d|$)|(?<=\\d)[,;?!](?=${RIGHT})`, 'g');
/** A full stop only between Chinese characters or at the end: numbers and file names have one too. */
const STOP = new RegExp(`(?<=[${HAN}”’》）])\\.(?=[${HAN}“《]|$)`, 'g');
const han = new RegExp(`[${HAN}]`);
const PAIR = /\(([^()（）\n]{0,80})\)/g;
const LONE = /[()]/g;

function marks(text: string): Hit[] {
  return [...matches(text, MARK), ...matches(text, STOP)].map(({ from, to, text: mark }) => ({
    from,
    to,
    message: `中文里用了半角“${mark}”，应为全角“${FULL[mark] ?? ''}”。`,
    suggestion: FULL[mark] ?? '',
  }));
}

function brackets(text: string): Hit[] {
  const hits: Hit[] = [];
  const paired = new Set<number>();
  const add = (at: number): void => {
    const mark = text.charAt(at);
    const right = FULL[mark] ?? '';
    hits.push({
      from: at,
      to: at + 1,
      message: `中文里用了半角括号“${mark}”，应为全角“${right}”。`,
      suggestion: right,
    });
  };
  for (const { from, to, groups } of matches(text, PAIR)) {
    paired.add(from).add(to - 1);
    const inside = groups[1] ?? '';
    if (!isHan(text[from - 1]) && !isHan(text[to]) && !han.test(inside)) continue;
    add(from);
    add(to - 1);
  }
  for (const { from } of matches(text, LONE)) {
    if (paired.has(from)) continue;
    if (isHan(text[from - 1]) || isHan(text[from + 1])) add(from);
  }
  return hits;
}

/** `税费负担,增强` → `，` */
export const halfWidth: BlockRule = {
  id: 'half-width-mark',
  no: 1,
  name: '半角标点',
  severity: 'error',
  source: 'GB/T 15834-2011',
  example: ['降低税费负担,增强后劲', '降低税费负担，增强后劲'],
  scope: 'block',
  run: ({ text }) => (/[,;:?!.()]/.test(text) ? [...marks(text), ...brackets(text)] : []),
};
