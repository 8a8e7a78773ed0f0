import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

import { withLock } from './lock.mjs';
import { root } from './paths.mjs';
import { run, say } from './run.mjs';

/** What the end-to-end tests use beside the npm packages, with a file that shows that it is there. */
const DEBIAN = [
  // Ubuntu's package of that name is a pointer to another store: there Playwright's own browser is taken.
  { package: 'chromium', has: () => !isDebian() || hasSystemBrowser() || existsSync(playwrightFolder) },
  {
    package: 'fonts-noto-cjk',
    has: () => existsSync('/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc'),
  },
  { package: 'fonts-lxgw-wenkai', has: () => existsSync('/usr/share/fonts/truetype/lxgw-wenkai') },
  { package: 'libreoffice-writer', has: () => onPath('soffice') },
  // Tests edit files in a real LibreOffice from the system's own Python.
  { package: 'python3-uno', has: () => existsSync('/usr/lib/python3/dist-packages/uno.py') },
  // Word files are checked against their schemas.
  { package: 'libxml2-utils', has: () => onPath('xmllint') },
  { package: 'poppler-utils', has: () => onPath('pdftotext') },
  // Saves a PDF anew in many ways, and puts one together that a test has changed by hand.
  { package: 'qpdf', has: () => onPath('qpdf') && onPath('fix-qdf') },
  // Shows what the program writes and waits for, so that the power can fail on paper.
  { package: 'strace', has: () => onPath('strace') },
  // A real Chinese input method on a virtual display. Its tests say so where it can't be had.
  { package: 'xvfb', has: () => onPath('Xvfb') },
  { package: 'xdotool', has: () => onPath('xdotool') },
  { package: 'dbus', has: () => onPath('dbus-daemon') },
  { package: 'openbox', has: () => onPath('openbox') },
  { package: 'fcitx5', has: () => onPath('fcitx5') },
  { package: 'fcitx5-chinese-addons', has: () => existsSync('/usr/share/fcitx5/inputmethod/pinyin.conf') },
  {
    package: 'fcitx5-frontend-gtk3',
    has: () => GTK_MODULES.some((folder) => existsSync(`${folder}/im-fcitx5.so`)),
  },
];

const GTK_MODULES = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/gtk-3.0/3.0.0/immodules`,
);

/** Where Playwright keeps the browsers that it has downloaded. */
const playwrightFolder = join(homedir(), '.cache', 'ms-playwright');

const hasSystemBrowser = () => onPath('chromium') || onPath('google-chrome');

function isDebian() {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

async function installByApt(packages) {
  say(`正在安装测试所需的软件：${packages.join('、')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env, quiet: true });
  const { code, output } = await run(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
    {
      env,
      quiet: true,
    },
  );
  if (code !== 0) say(`没有装上，相关测试会报错：${output.trim().split('\n').at(-1) ?? ''}`);
}

/**
 * True when a browser is there that the tests can drive. Playwright brings its own as a plain archive; it counts only
 * if it starts, which on a bare system it does not, because libraries are missing.
 */
async function hasBrowser() {
  if (hasSystemBrowser()) return true;
  const { chromium } = await import('playwright');
  if (!existsSync(chromium.executablePath())) return false;
  try {
    const browser = await chromium.launch({ args: ['--no-sandbox'] });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/** Downloads the browser that this version of Playwright is made for. Fails at once where its host can't be reached. */
async function installBrowser() {
  say('正在安装测试用的浏览器…');
  const cli = join(root, 'node_modules', 'playwright', 'cli.js');
  await run(process.execPath, [cli, 'install', 'chromium'], { quiet: true, timeoutMs: 600_000 });
}

/** Whether packages can be installed without asking anybody. */
const canApt = () =>
  process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;

/**
 * Installs what tests need from Debian; only what is missing, in one call. Needs none of the npm packages, so that
 * both are fetched at the same time; whoever calls it meanwhile waits, also where all files are there already and are
 * still being set up.
 */
export async function installDebianTools() {
  if (!canApt()) return;
  await withLock('tools', async () => {
    const missing = DEBIAN.filter((tool) => !tool.has()).map((tool) => tool.package);
    if (missing.length > 0) await installByApt(missing);
  });
}

/** Installs what tests need beside the packages; only what is missing. */
export async function installTestTools() {
  await installDebianTools();
  if (await hasBrowser()) return;
  await installBrowser();
  if (await hasBrowser()) return;
  if (canApt()) await installByApt(['chromium']);
  else say('没有装上浏览器，相关测试会报错。');
}
