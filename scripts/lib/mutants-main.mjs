import { MUTANTS } from '../../tests/mutants/all.ts';
import { scratchCopy, testRunner, tryMutant } from './mutate.mjs';
import { say } from './run.mjs';

// Puts one small fault after another into a copy of the source and runs the tests that should see it. Words after
// `npm run mutants --` name places: gate, merge … With none, all are tried.
const WORDS = {
  caught: '✓ 测出',
  survived: '✗ 没有测出',
  stale: '✗ 源码已变，找不到要改的地方',
  broken: '✗ 改后读不出来，没有测到',
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(MUTANTS, name));
if (unknown.length > 0) {
  say(`没有这一组：${unknown.join('、')}。可选：${Object.keys(MUTANTS).join('、')}`);
  process.exit(2);
}
const places = wanted.length > 0 ? wanted : Object.keys(MUTANTS);

const { folder, remove } = scratchCopy();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    remove();
    process.exit(130);
  });
}
const runner = await testRunner(folder);
const totals = { caught: 0, survived: 0, stale: 0, broken: 0 };
try {
  for (const place of places) {
    const mutants = MUTANTS[place];
    // Tests that fail anyway would see everything.
    const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))];
    if ((await runner.run(tests)) !== 'passed') {
      say(`${place}：没有改动时测试就没有通过，这一组没有试。\n${runner.failures().join('\n')}`);
      totals.broken += mutants.length;
      continue;
    }
    const found = { caught: 0, survived: 0, stale: 0, broken: 0 };
    for (const mutant of mutants) {
      const result = await tryMutant(folder, runner, mutant);
      found[result] += 1;
      totals[result] += 1;
      if (result !== 'caught' || process.env.NIANSHU_VERBOSE)
        say(`${WORDS[result]}  ${place}  ${mutant.file}：${mutant.why}`);
    }
    // What was put back must read as before: else later mutants were caught by an earlier one.
    if ((await runner.run(tests)) !== 'passed') throw new Error(`${place}: the source was not put back`);
    say(`${place}：共 ${mutants.length}，${WORDS.caught} ${found.caught}`);
  }
} finally {
  await runner.close();
  remove();
}
const { caught, survived, stale, broken } = totals;
say(
  `共 ${caught + survived + stale + broken}：测出 ${caught}，没有测出 ${survived}，找不到 ${stale}，没有测到 ${broken}。`,
);
process.exitCode = caught > 0 && survived + stale + broken === 0 ? 0 : 1;
