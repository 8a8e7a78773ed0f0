import type { ReadStream } from 'node:tty';

import { AppError } from '../../../shared/errors/app-error.ts';

/** Longer than any passphrase that the contract takes. */
const MOST = 1000;

/**
 * Reads a passphrase, never from the command line, where other users of the machine could see it: typed unseen where
 * there is a terminal, else the first line of standard input.
 * @param prompt what to ask for on the terminal
 */
export async function readSecret(prompt: string): Promise<string> {
  const { stdin } = process;
  const secret = stdin.isTTY ? await typed(stdin, prompt) : await firstLine(stdin);
  if (secret === '')
    throw new AppError('bad-request', '没有读到口令，没有签发。请在终端里输入，或从标准输入给出。');
  return secret;
}

async function firstLine(stdin: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const piece of stdin) {
    text += Buffer.from(piece as Uint8Array).toString('utf8');
    if (text.includes('\n') || text.length > MOST) break;
  }
  return (text.split(/\r?\n/)[0] ?? '').slice(0, MOST);
}

/** Nothing of what is typed is shown. */
function typed(stdin: ReadStream, prompt: string): Promise<string> {
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
        if (char === '\u0003') return end(() => reject(new AppError('cancelled', '已取消，没有签发。')));
        if (char === '\u007F' || char === '\b') text = Array.from(text).slice(0, -1).join('');
        else if (char >= ' ' && text.length < MOST) text += char;
      }
      return undefined;
    };
    stdin.on('data', take);
  });
}
