import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { withLock } from './lock.mjs';
import { projectNode, root } from './paths.mjs';
import { run, runNpm, say } from './run.mjs';

const stampFile = join(root, 'node_modules', '.nianshu-stamp');

const readText = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** What must be the same for the installed packages to be the right ones. */
function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
}

/** True when npm's own record of what it installed agrees with the lock file: somebody ran npm by hand. */
function installedByHand() {
  const installed = readText(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return false;
  const has = JSON.parse(installed).packages;
  const wants = JSON.parse(readText(join(root, 'package-lock.json'))).packages;
  return Object.entries(wants).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || wanted.devOptional || has[path]?.version === wanted.version,
  );
}

const fail = (what, output) => {
  const tail = output.trim().split('\n').slice(-6).join('\n');
  say(`${what}\n${tail}`);
  process.exit(2);
};

async function installPackages() {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  const clean = await runNpm(['ci', ...quiet], { quiet: true });
  // A lock written where a registry had the binaries of some platforms only lacks optional packages. `ci` refuses
  // it altogether; `install` takes the same versions and leaves out what is optional.
  if (clean.code !== 0 && clean.output.includes('EUSAGE')) {
    return runNpm(['install', '--no-save', ...quiet], { quiet: true });
  }
  return clean;
}

async function install() {
  const wanted = wantedStamp();
  if (readText(stampFile) !== wanted) {
    if (!installedByHand()) {
      say('正在安装依赖…');
      // Install scripts stay off (.npmrc): nothing here needs compiling, and packages run no code of their own.
      const { code, output } = await installPackages();
      if (code !== 0) fail('依赖没有装上，请检查网络后重试：', output);
    }
  }
  if (!existsSync(projectNode)) {
    say('正在准备 Node 24…');
    // The one package whose script is its content: it fetches the Node binary of this platform.
    const { code, output } = await runNpm(['rebuild', 'node', '--ignore-scripts=false'], { quiet: true });
    const tooOld = Number(process.versions.node.split('.')[0]) < 22;
    if ((code !== 0 || !existsSync(projectNode)) && tooOld)
      fail('Node 24 没有装上，请检查网络后重试：', output);
  }
  writeFileSync(stampFile, wanted);
}

const ready = () => readText(stampFile) === wantedStamp() && existsSync(projectNode);

/** Installs what the lock file asks for. Does nothing when that is already there. */
export async function installDependencies() {
  if (ready()) return;
  await withLock('setup', async () => {
    if (!ready()) await install();
  });
}

/** Program that runs everything else: the project's Node, or this one where it is new enough and the other is missing. */
export function nodeForProject() {
  return existsSync(projectNode) ? projectNode : process.execPath;
}

/**
 * Sets up, then runs a script of the project under the project's Node with the same arguments, and ends with
 * its exit code.
 * @param {string} script path inside the project
 */
export async function runUnderProjectNode(script, args = process.argv.slice(2)) {
  await installDependencies();
  const bin = join(root, 'node_modules', '.bin');
  const delimiter = process.platform === 'win32' ? ';' : ':';
  const { code } = await run(nodeForProject(), [join(root, script), ...args], {
    cwd: process.cwd(),
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      // Compiled code is kept between runs: the command line starts in half the time.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compile'),
    },
  });
  process.exitCode = code;
}
