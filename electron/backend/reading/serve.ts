import { AppError, toWireError } from '../../../shared/errors/app-error.ts';
import { FileError } from '../../../shared/errors/file-error.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { FromReader, ToReader } from './messages.ts';
import { inWordsOf } from './purposes.ts';
import { perform, type ReadingTask } from './tasks.ts';

/** The line from a process that reads to the backend. */
export type BackendLine = {
  send(message: FromReader): void;
  onMessage(listener: (message: ToReader) => void): void;
};

/** A process that reads foreign files: does one task after the other until it is ended from outside. */
export function serveReading(line: BackendLine): void {
  let templates: readonly Template[] = [];

  const read = async (id: number, task: ReadingTask): Promise<void> => {
    line.send({ type: 'begun', id });
    let answer: FromReader;
    try {
      const result = await perform(task, templates);
      answer = { type: 'done', id, result, resident: process.memoryUsage.rss() };
    } catch (error) {
      // Something else is in the file that this program did not foresee.
      const known =
        error instanceof AppError ? error : new FileError('unforeseen', task.file.name, { cause: error });
      answer = {
        type: 'failed',
        id,
        error: toWireError(inWordsOf(task, known)),
        ...(known === error
          ? {}
          : { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
        resident: process.memoryUsage.rss(),
      };
    }
    line.send(answer);
  };

  line.onMessage((message) => {
    if (message.type === 'begin') ({ templates } = message);
    else void read(message.id, message.task);
  });
}
