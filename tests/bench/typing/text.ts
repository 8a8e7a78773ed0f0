import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Inline, TextLeaf } from '../../../shared/document/types.ts';

const SENTENCES = [
  '坚持把学习宣传贯彻习近平法治思想作为首要政治任务，推动领导干部带头学法、模范守法。',
  '健全重大行政决策程序，落实合法性审查和集体讨论决定，全年审查文件和合同。',
  '深入推进综合行政执法改革，规范执法程序，开展案卷评查，执法质量不断提高。',
  '加强公共法律服务站点建设，组织法律顾问进村入户，就地化解矛盾纠纷。',
  '围绕宪法宣传周、民法典宣传月开展普法活动，营造办事依法、遇事找法的氛围。',
];

const COMMENTS = 200;

/** Paragraphs of about 200 characters, `characters` of them together; the same for every editor. */
export function paragraphsOf(characters: number): string[] {
  const paragraphs: string[] = [];
  let length = 0;
  for (let n = 0; length < characters; n += 1) {
    const text = Array.from({ length: 5 }, (_, k) => SENTENCES[(n + k) % SENTENCES.length]).join('');
    paragraphs.push(text);
    length += text.length;
  }
  return paragraphs;
}

export type CommentedReport = { blocks: Block[]; threads: string[] };

/** The same text as a report: a heading every ten paragraphs, a field in one of ten, 200 comments spread over all. */
export function reportOf(characters: number): CommentedReport {
  const paragraphs = paragraphsOf(characters);
  const blocks: Block[] = [makeTitle('青禾镇工作总结')];
  const threads: string[] = [];
  paragraphs.forEach((text, n) => {
    if (n % 10 === 0) blocks.push(makeHeading(n % 50 === 0 ? 1 : 2, `第${n + 1}段起的工作`));
    // Comments are spread evenly; where there are fewer paragraphs than comments, several share one.
    const wanted = Math.floor(((n + 1) * COMMENTS) / paragraphs.length) - threads.length;
    const nodes: Inline[] = [];
    let at = 0;
    for (let k = 0; k < wanted; k += 1) {
      const id = `t${threads.length}`;
      threads.push(id);
      const from = Math.floor(((k + 0.5) * text.length) / (wanted + 1));
      nodes.push({ text: text.slice(at, from) });
      nodes.push({ text: text.slice(from, from + 4), [`c_${id}`]: true } as TextLeaf);
      at = from + 4;
    }
    nodes.push({ text: text.slice(at) });
    if (n % 10 === 5) nodes.push(makeField({ value: '12', unit: '次', label: '学法' }), { text: '。' });
    blocks.push(makeParagraph(padInlines(nodes)));
  });
  return { blocks, threads };
}
