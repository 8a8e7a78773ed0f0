import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';

import { withLock } from './lock.mjs';
import { npmTrouble } from './npm-trouble.mjs';
import { projectNode, root } from './paths.mjs';
import { run, runNpm, say } from './run.mjs';

const stampFile = join(root, 'node_modules', '.nianshu-stamp');
/** Is there where the registry has no Node of ours for this machine, which no other try changes. Goes with node_modules. */
const ownNodeFile = join(root, 'node_modules', '.nianshu-no-node');

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

/** Says it and ends. The last lines of npm are what somebody who helps asks for. */
const fail = (what, output) => {
  const tail = output.trim().split('\n').slice(-6).join('\n');
  say(`${what}：${npmTrouble(output)}\n${tail}`);
  process.exit(2);
};

/**
 * Whether the Node that runs this can run the program itself: it strips types and brings SQLite with all that the port
 * asks of it (24.12), which serves where the database driver has no binary for the machine.
 */
const runsProgram = () => Boolean(process.features.typescript) && hasSqlite();

function hasSqlite() {
  if (!isBuiltin('node:sqlite')) return false;
  const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite');
  return typeof DatabaseSync.prototype.enableDefensive === 'function';
}

/** Node of ours could not be had: this one serves where it can. */
function useOwnNode(output) {
  if (runsProgram()) {
    say(`没有取得 Node 24，改用本机的 Node ${process.versions.node}。`);
    if (/\bE404\b/.test(output)) writeFileSync(ownNodeFile, process.versions.node);
    return;
  }
  if (/\bE404\b/.test(output)) {
    say(
      `年述没有适用于本机（${process.platform}-${process.arch}）的 Node，本机的 Node ${process.versions.node} 又太旧。请从系统的软件源安装 Node 24.12 或更新的，再试。`,
    );
    process.exit(2);
  }
  fail('Node 24 没有装上', output);
}

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
      if (code !== 0) fail('依赖没有装上', output);
    }
  }
  rmSync(ownNodeFile, { force: true });
  if (!existsSync(projectNode)) {
    say('正在准备 Node 24…');
    // The one package whose script is its content: it fetches the Node binary of this platform.
    const { code, output } = await runNpm(['rebuild', 'node', '--ignore-scripts=false'], { quiet: true });
    if (code !== 0 || !existsSync(projectNode)) useOwnNode(output);
  }
  writeFileSync(stampFile, wanted);
}

const hasNode = () => existsSync(projectNode) || (runsProgram() && existsSync(ownNodeFile));
const ready = () => readText(stampFile) === wantedStamp() && hasNode();

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
