import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { nightlySteps, ATTACK, CUTS, DAMAGED, FILES, HIDDEN, KILLS } from './nightly-plan.mjs';
import { cacheDir, root } from './paths.mjs';
import { run, say } from './run.mjs';
import { installTestTools } from './test-tools.mjs';
import { watchMemory } from './tree-memory.mjs';

// The long form of tests that the ordinary run does in short: a thousand reports attacked in every format, a thousand
// kills in the middle of work, ten thousand files with something wrong in them, and twenty times as many cases, newly
// drawn, of everything that holds for any report. Each step is a process of its own, so that
// nothing piles up; what is done is written down, so that a night that was broken off goes on where it stopped.
const file = join(cacheDir, 'nightly.json');
const fresh = process.argv.includes('--fresh');
await installTestTools();
const { output } = await run('git', ['rev-parse', 'HEAD'], { quiet: true });
const commit = output.trim();

const state = known();
const steps = nightlySteps(state.seed);
const left = steps.filter(({ name }) => !(name in state.done));
if (left.length < steps.length)
  say(`接着上次的做：已完成 ${steps.length - left.length}/${steps.length} 步（从头开始加 --fresh）。`);

let current = null;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopped = true;
    current?.kill('SIGTERM');
  });
}

const begun = performance.now();
for (const [n, step] of left.entries()) {
  const done = await take(step);
  if (stopped) {
    say(`已停下，完成的 ${steps.length - left.length + n}/${steps.length} 步记下了；再运行一次就接着做。`);
    process.exit(130);
  }
  state.done[step.name] = done.ok;
  save();
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  const memory = done.memory > 0 ? `，内存最多 ${Math.round(done.memory / 1e6)} MB` : '';
  say(
    `[${steps.length - left.length + n + 1}/${steps.length}] ${done.ok ? '✓' : '✗'} ${step.name}，${Math.round(done.seconds)} 秒${memory}，共 ${minutes} 分钟`,
  );
  if (!done.ok) say(done.output);
}

const sum = (amounts) => Object.values(amounts).reduce((all, amount) => all + amount, 0);
const failed = Object.entries(state.done).filter(([, ok]) => !ok);
rmSync(file, { force: true });
say(
  failed.length === 0
    ? `全部通过：${ATTACK.reports} 份报告、${ATTACK.worked} 份改动过的报告、${ATTACK.pairs} 对报告，没有找到一处泄露；强行结束 ${sum(KILLS)} 次、断电 ${sum(CUTS)} 次、损坏 ${sum(DAMAGED)} 个文件夹，没有丢失；内容有误的文件 ${sum(FILES)} 份，都读得出或说得清；任意改动报告 ${sum(HIDDEN)} 遍，不公开的内容没有露出（种子 ${state.seed}）。`
    : `有 ${failed.length} 步没有通过（种子 ${state.seed}）：\n${failed.map(([name]) => name).join('\n')}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Of the same commit, and not yet at its end; else a new night with a new seed. */
function known() {
  const asked = Number(process.env.NIANSHU_SEED);
  const anew = { commit, seed: asked || Math.floor(Math.random() * 1e9), done: {} };
  if (fresh) return anew;
  try {
    const before = JSON.parse(readFileSync(file, 'utf8'));
    return before.commit === commit && (!asked || before.seed === asked) ? before : anew;
  } catch {
    return anew;
  }
}

function save() {
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(file, JSON.stringify(state));
}

/** What Node is started with for a step. */
function argumentsOf({ stretch, test, mutants }) {
  if (stretch) return [stretch.script, stretch.kind, String(stretch.seed), String(stretch.count)];
  if (mutants) return [join('scripts', 'lib', 'mutants-main.mjs'), mutants];
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  return [vitest, 'run', '--project', 'unit', test, '--testTimeout=7200000'];
}

/** Runs a step; `output` is what it said. */
function take(step) {
  const args = argumentsOf(step);
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, NIANSHU_NIGHTLY: '1', ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    current = child;
    const memory = watchMemory(child.pid);
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    const end = (code) =>
      resolve({
        ok: code === 0,
        seconds: (performance.now() - start) / 1000,
        memory: memory(),
        output: said,
      });
    child.on('error', (error) => {
      said += error.message;
      end(127);
    });
    child.on('close', end);
  });
}
