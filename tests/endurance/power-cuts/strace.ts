import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A call to the kernel that succeeded. Times count the lines of the trace: another thread's may lie between the two. */
export type Call = { name: string; args: string[]; result: number; start: number; end: number };

/** Everything by which a program changes files, waits for the disk, or says something. */
const CALLS =
  'openat open creat close dup dup2 dup3 lseek ' +
  'write pwrite64 writev pwritev pwritev2 ftruncate truncate fallocate ' +
  'copy_file_range sendfile splice ioctl mmap io_uring_setup ' +
  'rename renameat renameat2 unlink unlinkat link linkat symlink symlinkat ' +
  'mkdir mkdirat rmdir fsync fdatasync sync_file_range msync';

/** The longest piece that is written in one call is written down whole. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Runs Node on a file and answers with every call of it that matters for what is on the disk, in the order in which they
 * came to their ends. Throws where the machine doesn't allow one process to watch another, and where the run fails.
 */
export async function traced(script: string, args: readonly string[]): Promise<Call[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-trace-'));
  try {
    const file = join(folder, 'trace');
    const child = spawn(
      'strace',
      [
        // Threads too, strings whole and in hexadecimal, and nothing but calls.
        '-f',
        '--seccomp-bpf',
        '-qq',
        '-xx',
        '-s',
        String(LONGEST),
        '-o',
        file,
        '-e',
        'signal=none',
        '-e',
        `trace=${CALLS.replaceAll(' ', ',')}`,
        process.execPath,
        script,
        ...args,
      ],
      // What goes through io_uring is not seen: Node is told to make calls instead.
      { env: { ...process.env, UV_USE_IO_URING: '0' }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    child.stdout.resume();
    const [code] = (await once(child, 'close').catch((error: unknown) => {
      throw new Error(
        `The power cuts need strace, which can't be started (Debian: apt-get install strace). ${String(error)}`,
      );
    })) as [number | null];
    if (/ptrace|PTRACE|Operation not permitted/.test(said) && code !== 0)
      throw new Error(`This machine doesn't permit strace to watch a process (ptrace): ${said.trim()}`);
    if (code !== 0) throw new Error(`The traced run ended with ${code}: ${said.trim()}`);
    return parse(readFileSync(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const UNFINISHED = ' <unfinished ...>';
const RESUMED = /^<\.\.\. (\w+) resumed>/;

/** Reads what strace has written: a line a call, or two where another thread's came between. */
export function parse(trace: Buffer): Call[] {
  const calls: Call[] = [];
  const open = new Map<string, { start: number; text: string }>();
  let number = 0;
  for (let at = 0; at < trace.length; number += 1) {
    const found = trace.indexOf(10, at);
    const end = found < 0 ? trace.length : found;
    const line = trace.toString('latin1', at, end);
    at = end + 1;
    const space = line.indexOf(' ');
    const thread = line.slice(0, space);
    let text = line.slice(space).trimStart();
    let start = number;
    if (text.endsWith(UNFINISHED)) {
      open.set(thread, { start, text: text.slice(0, -UNFINISHED.length) });
      continue;
    }
    const resumed = RESUMED.exec(text);
    if (resumed) {
      const begun = open.get(thread);
      if (!begun) continue;
      open.delete(thread);
      start = begun.start;
      text = begun.text + text.slice(resumed[0].length);
    }
    const call = callOf(text, start, number);
    if (call) calls.push(call);
  }
  return calls;
}

function callOf(text: string, start: number, end: number): Call | null {
  const bracket = text.indexOf('(');
  const equals = text.lastIndexOf(' = ');
  if (bracket < 0 || equals < 0) return null;
  const result = Number.parseInt(text.slice(equals + 3), text.startsWith('0x', equals + 3) ? 16 : 10);
  if (!(result >= 0)) return null;
  const last = text.lastIndexOf(')', equals);
  return { name: text.slice(0, bracket), args: split(text.slice(bracket + 1, last)), result, start, end };
}

/** Arguments, apart at the commas that stand in no list: strings are all hexadecimal and hold none. */
function split(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let from = 0;
  const special = /[,[\]{}]/g;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const [sign] = found;
    if (sign === '[' || sign === '{') depth += 1;
    else if (sign !== ',') depth -= 1;
    else if (depth === 0) {
      args.push(text.slice(from, found.index).trim());
      from = found.index + 1;
    }
  }
  return [...args, text.slice(from).trim()];
}

/** The bytes of a string argument. */
export function bytesOf(argument: string): Buffer {
  if (!argument.startsWith('"') || argument.endsWith('...')) throw new Error('a string that was cut short');
  return Buffer.from(argument.slice(1, -1).replaceAll('\\x', ''), 'hex');
}
