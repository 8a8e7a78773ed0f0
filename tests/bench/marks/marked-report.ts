import {
  makeField,
  makeHeading,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { Block, Inline, TextLeaf } from '../../../shared/document/types.ts';
import type { Review, Revision, Thread } from '../../../shared/review/types.ts';
import { paragraphsOf } from '../typing/text.ts';

/** How many marks of each kind lie on a report. */
export type Marks = { changes: number; fields: number; comments: number };

export type MarkedReport = { blocks: Block[]; review: Review };

/** Characters that a mark lies on, and that it has for itself at least. */
const WORDS = 4;
const ROOM = 3 * WORDS;

/**
 * The same text whatever is marked in it: the marks of each kind are spread evenly over its paragraphs, a heading every
 * ten. Changes are words put in the place of others, so each is two revisions and one card.
 */
export function markedReport(characters: number, marks: Marks, authors: readonly string[]): MarkedReport {
  const paragraphs = paragraphsOf(characters);
  const blocks: Block[] = [makeTitle('青禾镇工作总结')];
  const revisions: Revision[] = [];
  const threads: Thread[] = [];
  const at = new Date().toISOString();
  let fields = 0;
  let changes = 0;
  const due = (count: number, n: number): number => Math.floor(((n + 1) * count) / paragraphs.length);
  paragraphs.forEach((text, n) => {
    if (n % 10 === 0) blocks.push(makeHeading(n % 50 === 0 ? 1 : 2, `第${n + 1}段起的工作`));
    const wanted: ('change' | 'comment' | 'field')[] = [];
    for (let k = changes; k < due(marks.changes, n); k += 1) wanted.push('change');
    for (let k = threads.length; k < due(marks.comments, n); k += 1) wanted.push('comment');
    for (let k = fields; k < due(marks.fields, n); k += 1) wanted.push('field');
    const step = Math.floor(text.length / (wanted.length + 1));
    if (wanted.length > 0 && step < ROOM) throw new Error('more marks than words');
    const nodes: Inline[] = [];
    let from = 0;
    wanted.forEach((kind, k) => {
      const start = (k + 1) * step;
      const end = start + WORDS;
      const author = authors[(changes + threads.length) % authors.length] ?? '';
      nodes.push({ text: text.slice(from, start) });
      from = end;
      const words = text.slice(start, end);
      if (kind === 'field') {
        fields += 1;
        nodes.push({ text: words }, makeField({ value: '12', unit: '次', label: '学法' }));
      } else if (kind === 'comment') {
        const id = `t${threads.length}`;
        const comment = { id: `${id}-1`, thread: id, author, at, body: '请核对数字，与年鉴口径一致。' };
        threads.push({ id, author, at, quote: words, section: '', state: 'open', comments: [comment] });
        nodes.push({ text: words, [`c_${id}`]: true } as TextLeaf);
      } else {
        const [gone, come] = [`d${changes}`, `i${changes}`];
        changes += 1;
        revisions.push({ id: gone, author, at, kind: 'delete' }, { id: come, author, at, kind: 'insert' });
        nodes.push({ text: words, del: gone }, { text: '改后的话', ins: come });
      }
    });
    nodes.push({ text: text.slice(from) });
    blocks.push(makeParagraph(padInlines(nodes)));
  });
  return { blocks, review: { revisions, threads, decisions: [] } };
}
