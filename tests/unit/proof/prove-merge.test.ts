import { beforeAll, describe, expect, it } from 'vitest';

import { isField, isText } from '../../../shared/document/guards.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import type { WordCopy } from '../../../shared/merge/word-copy.ts';
import { proveMerge, type Unproven } from '../../../shared/proof/prove-merge.ts';
import { after, at, cut, drop, paragraph, put, report } from '../review/marked-copy.ts';
import { merged, SAVED, untouched, type Sent } from '../review/returned.ts';

const policy = editionPolicy(undefined);

let sent: Sent;
let pristine: WordCopy;

beforeAll(async () => {
  sent = report();
  pristine = await untouched(sent);
});

/** What the program says of a merge whose outcome is this. */
function proof(copy: WordCopy, outcome: Merged, ours: Partial<Sent> = {}): Unproven | null {
  const here = { ...sent, ...ours };
  return proveMerge({
    sent: { blocks: sent.blocks, spell: spellerOf(sent.blocks, sent.variables, policy), revisions: [] },
    report: here,
    copy,
    at: SAVED,
    merged: outcome,
    spell: spellerOf(outcome.blocks, here.variables, policy),
  });
}

/** A copy in which words came and went, with tracking and without. */
function marked(): WordCopy {
  const copy = structuredClone(pristine);
  at(copy, '研究部署', put('张三', '认真'));
  at(copy, '压实各级责任', cut('张三'));
  at(copy, '经费有限', (runs, from, to) => {
    put('王芳', '时间不够，')(runs, to, to);
    cut('王芳')(runs, from, to);
  });
  at(copy, '加强宣传', drop);
  const whole = paragraph(copy, '人手不足');
  copy.blocks.splice(copy.blocks.indexOf(whole) + 1, 0, {
    is: 'paragraph',
    runs: [
      { text: '下一步继续努力。', ins: { author: '张三', at: '2025-12-03T02:03:00.000Z' }, comments: [] },
    ],
    mark: { ins: { author: '张三', at: '2025-12-03T02:03:00.000Z' } },
    form: null,
    anchors: [],
  });
  return copy;
}

/** The outcome with its inline nodes put through `change`. */
const mutated = (outcome: Merged, change: (node: Inline) => Inline | null): Merged => ({
  ...outcome,
  blocks: outcome.blocks.map((block): Block =>
    block.type === 'table'
      ? block
      : { ...block, children: block.children.flatMap((node) => change(node) ?? []) },
  ),
});

const without = (node: Inline, key: 'ins' | 'del'): Inline => {
  const { [key]: _gone, ...rest } = node as Inline & Record<string, unknown>;
  return rest;
};

describe('a merge that is what it must be', () => {
  it.each([
    ['untouched', () => structuredClone(pristine)],
    ['marked', marked],
  ])('is proven: %s', (_name, copyOf) => {
    const copy = copyOf();
    expect(proof(copy, merged(sent, copy))).toBeNull();
  });

  it('is proven a second time, and where the report has gone on', () => {
    const copy = marked();
    const once = after(sent, merged(sent, copy));
    expect(proof(copy, merged(sent, copy, once), once)).toBeNull();
    const here = structuredClone(sent.blocks);
    const first = here.find((block) => block.type === 'paragraph');
    if (first?.type === 'paragraph') first.children.unshift({ text: '一年来，' });
    expect(proof(copy, merged(sent, copy, { blocks: here }), { blocks: here })).toBeNull();
  });
});

/** What a fault of ours could make of a merge, and what of it must be noticed. */
const FAULTS: [string, Unproven['side'], (outcome: Merged) => Merged][] = [
  [
    'words that came are not there',
    'target',
    (outcome) => mutated(outcome, (node) => (isText(node) && node.ins && node.text === '认真' ? null : node)),
  ],
  ['words that came are not marked', 'base', (outcome) => mutated(outcome, (node) => without(node, 'ins'))],
  ['words that went are not marked', 'target', (outcome) => mutated(outcome, (node) => without(node, 'del'))],
  [
    'words that went are gone for good',
    'base',
    (outcome) => mutated(outcome, (node) => (node.del ? null : node)),
  ],
  [
    'a figure has lost a digit',
    'base',
    (outcome) => mutated(outcome, (node) => (isField(node) ? { ...node, value: '1' } : node)),
  ],
  [
    'words have changed places',
    'base',
    (outcome) =>
      mutated(outcome, (node) =>
        isText(node) && !node.ins ? { ...node, text: Array.from(node.text).toReversed().join('') } : node,
      ),
  ],
  ['a paragraph is gone', 'base', (outcome) => ({ ...outcome, blocks: outcome.blocks.toSpliced(-2, 1) })],
  [
    'a paragraph has run into the next',
    'base',
    ({ blocks, ...rest }) => {
      const [last, own, come] = blocks.slice(-3);
      if (!last || !own || !come || last.type === 'table' || own.type === 'table')
        throw new Error('no paragraphs');
      const joined = { ...last, children: [...last.children, ...own.children] };
      return { ...rest, blocks: [...blocks.slice(0, -3), joined, come] };
    },
  ],
  [
    'a word stands twice',
    'base',
    (outcome) =>
      mutated(outcome, (node) =>
        isText(node) && !node.ins ? { ...node, text: node.text.replace('人手', '人手人手') } : node,
      ),
  ],
];

describe('a merge that a fault of ours has spoilt', () => {
  it.each(FAULTS)('is not proven: %s', (_name, side, spoil) => {
    const copy = marked();
    expect(proof(copy, spoil(merged(sent, copy)))).toMatchObject({ side });
  });

  it.each(FAULTS)('is not proven where the report has gone on: %s', (_name, _side, spoil) => {
    const copy = marked();
    const blocks = structuredClone(sent.blocks);
    const title = blocks[0];
    if (title?.type === 'title') title.children = [{ text: '青禾镇2025年度工作总结' }];
    const outcome = merged(sent, copy, { blocks });
    expect(proof(copy, outcome, { blocks })).toBeNull();
    expect(proof(copy, spoil(outcome), { blocks })).not.toBeNull();
  });

  it('says where', () => {
    const copy = marked();
    const outcome = mutated(merged(sent, copy), (node) =>
      node.ins && isText(node) && node.text === '认真' ? null : node,
    );
    expect(proof(copy, outcome)).toMatchObject({
      side: 'target',
      before: expect.stringContaining('研究部署') as string,
      expected: expect.stringMatching(/^认真法治/) as string,
      found: expect.stringMatching(/^法治/) as string,
    });
  });
});
