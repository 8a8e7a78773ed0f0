import type { Notice } from '../../../shared/contract/recovery.ts';
import { AppError, toWireError } from '../../../shared/errors/app-error.ts';
import { needDriver } from '../../backend/sqlite/driver.ts';
import { noticesOf } from '../../backend/store/base/notices.ts';
import { readArguments } from './args.ts';
import type { ExitCode, Output } from './command.ts';
import { setHost, type CliHost } from './host.ts';
import { dataDirOf } from './session.ts';

/** What would steer a terminal, or write backwards, is shown as a sign: texts from files could write any answer there. */
const harmless = (text: string): string =>
  text.replaceAll(/(?![\t\n])[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');

const complain = (line: string): void =>
  void process.stderr.write(`${harmless(line.replaceAll(/\s*\n\s*/g, ' '))}\n`);
const print = (text: string): void => void process.stdout.write(`${harmless(text)}\n`);
const printJson = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

/**
 * What somebody has to be told about the data comes with every command until it has been read: on standard error, and
 * in the JSON of commands that answer with an object. A list stays a list.
 */
function report(output: Output, notices: readonly Notice[], wantsJson: boolean): void {
  for (const { text, lines = [] } of notices) for (const line of [text, ...lines]) complain(line);
  for (const line of output.complaints ?? []) complain(line);
  if (wantsJson) printJson(withNotices(output.json, notices));
  else if (output.text !== '') print(output.text);
}

function withNotices(json: unknown, notices: readonly Notice[]): unknown {
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  return isObject && notices.length > 0 ? { ...json, notices } : json;
}

function fail(error: unknown, notices: readonly Notice[], wantsJson: boolean): void {
  const { code, message } = toWireError(error);
  for (const { text, lines = [] } of notices) for (const line of [text, ...lines]) complain(line);
  if (wantsJson) printJson(withNotices({ error: { code, message } }, notices));
  complain(message);
  if (!(error instanceof AppError) && process.env['NIANSHU_DEBUG']) console.error(error);
}

/** Progress on one line of a terminal that is written over; nothing where standard error is a file. */
function progressLine(done: number, total: number, text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001B[2K${done < total ? `${text} ${done}/${total}` : ''}`);
}

/** Nothing that was written may be lost by the end of a process that does not wait for its pipes. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.destroyed || stream.writableEnded) resolve();
    else stream.write('', () => resolve());
  });

/**
 * Runs one command and answers with its exit code; all output has been handed over by then. Never rejects.
 * @param argv words after the program, the command's name first
 */
export async function runCli(argv: readonly string[], host: CliHost): Promise<ExitCode> {
  setHost(host);
  // Also on a line that can't be read otherwise.
  const wantsJson = argv.includes('--json');
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  let dataDir: string | null = null;
  let exitCode: ExitCode;
  try {
    const { opensData, data, run } = readArguments(argv);
    if (opensData) dataDir = dataDirOf(data);
    // What can't be opened must not be taken for damaged.
    if (opensData) needDriver();
    const call = { signal: controller.signal, progress: progressLine };
    const output = await run({ data, call, say: complain });
    report(output, dataDir === null ? [] : noticesOf(dataDir), wantsJson);
    ({ exitCode } = output);
  } catch (error) {
    fail(error, dataDir === null ? [] : noticesOf(dataDir), wantsJson);
    exitCode = 2;
  }
  process.off('SIGINT', stop);
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  return exitCode;
}
