import { AppError } from '../../../shared/errors/app-error.ts';

/** Throws where this is not so. */
export function must(so: boolean, what: string, facts?: unknown): asserts so {
  if (!so) throw new Error(facts === undefined ? what : `${what}: ${JSON.stringify(facts).slice(0, 700)}`);
}

/** Codes that say nothing of a file. */
const OURS = new Set(['internal', 'unavailable', 'unknown-method', 'cancelled']);

/** A refusal says in a Chinese sentence which file it is about and what to do; anything else is a fault. */
export function mustBeRefusal(error: unknown, name: string): void {
  if (!(error instanceof AppError)) throw error;
  mustSay(error, name);
}

export function mustSay({ code, message }: { code: string; message: string }, name: string): void {
  must(!OURS.has(code), `refused with ${code}`, message);
  must(message.includes(name), 'the refusal does not name the file', { code, message });
  must(
    /^[^A-Za-z]*\p{Script=Han}/u.test(message.replaceAll(name, '')),
    'the refusal is not Chinese',
    message,
  );
  must(message.endsWith('。'), 'the refusal is no sentence', message);
}
