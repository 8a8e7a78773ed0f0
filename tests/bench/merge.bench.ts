import { countingIds } from '../../shared/document/ids.ts';
import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { plainText } from '../../shared/document/plain-text.ts';
import type { Block } from '../../shared/document/types.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';
import { sayerOf, spellerOf, toReviewCopy } from '../../shared/edition/review-copy.ts';
import { mergeCopy } from '../../shared/merge/merge.ts';
import { readReviewCopy } from '../../electron/backend/docx/read/read-review-copy.ts';
import { writeReviewCopy } from '../../electron/backend/docx/write/write-review-copy.ts';
import { readPlainly } from '../../electron/backend/docx/proof/read-plainly.ts';
import { proveMarked } from '../../shared/proof/prove-file.ts';
import { proveMerge } from '../../shared/proof/prove-merge.ts';
import type { Bench } from './run.ts';
import { ms, quantile } from './timing.ts';

type Patcher = {
  Diff_Timeout: number;
  patch_make(a: string, b: string): unknown;
  patch_apply(patch: unknown, text: string): unknown;
};

const PARAGRAPHS = 500;
const CHANGES = 200;
const ROUNDS = 5;
const AT = '2025-12-03T02:03:00.000Z';
const SENTENCE = '镇党委政府坚持依法行政，健全重大决策程序，落实普法责任，化解基层矛盾，';

/** About 50,000 characters. */
function report(): Block[] {
  const ids = countingIds('b');
  const blocks: Block[] = [makeTitle('青禾镇2025年工作总结', ids)];
  for (let n = 0; n < PARAGRAPHS; n += 1) {
    if (n % 20 === 0) blocks.push(makeHeading(1, `第${n}方面工作`, undefined, ids));
    blocks.push(
      makeParagraph(`第${n}项，${SENTENCE.repeat(2)}${SENTENCE.slice(0, 24)}第${n}号。`, 'body', ids),
    );
  }
  return blocks;
}

/** A copy of 50,000 characters in which 200 words were changed, brought home; beside diff3-like merging of plain text. */
export const bench: Bench = {
  name: '收回送审稿：5 万字，200 处修订',
  run: async () => {
    const blocks = report();
    const source = {
      document: { schema: 1, blocks },
      variables: {},
      year: 2025,
      unit: '青禾镇',
      state: 'in-review' as const,
    };
    const policy = editionPolicy(undefined);
    const review = { revisions: [], threads: [], decisions: [] };
    const identity = {
      format: 2 as const,
      report: 'r',
      version: 'v',
      number: 1,
      title: '',
      year: 2025,
      copy: '',
    };
    const write: number[] = [];
    const check: number[] = [];
    let bytes: Uint8Array = new Uint8Array();
    for (let round = 0; round < ROUNDS; round += 1) {
      const writing = performance.now();
      bytes = await writeReviewCopy(
        toReviewCopy(source, undefined, policy),
        { ...review, people: [] },
        identity,
      );
      write.push(performance.now() - writing);
      const checking = performance.now();
      const wrong = proveMarked(blocks, spellerOf(blocks, {}, policy), readPlainly(bytes));
      check.push(performance.now() - checking);
      if (wrong) throw new Error(JSON.stringify(wrong));
    }
    // The peer is there for measuring only; it has no types of its own.
    const peerName = 'diff-match-patch';
    const peerModule = (await import(peerName)) as { default: { diff_match_patch: new () => Patcher } };
    const Engine = peerModule.default.diff_match_patch;
    const read: number[] = [];
    const merge: number[] = [];
    const prove: number[] = [];
    const peer: number[] = [];
    const before = plainText(blocks);
    let after = before;
    let found = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const reading = performance.now();
      const copy = await readReviewCopy('稿.docx', bytes);
      read.push(performance.now() - reading);
      let n = 0;
      for (const block of copy.blocks) {
        if (block.is !== 'paragraph' || n >= CHANGES || block.form !== null) continue;
        const text = block.runs.map((run) => run.text).join('');
        const at = 8 + (n % 30);
        const by = { author: ['张三', '李四', '王五'][n % 3] ?? '', at: AT };
        block.runs = [
          { text: text.slice(0, at), comments: [] },
          ...(n % 2 === 0
            ? [{ text: text.slice(at, at + 2), comments: [], del: by }]
            : [
                { text: text.slice(at, at + 2), comments: [] },
                { text: '切实', comments: [], ins: by },
              ]),
          { text: text.slice(at + 2), comments: [] },
        ];
        n += 1;
      }
      const merging = performance.now();
      const merged = mergeCopy(
        {
          version: 'v',
          blocks,
          variables: {},
          review,
          people: [],
          spell: spellerOf(blocks, {}, policy),
          say: sayerOf(blocks, {}, policy),
          at: AT,
        },
        { blocks, variables: {}, review },
        copy,
        { authorOf: (name) => name, unknown: '', at: AT },
      );
      merge.push(performance.now() - merging);
      found = merged.revisions.length;
      const proving = performance.now();
      const unproven = proveMerge({
        sent: { blocks, spell: spellerOf(blocks, {}, policy), revisions: [] },
        report: { blocks, variables: {}, review },
        copy,
        at: AT,
        merged,
        spell: spellerOf(merged.blocks, {}, policy),
      });
      prove.push(performance.now() - proving);
      if (unproven) throw new Error(JSON.stringify(unproven));
      after = plainText(merged.blocks);
      // The same difference of plain texts, without authors, comments or a third side.
      const engine = new Engine();
      engine.Diff_Timeout = 0;
      const patching = performance.now();
      engine.patch_apply(engine.patch_make(before, after), before);
      peer.push(performance.now() - patching);
    }
    const middle = quantile(merge, 0.5);
    const other = quantile(peer, 0.5);
    process.stdout.write(
      `${before.length} 字，找回 ${found} 处（应为 ${CHANGES}）：读文件 ${ms(quantile(read, 0.5))}，合并 ${ms(middle)}；` +
        `自检后是合并的 ${(1 + quantile(prove, 0.5) / middle).toFixed(2)} 倍，导出的 ${(1 + quantile(check, 0.5) / quantile(write, 0.5)).toFixed(2)} 倍；` +
        `diff-match-patch 只补纯文字 ${ms(other)}，是它的 ${(middle / other).toFixed(2)} 倍。\n`,
    );
  },
};
