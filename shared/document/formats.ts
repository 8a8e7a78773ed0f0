import { FORMATS, type Format, type FormatMarks, type FormatsBefore } from './types.ts';

/** The formats of a node, as a tracked change keeps them. */
export const formatsOf = (node: FormatMarks): FormatsBefore =>
  FORMATS.filter((format) => node[format] === true).join(' ') as FormatsBefore;

/** The node with these formats in place of its own. */
export function withFormats<N extends FormatMarks>(node: N, formats: FormatsBefore): N {
  const next = { ...node };
  const wanted = new Set<string>(formats.split(' '));
  for (const format of FORMATS) {
    if (wanted.has(format)) next[format] = true;
    else delete next[format];
  }
  return next;
}

const NAMES: Readonly<Record<Format, string>> = { bold: '加粗', sup: '上标' };

/** What formats are called: 加粗, 上标, 加粗、上标; 常规 where there are none. */
export const formatNames = (formats: FormatsBefore): string =>
  formats === ''
    ? '常规'
    : FORMATS.filter((one) => formats.includes(one))
        .map((one) => NAMES[one])
        .join('、');
