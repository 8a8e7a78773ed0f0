import type { ReadStream } from 'node:tty';

import { AppError } from '../../../shared/errors/app-error.ts';

/** Longer than any passphrase that the contract takes. */
const MOST = 1000;

/**
 * Reads a passphrase, never from the command line, where other users of the machine could see it: typed unseen where
 * there is a terminal, else the next line of standard input.
 * @param prompt what to ask for on the terminal
 * @param undone what is then not done where nothing is given, for the sentence that says so
 */
export async function readSecret(prompt: string, undone: string): Promise<string> {
  const { stdin } = process;
  const secret = stdin.isTTY ? await typed(stdin, prompt, undone) : await nextLine(stdin);
  if (secret === '')
    throw new AppError('bad-request', `没有读到口令，${undone}。请在终端里输入，或从标准输入给出。`);
  return secret;
}

/** What came on an input behind the line that was taken last. */
const rests = new WeakMap<NodeJS.ReadStream, string>();

/** The next line of standard input, which may hold several passphrases, one a line; '' where there is none. */
async function nextLine(stdin: NodeJS.ReadStream): Promise<string> {
  stdin.setEncoding('utf8');
  let rest = rests.get(stdin) ?? '';
  while (!rest.includes('\n') && rest.length <= MOST) {
    const piece = await nextPiece(stdin);
    if (piece === null) break;
    rest += piece;
  }
  const [line = ''] = rest.split('\n', 1);
  rests.set(stdin, rest.slice(line.length + 1));
  return line.replace(/\r$/, '').slice(0, MOST);
}

/** Null at the end. In between nothing is read, so that a pipe which stays open keeps no command from ending. */
function nextPiece(stdin: NodeJS.ReadStream): Promise<string | null> {
  if (stdin.readableEnded || stdin.destroyed) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      stdin.off('data', take).off('end', end).off('error', fail);
      stdin.pause();
      holds(stdin, 'unref');
      finish();
    };
    const take = (piece: string | Buffer): void => settle(() => resolve(String(piece)));
    const end = (): void => settle(() => resolve(null));
    const fail = (error: Error): void => settle(() => reject(error));
    stdin.on('data', take).on('end', end).on('error', fail);
    holds(stdin, 'ref');
    stdin.resume();
  });
}

/** Whether waiting for input keeps the process. A pipe can say so; a file, which ends by itself, can't. */
function holds(stdin: Partial<Pick<NodeJS.ReadStream, 'ref' | 'unref'>>, how: 'ref' | 'unref'): void {
  stdin[how]?.();
}

/** Nothing of what is typed is shown. */
function typed(stdin: ReadStream, prompt: string, undone: string): Promise<string> {
  process.stderr.write(prompt);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8');
  stdin.resume();
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (finish: () => void): void => {
      stdin.off('data', take);
      stdin.setRawMode(false);
      stdin.pause();
      process.stderr.write('\n');
      finish();
    };
    const take = (piece: string | Buffer): void => {
      for (const char of String(piece)) {
        if (char === '\r' || char === '\n' || char === '\u0004') return end(() => resolve(text));
        // Ctrl+C
        if (char === '\u0003') return end(() => reject(new AppError('cancelled', `已取消，${undone}。`)));
        if (char === '\u007F' || char === '\b') text = Array.from(text).slice(0, -1).join('');
        else if (char >= ' ' && text.length < MOST) text += char;
      }
      return undefined;
    };
    stdin.on('data', take);
  });
}

/**
 * Reads a new passphrase, on a terminal twice. Throws AppError('bad-request') where it is too short, or the two differ.
 * @param prompt what to ask for on the terminal
 * @param least fewest characters
 */
export async function readNewSecret(prompt: string, least: number, undone: string): Promise<string> {
  const secret = await readSecret(prompt, undone);
  if (secret.length < least)
    throw new AppError('bad-request', `口令至少 ${least} 个字符，${undone}。请换一个再试。`);
  if (process.stdin.isTTY && (await readSecret('再输一遍：', undone)) !== secret)
    throw new AppError('bad-request', `两次输入的口令不一样，${undone}。请再试。`);
  return secret;
}
