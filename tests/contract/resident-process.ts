import { Readable } from 'node:stream';

import { projectHost } from '../../electron/shells/cli/project-host.ts';
import { runCli } from '../../electron/shells/cli/run.ts';
import { keepFilesPrivate } from '../../electron/shells/private-files.ts';
import type { Line } from './resident-cli.ts';
import type { Ended } from './run-cli.ts';

keepFilesPrivate();

/** Takes what is written to a stream from now on. */
function collect(stream: NodeJS.WriteStream, take: (text: string) => void): void {
  stream.write = (chunk: string | Uint8Array, ...more: unknown[]): boolean => {
    take(String(chunk));
    const told = more.at(-1);
    if (typeof told === 'function') process.nextTick(told);
    return true;
  };
}

async function run({ folder, args, input }: Line): Promise<Ended> {
  process.chdir(folder);
  const stdin = Readable.from([Buffer.from(input)], { objectMode: false });
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  const ended: Ended = { code: -1, stdout: '', stderr: '' };
  collect(process.stdout, (text) => (ended.stdout += text));
  collect(process.stderr, (text) => (ended.stderr += text));
  ended.code = await runCli(args, projectHost(folder));
  return ended;
}

/** Lines run one after the other, as whoever types them would have it. */
let last: Promise<unknown> = Promise.resolve();
process.on('message', (line) => {
  last = last.then(async () => process.send?.(await run(line as Line)));
});
