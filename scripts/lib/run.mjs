import { spawn } from 'node:child_process';

import { root } from './paths.mjs';

/** One short line on what is being done. On standard error, so that the output of commands stays clean. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

const ignore = () => {};

/** Characters of standard error that are kept to see why a program ended: the end says it. */
const MOST_ERRORS = 64_000;

/**
 * Runs a program in the project's folder and waits for it. Ctrl+C reaches the program itself (same process
 * group), so this process only waits; SIGTERM and SIGHUP are handed on.
 * @returns {Promise<{ code: number, signal: string | null, output: string }>} output is empty unless `quiet`, which
 *   collects it, or `keepErrors`, which keeps the end of standard error beside showing it
 */
export function run(
  command,
  args,
  { env = process.env, quiet = false, keepErrors = false, timeoutMs = 0, cwd = root, shell = false } = {},
) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : keepErrors ? ['inherit', 'inherit', 'pipe'] : 'inherit',
      windowsHide: true,
    });
    let output = '';
    if (quiet) {
      child.stdout.on('data', (chunk) => (output += chunk));
      child.stderr.on('data', (chunk) => (output += chunk));
    }
    if (keepErrors) {
      child.stderr.on('data', (chunk) => {
        process.stderr.write(chunk);
        output = (output + chunk).slice(-MOST_ERRORS);
      });
    }
    const handOn = (signal) => child.kill(signal);
    process.on('SIGINT', ignore);
    process.on('SIGTERM', handOn);
    process.on('SIGHUP', handOn);
    const timer = timeoutMs > 0 ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    const done = (code, signal = null) => {
      clearTimeout(timer);
      process.off('SIGINT', ignore);
      process.off('SIGTERM', handOn);
      process.off('SIGHUP', handOn);
      resolve({ code, signal, output });
    };
    child.on('error', (error) => {
      output += `${error.code ?? ''} ${error.message}`;
      done(127);
    });
    child.on('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 143), signal));
  });
}

/** Runs npm, the one that started this script where there is one. */
export function runNpm(args, options = {}) {
  const npm = process.env.npm_execpath;
  if (npm && /\.c?js$/.test(npm)) return run(process.execPath, [npm, ...args], options);
  // npm is a .cmd file on Windows, which only a shell starts.
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
