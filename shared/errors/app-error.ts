/**
 * Errors that a user can act on. The code is the contract; the Chinese sentence says what happened, what was
 * kept and what to do next, and is made where the facts are known.
 */
export const ERROR_CODES = [
  'bad-request', // parameters do not fit the contract
  'unknown-method',
  'not-found', // no such report, template, …
  'no-person', // nobody said who is at work
  'stale-revision', // somebody else saved in between
  'invalid-document', // operations that do not fit the stored document
  'not-word', // not a .docx at all
  'not-image', // no image that can be shown
  'empty-file',
  'damaged-file', // truncated or inconsistent zip, broken XML
  'encrypted-file',
  'too-large', // over a cap: bytes, entries, ratio, depth, length of a value
  'signed-off', // a signed report takes no change
  'not-ready', // something still stands between a report and its signature
  'wrong-passphrase',
  'unknown-encoding',
  'unsupported-format',
  'read-only', // the data folder can't be written
  'disk-full',
  'newer-database', // made by a newer version of the program
  'damaged-database',
  'no-driver', // neither library that brings SQLite can be loaded on this machine
  'recovery-needed', // the database is missing or broken, and somebody has to say what takes its place
  'template-invalid',
  'rules-invalid', // a word list of the checks that came with the program
  'not-review-copy', // no copy of this report that was sent for review
  'no-printer', // no browser engine for PDF
  'would-publish', // hidden words would be public by a change that is no decision about that
  'classified', // it has the grade of a state secret, which may not be here, or may not go out
  'leftovers', // the public edition holds text that nobody has decided about
  'review-needed', // a public edition waits for its review, or was reviewed and may not go out
  'cancelled',
  'unavailable', // backend is gone or starting
  'internal', // a fault of ours
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error with a code and a sentence for the user. Anything else that is thrown is a fault of the program. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /** Facts for the interface, e.g. `{ revision: 12 }` of a stale revision. */
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options?: { cause?: unknown; details?: Record<string, unknown> },
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options?.details;
  }
}

/** What crosses a transport. Never a stack trace. */
export type WireError = { code: ErrorCode; message: string; details?: Record<string, unknown> };

export function toWireError(error: unknown): WireError {
  if (error instanceof AppError) {
    return { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}) };
  }
  return {
    code: 'internal',
    message: '程序内部出错，已保存的内容没有受影响。请重试；如仍出错，请重新打开程序。',
  };
}

export function fromWireError(wire: WireError): AppError {
  return new AppError(wire.code, wire.message, wire.details ? { details: wire.details } : {});
}
