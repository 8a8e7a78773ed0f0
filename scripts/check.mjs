import { CHECKS } from './lib/checks.mjs';
import { run, say } from './lib/run.mjs';

// Words after it name the checks to run (`types`, `storeys`, `lint`, `format`); without one all of them run.
const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !CHECKS.some((check) => check.id === id));
if (unknown.length > 0) {
  say(`没有这项检查：${unknown.join('、')}。`);
  process.exit(2);
}
for (const { id, name, args } of CHECKS) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const { code } = await run(process.execPath, args);
  if (code === 0) continue;
  say(`${name}没有通过。`);
  process.exitCode = 1;
}
