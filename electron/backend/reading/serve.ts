import { AppError, toWireError } from '../../../shared/errors/app-error.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { FromReader, ToReader } from './messages.ts';
import { unreadable } from '../files/refusals.ts';
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
      const known = error instanceof AppError ? error : unreadable(task.file.name, error);
      answer = {
        type: 'failed',
        id,
        error: toWireError(known),
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
