import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { build } from './build.mjs';
import { electronProgram } from './electron-binary.mjs';
import { electronTrouble } from './electron-trouble.mjs';
import { nodeForProject } from './setup.mjs';
import { root } from './paths.mjs';
import { run, say } from './run.mjs';

const HELP = `npm start [-- 选项] [文件…]
  --demo         打开演示数据
  --data 文件夹  数据放在这个文件夹（没有则新建）
  --browser      用浏览器窗口打开，不用 Electron
  --no-open      不打开窗口，只显示网址`;

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        demo: { type: 'boolean' },
        data: { type: 'string' },
        browser: { type: 'boolean' },
        'no-open': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch {
    return null;
  }
}

/** Why Electron can't be used here before anything is downloaded, or null. */
function reasonAgainstElectron(wanted) {
  if (wanted.browser || wanted['no-open']) return '';
  if (process.platform === 'linux') {
    if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return '没有图形界面，改用浏览器方式启动。';
    if (process.getuid?.() === 0) return 'Electron 不能由 root 用户运行，改用浏览器方式启动。';
  }
  return null;
}

const asked = options();
if (asked === null || asked.values.help) {
  say(HELP);
  process.exit(asked === null ? 2 : 0);
}
const { values: wanted, positionals: files } = asked;

await build();

const passed = [];
if (wanted.demo) passed.push('--demo');
// npm runs scripts in the project's folder; the user's own is where a relative path is meant.
const fromHere = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
if (wanted.data) passed.push('--data', fromHere(wanted.data));
if (wanted['no-open']) passed.push('--no-open');
// Behind a `--`, so that a name that begins with a dash is no option. An address (file:///…) stands by itself.
if (files.length > 0)
  passed.push('--', ...files.map((file) => (/^[A-Za-z][A-Za-z0-9+.-]+:/.test(file) ? file : fromHere(file))));

const startBrowser = async () => {
  const { code } = await run(nodeForProject(), ['electron/shells/loopback/main.ts', ...passed]);
  return code === 130 ? 0 : code;
};

/** Ends with its exit code; null where it did not come up, which is said. */
async function startElectron(program) {
  const began = performance.now();
  const { code, signal, output } = await run(program, [root, ...passed], { keepErrors: true });
  const livedMs = performance.now() - began;
  const trouble = electronTrouble({ code, signal, errors: output, livedMs });
  if (trouble === null) return code;
  say(`Electron 在本机启动不了（${trouble}），改用浏览器窗口启动。`);
  return null;
}

const against = reasonAgainstElectron(wanted);
let code = null;
if (against === null) {
  const { program, reason } = await electronProgram();
  if (program) code = await startElectron(program);
  else say(`${reason}。现在改用浏览器窗口启动。`);
} else if (against !== '') say(against);
process.exitCode = code ?? (await startBrowser());
