import { MASK, matches } from '../chars.ts';
import type { DocumentEntry } from '../../settings/check-lists.ts';
import { editDistance } from '../near.ts';
import type { BlockRule, Hit } from '../types.ts';

const TITLE = /《([^《》]{4,90})》/g;
const SPAN = /^(\d{4})年?[-‐–－—―~～]{1,2}(\d{4})年?$/;
/** Shorter names are near one another by nature. */
const LONG = 12;
const masked = new RegExp(`[${MASK}]`);

/** Names and years of the outlines that reports refer to. */
export const documentNames: BlockRule = {
  id: 'document-name',
  no: 42,
  name: '文件名称和起止年份',
  severity: 'error',
  source: '文件原文（文件表可由单位增删）',
  example: [
    '《党政主要负责人履行推进法治政府建设第一责任人职责规定》',
    '《党政主要负责人履行推进法治建设第一责任人职责规定》',
  ],
  scope: 'block',
  run: ({ text }, { lists }) =>
    matches(text, TITLE).flatMap(({ from, groups }): Hit[] => {
      const inner = groups[1] ?? '';
      const bracket = /（([^（）]*)）$/.exec(inner);
      const name = bracket ? inner.slice(0, bracket.index) : inner;
      const known = lists.documents.find((one) => one.name === name || one.name === inner);
      const at = from + 1;
      if (known) return bracket ? yearsOf(known, bracket[1] ?? '', at + bracket.index + 1) : [];
      if (masked.test(name)) return [];
      const near = nearest(name, lists.documents);
      if (!near) return [];
      return [{ from: at, to: at + name.length, message: `文件名称应为《${near}》。`, suggestion: near }];
    }),
};

function yearsOf({ name, years }: DocumentEntry, said: string, at: number): Hit[] {
  const span = SPAN.exec(said.trim());
  if (!span || years.length === 0) return [];
  const plain = `${span[1] ?? ''}—${span[2] ?? ''}年`;
  const right = years.find((one) => one === plain);
  if (right !== undefined) {
    // The dash is another rule's; the word 年 is part of the name.
    if (said.trim().endsWith('年')) return [];
    return [{ from: at, to: at + said.length, message: `名称中的起止年份为“${right}”。`, suggestion: right }];
  }
  const likely = years.filter((one) => one.includes(span[1] ?? '') || one.includes(span[2] ?? ''));
  const only = likely.length === 1 ? likely[0] : years.length === 1 ? years[0] : undefined;
  return [
    {
      from: at,
      to: at + said.length,
      message: `《${name}》的起止年份是${years.join('或')}，这里写成了“${said}”。`,
      ...(only === undefined ? {} : { suggestion: only }),
    },
  ];
}

function nearest(name: string, documents: readonly DocumentEntry[]): string | null {
  for (const { name: right, wrong, alike } of documents) {
    if (wrong.includes(name)) return right;
    if (right.length < LONG || alike.includes(name)) continue;
    if (editDistance(name, right, 2) <= 2) return right;
  }
  return null;
}
