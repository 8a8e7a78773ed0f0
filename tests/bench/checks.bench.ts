import { Checker } from '../../shared/checks/engine.ts';
import { RULES } from '../../shared/checks/rules/registry.ts';
import type { Finding } from '../../shared/checks/types.ts';
import { makeParagraph, makeTitle } from '../../shared/document/make.ts';
import type { Block } from '../../shared/document/types.ts';
import { checkLines, checkSeeded, contextOf, readLines } from '../fixtures/checks/check-lines.ts';
import { cleanCorpus } from '../fixtures/checks/clean-corpus.ts';
import { seeded } from '../fixtures/checks/seeds.ts';
import type { Bench } from './run.ts';
import { textlint } from './textlint.ts';
import { measured, ms, quantile, type Measured } from './timing.ts';

const SIZES = [5_000, 20_000, 100_000];
const corpus = cleanCorpus();

/** Recall over mistakes put in, and what is said of clean text, by rule. */
function quality(): void {
  const found = new Map<string, { put: number; found: number }>();
  for (const one of seeded(corpus, 6)) {
    const { rule } = one.seed;
    const known = found.get(rule) ?? { put: 0, found: 0 };
    const hit = checkSeeded(one).some((finding) => finding.rule === rule);
    found.set(rule, { put: known.put + 1, found: known.found + (hit ? 1 : 0) });
  }
  const alarms: Finding[] = corpus.flatMap(({ lines }) => checkLines(lines).findings);
  const characters = corpus.reduce((sum, { lines }) => sum + lines.join('').length, 0);
  process.stdout.write(
    `干净语料 ${corpus.length} 篇 ${characters} 字\n规则 | 植入 | 找出 | 误报（错误、提醒） | 提示\n`,
  );
  for (const { id, name } of RULES) {
    const own = alarms.filter((finding) => finding.rule === id);
    const hints = own.filter(({ severity }) => severity === 'hint').length;
    const { put = 0, found: hits = 0 } = found.get(id) ?? {};
    process.stdout.write(`${id}（${name}） | ${put} | ${hits} | ${own.length - hints} | ${hints}\n`);
  }
  const all = [...found.values()];
  const put = all.reduce((sum, one) => sum + one.put, 0);
  const hits = all.reduce((sum, one) => sum + one.found, 0);
  const loud = alarms.filter(({ severity }) => severity !== 'hint').length;
  process.stdout.write(
    `合计：植入 ${put}，找出 ${hits}（${((hits / put) * 100).toFixed(1)}%），误报 ${loud}，提示 ${alarms.length}\n`,
  );
}

/** Paragraphs of the corpus until there are so many characters. */
function textOf(characters: number): string[] {
  const lines: string[] = [];
  let length = 0;
  for (let n = 0; length < characters; n += 1) {
    for (const line of corpus[n % corpus.length]?.lines ?? []) {
      if (length >= characters) break;
      lines.push(line);
      length += line.length;
    }
  }
  return lines;
}

async function speed(): Promise<void> {
  const lint = await textlint();
  process.stdout.write(`本程序 ${RULES.length} 条规则，textlint ${lint.rules} 条规则\n`);
  for (const characters of SIZES) {
    const lines = textOf(characters);
    const stored = readLines(lines);
    const context = contextOf(stored);
    const { blocks } = stored.document;
    // A new checker each time: nothing is known from the run before.
    const full = await measured(rounds(characters, 40), () => new Checker(RULES).check(blocks, context), 5);

    const checker = new Checker(RULES);
    checker.check(blocks, context);
    const typed = [...blocks];
    const at = typed.findLastIndex(
      (block, index) => index <= blocks.length / 2 && block.type === 'paragraph',
    );
    const one = await measured(300, (n) => checker.check(keystroke(typed, at, n), context), 20);

    const source = lines.join('\n\n');
    // Its time grows with the square of the length: once is enough there.
    const peer = await measured(characters > 50_000 ? 1 : 5, () => lint.run(source), 0);
    process.stdout.write(
      `${characters} 字：全文 ${figures(full)}；一次按键后 ${figures(one)}；\n` +
        `  textlint 全文 ${figures(peer)}，是 ${ratio(quantile(peer.wall, 0.5), quantile(full.wall, 0.5))}` +
        `（按 CPU ${ratio(peer.cpu, full.cpu)}）\n`,
    );
  }
}

const rounds = (characters: number, most: number): number =>
  Math.max(5, Math.min(most, Math.round((most * 10_000) / characters)));
const ratio = (theirs: number, ours: number): string => `${(theirs / ours).toFixed(1)} 倍`;
const figures = ({ wall, cpu }: Measured): string =>
  `${ms(quantile(wall, 0.5))}（95% ${ms(quantile(wall, 0.95))}，CPU 平均 ${ms(cpu)}）`;

/** The report with a letter more in one paragraph; all other blocks are the same objects. */
function keystroke(blocks: Block[], at: number, n: number): readonly Block[] {
  const block = blocks[at] ?? makeTitle('');
  const changed = {
    ...block,
    children: [{ text: `${n}字` }, ...makeParagraph('').children, ...block.children.slice(1)],
  } as Block;
  return blocks.map((other, index) => (index === at ? changed : other));
}

/** What the checks find and do not find, and how long they take beside textlint in the same run. */
export const bench: Bench = {
  name: '校对：找得准，跑得快',
  run: async () => {
    quality();
    await speed();
  },
};
