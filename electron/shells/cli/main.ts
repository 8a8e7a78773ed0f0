import { AppError, toWireError } from '../../../shared/errors/app-error.ts';
import { keepFilesPrivate } from '../private-files.ts';
import { readArguments } from './args.ts';
import type { Output } from './command.ts';

keepFilesPrivate();

const argv = process.argv.slice(2);

/** Whether `--json` was asked for, also on a line that can't be read otherwise. */
const wantsJson = argv.includes('--json');

// `cli list | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const complain = (line: string): void => void process.stderr.write(`${line.replaceAll(/\s*\n\s*/g, ' ')}\n`);
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

function report(output: Output): void {
  for (const line of output.complaints ?? []) complain(line);
  if (wantsJson) printJson(output.json);
  else if (output.text !== '') print(output.text);
  process.exitCode = output.exitCode;
}

function fail(error: unknown): void {
  const { code, message } = toWireError(error);
  if (wantsJson) printJson({ error: { code, message } });
  complain(message);
  if (!(error instanceof AppError) && process.env['NIANSHU_DEBUG']) console.error(error);
  process.exitCode = 2;
}

/** Progress on one line of a terminal that is written over; nothing where standard error is a file. */
function progressLine(done: number, total: number, text: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001B[2K${done < total ? `${text} ${done}/${total}` : ''}`);
}

async function main(): Promise<void> {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  try {
    const { run, data } = readArguments(argv);
    const call = { signal: controller.signal, progress: progressLine };
    report(await run({ data, call, say: complain }));
  } catch (error) {
    fail(error);
  }
}

await main();
