import { compareEditions, type CompareInput } from '../../shared/compare/compare.ts';
import { makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { toEdition } from '../../shared/edition/gate.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';
import type { Bench } from './run.ts';
import { ms, quantile, timed } from './timing.ts';

// The peers are there for measuring only: nothing of the program uses them.
type Peer = { name: string; run: (a: string, b: string) => { kind: number; text: string }[] };

/** Null where it is not installed. */
async function load(name: string): Promise<Record<string, unknown> | null> {
  try {
    return (await import(name)) as Record<string, unknown>;
  } catch {
    process.stdout.write(`没有 ${name}，这一项不比。\n`);
    return null;
  }
}

async function peers(): Promise<Peer[]> {
  const found: Peer[] = [];
  const jsdiff = await load('diff');
  if (jsdiff) {
    type Part = { added?: boolean; removed?: boolean; value: string };
    const words = jsdiff['diffWords'] as (a: string, b: string, o: object) => Part[];
    const intlSegmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });
    found.push({
      name: 'jsdiff 按词',
      run: (a, b) =>
        words(a, b, { intlSegmenter }).map(({ added, removed, value }) => ({
          kind: added ? 1 : removed ? -1 : 0,
          text: value,
        })),
    });
  }
  const dmp = await load('diff-match-patch');
  if (dmp) {
    type Dmp = {
      Diff_Timeout: number;
      diff_main(a: string, b: string): [number, string][];
      diff_cleanupSemantic(d: [number, string][]): void;
    };
    const Maker = ((dmp['default'] as Record<string, unknown> | undefined)?.['diff_match_patch'] ??
      dmp['diff_match_patch']) as new () => Dmp;
    found.push({
      name: 'diff-match-patch',
      run: (a, b) => {
        const engine = new Maker();
        engine.Diff_Timeout = 0;
        const parts = engine.diff_main(a, b);
        engine.diff_cleanupSemantic(parts);
        return parts.map(([kind, text]) => ({ kind, text }));
      },
    });
  }
  return found;
}

const WORDS =
  '组织 开展 推进 落实 加强 完善 建立 健全 执法 普法 宣传 培训 检查 调解 纠纷 群众 干部 企业 社区 村居 制度 机制 平台 队伍 案件 文件 合同 决策 审查 意见 问题 整改 效果 服务 中心 工作 年度 重点 任务 责任'.split(
    ' ',
  );

type Made = { a: string[][]; b: string[][]; edits: number };

/** Two reports of paragraphs by section, and how many edits lie between them: each paragraph's are known. */
function make(characters: number, seed: number): Made {
  let state = seed;
  const next = (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % n;
  };
  const word = (): string => WORDS[next(WORDS.length)] ?? '';
  const sentence = (): string[] => [
    ...Array.from({ length: 9 + next(8) }, word),
    `${next(900) + 10}`,
    '次',
    '。',
  ];
  const a: string[][] = [];
  const b: string[][] = [];
  let edits = 0;
  for (let total = 0; total < characters;) {
    const before = Array.from({ length: 4 }, sentence);
    total += before.flat().join('').length;
    a.push(before.map((words) => words.join('')));
    // A phrase of three to six words is written anew, or one is put in or taken out: once or twice a sentence, as
    // people edit. The new words come from the same few, so that chance islands lie between.
    b.push(
      before.map((words) => {
        const out = [...words];
        for (let at = 1; at < out.length - 6; at += 8) {
          const how = next(3);
          const length = 3 + next(4);
          const phrase = Array.from({ length: 3 + next(4) }, word);
          edits += 1;
          if (how === 0) out.splice(at, length, ...phrase);
          else if (how === 1) out.splice(at, Math.min(length, 3));
          else out.splice(at, 0, ...phrase);
        }
        return out.join('');
      }),
    );
  }
  return { a, b, edits };
}

function input(id: string, year: number, paragraphs: readonly string[][]): CompareInput {
  const blocks = paragraphs.flatMap((sentences, at) => [
    ...(at % 5 === 0 ? [makeHeading(1, `第${at / 5 + 1}部分${WORDS[at % WORDS.length] ?? ''}工作情况`)] : []),
    makeParagraph(sentences.join('')),
  ]);
  const source = {
    document: { schema: 1, blocks: [makeTitle('青禾镇工作总结'), ...blocks] },
    variables: {},
    year,
    unit: '青禾镇',
    state: 'drafting' as const,
  };
  return { id, slots: new Map(), doc: toEdition(source, undefined, 'internal', editionPolicy(undefined)) };
}

/** Changes as a reader counts them: a deletion with the insertion beside it is one. */
function count(parts: readonly { kind: number }[]): number {
  return parts.filter(({ kind }, at) => kind !== 0 && !(kind === 1 && parts[at - 1]?.kind === -1)).length;
}

/** Comparing two reports whose edits are known, against what an engineer would otherwise take. */
export const bench: Bench = {
  name: '对比两份报告（对 jsdiff 按词、diff-match-patch）',
  run: async () => {
    const others = await peers();
    for (const characters of [3_000, 50_000]) {
      const { a, b, edits } = make(characters, 7);
      const [left, right] = [input('a', 2024, a), input('b', 2025, b)];
      const runs = characters > 10_000 ? 3 : 15;
      const before = process.memoryUsage().heapUsed;
      const ours = await timed(runs, () => compareEditions(left, right), 1);
      const heap = Math.max(0, process.memoryUsage().heapUsed - before);
      const comparison = await compareEditions(left, right);
      process.stdout.write(
        `${characters} 字，真实改动 ${edits} 处：年述 ${ms(quantile(ours, 0.5))}，报 ${comparison.differences} 处，占用 ${(heap / 1e6).toFixed(0)} MB\n`,
      );
      const [textA, textB] = [a, b].map((side) => side.map((one) => one.join('')).join('\n')) as [
        string,
        string,
      ];
      for (const { name, run } of others) {
        const times = await timed(characters > 10_000 ? 1 : 5, () => run(textA, textB), 0);
        const found = count(run(textA, textB));
        process.stdout.write(
          `  ${name} ${ms(quantile(times, 0.5))}（年述快 ${(quantile(times, 0.5) / quantile(ours, 0.5)).toFixed(1)} 倍），报 ${found} 处\n`,
        );
      }
    }
  },
};
