import { FIELD_KINDS, FIELD_KIND_NAMES, type FieldKind } from '../document/field-kinds.ts';
import { inlinesOf, isField } from '../document/guards.ts';
import { finalView } from '../document/resolve.ts';
import type { Block } from '../document/types.ts';
import { hidesField, type EditionPolicy } from '../edition/mask.ts';
import { hiddenBlocks } from '../edition/secrecy.ts';
import { LEFTOVERS } from '../privacy/kinds.ts';

/** What the review came to (《政府信息公开条例》第三十七条: what can be told apart is published in part). */
export const CONCLUSIONS = { open: '公开', part: '部分公开', closed: '不公开' } as const;
export type Conclusion = keyof typeof CONCLUSIONS;

/** What the reviewer has found the text not to touch. */
export const GROUNDS = {
  state: '不涉及国家秘密',
  work: '不涉及工作秘密',
  trade: '不涉及商业秘密',
  privacy: '不涉及个人隐私',
  safety: '不危及国家安全、公共安全、经济安全、社会稳定',
} as const;
export type Ground = keyof typeof GROUNDS;

/** By which rules a review goes where nobody has named others. */
export const USUAL_BASIS = '《中华人民共和国保守国家秘密法》《中华人民共和国政府信息公开条例》';

/** What somebody fills in (公开审查单). */
export type ReviewForm = {
  /** 承办人 · 审查人 · 部门负责人 */
  clerk: string;
  reviewer: string;
  leader: string;
  /** 审查依据 */
  basis: string;
  grounds: Ground[];
  /** 说明：部分公开或不公开的理由等 */
  note: string;
  conclusion: Conclusion;
  /** `2025-12-20` */
  date: string;
};

// Records of ours have the keys that their types name.
const keysOf = <K extends string>(record: Readonly<Record<K, string>>): K[] => Object.keys(record) as K[];
export const CONCLUSION_NAMES = keysOf(CONCLUSIONS);
export const GROUND_NAMES = keysOf(GROUNDS);

/** What became of a question before the public export. */
export const ANSWERS = { publish: '公开', field: '改成字段，公开版隐去', hide: '不公开' } as const;
export type Answer = keyof typeof ANSWERS;
export const ANSWER_NAMES = keysOf(ANSWERS);

/** A question and its answer; '' and null where nobody has answered yet. */
export type Question = { kind: string; text: string; answer: Answer | null; name: string; at: string };

export const kindOfQuestion = (kind: string): string =>
  Object.hasOwn(LEFTOVERS, kind) ? LEFTOVERS[kind as keyof typeof LEFTOVERS].name : kind;

/** How much the public edition leaves out or masks. */
export type HiddenCounts = {
  sections: number;
  paragraphs: number;
  sentences: number;
  fields: Partial<Record<FieldKind, number>>;
};

/** What the program itself says of the text that was looked at. Nothing in it is what no edition prints. */
export type ReviewFacts = {
  /** As the internal edition prints them. */
  title: string;
  unit: string;
  year: number;
  /** Number of the signed version; null for a draft. */
  version: number | null;
  /** Of the text and the images of the public edition, as it goes out; 16 hexadecimal digits. */
  fingerprint: string;
  hidden: HiddenCounts;
  questions: Question[];
};

/** A sheet as it is kept. */
export type ReviewSheet = ReviewForm & { format: 1; facts: ReviewFacts };

/** How much of a report the public edition hides. */
export function countHidden(blocks: readonly Block[], policy: EditionPolicy): HiddenCounts {
  const final = finalView(blocks);
  const gone = hiddenBlocks(final);
  const counts: HiddenCounts = { sections: 0, paragraphs: 0, sentences: 0, fields: {} };
  for (const block of final) {
    if (gone.has(block.id)) {
      if (block.type === 'heading' || block.type === 'annex') counts.sections += 1;
      else counts.paragraphs += 1;
      continue;
    }
    let inside = false;
    for (const node of inlinesOf(block)) {
      if (node.secret && !inside) counts.sentences += 1;
      inside = node.secret === true;
      if (isField(node) && !node.secret && hidesField(node, 'public', policy))
        counts.fields[node.kind] = (counts.fields[node.kind] ?? 0) + 1;
    }
  }
  return counts;
}

/** 小节1个，段落2段，句子3处，数据和名称9处（数量6、人名3）; 没有 where nothing is hidden. */
export function hiddenWords({ sections, paragraphs, sentences, fields }: HiddenCounts): string {
  const kinds = FIELD_KIND_NAMES.flatMap((kind) => {
    const count = fields[kind] ?? 0;
    return count > 0 ? [{ label: FIELD_KINDS[kind].label, count }] : [];
  });
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...(sections > 0 ? [`小节${sections}个`] : []),
    ...(paragraphs > 0 ? [`段落${paragraphs}段`] : []),
    ...(sentences > 0 ? [`句子${sentences}处`] : []),
    ...(all > 0
      ? [`数据和名称${all}处（${kinds.map(({ label, count }) => `${label}${count}`).join('、')}）`]
      : []),
  ];
  return parts.length > 0 ? parts.join('，') : '没有';
}

/** Where a report stands with its review: none, one for another text, one that holds, one that says no. */
export type ReviewState = 'none' | 'outdated' | 'valid' | 'closed';

export function reviewState(sheet: ReviewSheet | null, now: Pick<ReviewFacts, 'fingerprint'>): ReviewState {
  if (!sheet) return 'none';
  if (sheet.facts.fingerprint !== now.fingerprint) return 'outdated';
  return sheet.conclusion === 'closed' ? 'closed' : 'valid';
}
