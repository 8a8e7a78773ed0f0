import type { Draw } from '../draw.ts';
import { mutateBytes } from './mutate-bytes.ts';

/** Pieces of text that mean something to who reads a report, and some that mean something to programs. */
const PIECES = [
  '一、',
  '（一）',
  '1.',
  '（1）',
  '一是',
  '二是',
  '第一，',
  '首先，',
  '其一，',
  '**',
  '***宗',
  '12次',
  '1.2亿元',
  '百分之',
  '%',
  '约',
  '截至11月底，',
  '2024年',
  '青禾镇',
  '青禾镇人民政府',
  '2024年12月30日',
  '附件：',
  '# ',
  '## ',
  '- ',
  '| 项目 | 数量 |\n|---|---|\n| 调解 | 125 |\n',
  '\t',
  '\r',
  '\f',
  '\u2028',
  '\u0000',
  '\u0007',
  '\ufffd',
  '\u200b',
  '\u202e',
  '\ud800',
  '𠮷',
  '<b>',
  '&amp;',
  '__proto__',
  '\\',
  '“',
  '《',
  '（',
];

type Mutation = (text: string, draw: Draw) => string;

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  insert: (text, draw) => {
    const at = draw.below(text.length + 1);
    return text.slice(0, at) + draw.pick(PIECES).repeat(draw.pick([1, 1, 2, 50])) + text.slice(at);
  },
  many: (text, draw) => {
    const at = draw.below(text.length + 1);
    const more = Array.from({ length: 60 }, () => draw.pick(PIECES)).join('');
    return text.slice(0, at) + more.repeat(draw.pick([1, 20])) + text.slice(at);
  },
  cut: (text, draw) => {
    const from = draw.below(text.length + 1);
    return text.slice(0, from) + text.slice(from + draw.below(text.length - from + 1));
  },
  lines: (text, draw) => {
    const lines = text.split('\n');
    const line = lines.splice(draw.below(lines.length), 1)[0] ?? '';
    const times = draw.pick([0, 1, 3, line.length > 2000 ? 3 : 500]);
    lines.splice(draw.below(lines.length + 1), 0, ...Array.from({ length: times }, () => line));
    return lines.join('\n');
  },
  joined: (text) => text.replaceAll('\n', ''),
  split: (text) => text.replaceAll('。', '。\n'),
  apart: (text) => Array.from(text).join('\n'),
  long: (text, draw) => text + draw.pick(PIECES).repeat(30_000),
};

const ENCODINGS: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(text, 'latin1'),
];

/** A text in which something else stands, or that is written in another way, or whose bytes have suffered. */
export function mutateText(file: Uint8Array, draw: Draw): Buffer {
  if (draw.chance(0.25)) return mutateBytes(file, draw);
  let text = Buffer.from(file).toString('utf8');
  const times = draw.pick([1, 1, 2, 4, 8]);
  for (let n = 0; n < times && text.length < 1_000_000; n += 1)
    text = draw.pick(Object.values(MUTATIONS))(text, draw);
  return draw.chance(0.15) ? draw.pick(ENCODINGS)(text) : Buffer.from(text);
}
