import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../electron/shells/cli/main.ts', import.meta.url));

export type Ended = { code: number; stdout: string; stderr: string };

/**
 * Runs a command in a folder, as a process of its own. Rejects where it crashes.
 * @param input what it reads from standard input; nothing unless told
 * @param keepsOpen whether whoever writes that stays there
 */
export function runCli(
  folder: string,
  args: readonly string[],
  input?: string,
  keepsOpen = false,
): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { cwd: folder });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (ended.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (ended.stderr += String(chunk)));
  if (input !== undefined) {
    // It may end without having read: a wrong line asks for nothing.
    child.stdin.on('error', () => undefined);
    if (keepsOpen) child.stdin.write(input);
    else child.stdin.end(input);
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== null) resolve({ ...ended, code });
      else reject(new Error(`${args.join(' ')} was ended by ${signal}: ${ended.stderr}`));
    });
  });
}
