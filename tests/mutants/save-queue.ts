import type { Mutant } from './mutant.ts';

const QUEUE = ['tests/unit/session/save-queue.test.ts'];
const SESSION = ['tests/unit/session/report-session.test.ts'];
const FILE = 'renderer/editor/save-queue.ts';

/** From the key to the backend's own word that it is on disk. */
export const saveQueue: readonly Mutant[] = [
  {
    why: 'a batch whose answer got lost is not sent again',
    file: FILE,
    find: 'if (this.#sending) return true;',
    put: '',
    tests: QUEUE,
  },
  {
    why: 'an answer from before a reload moves the revision of the new text',
    file: FILE,
    find: '      if (this.#sending !== batch) return false;\n      this.#revision = revision;',
    put: '      this.#revision = revision;',
    tests: QUEUE,
  },
  {
    why: 'the next batch is made on the revision before the last',
    file: FILE,
    find: '      this.#revision = revision;\n      this.#sending = null;\n      return !this.#isBlocked();',
    put: '      this.#sending = null;\n      return !this.#isBlocked();',
    tests: QUEUE,
  },
  {
    why: 'two batches are under way at once',
    file: FILE,
    find: 'if (this.#busy || this.#status',
    put: 'if (this.#status',
    tests: QUEUE,
  },
  {
    why: 'nothing goes out when the backend is back',
    file: FILE,
    find: "if (connection === 'online' && this.#status.state === 'offline') void this.#send();",
    put: '',
    tests: QUEUE,
  },
  {
    why: 'nothing goes out when the backend came back before the failed call was answered',
    file: FILE,
    find: "if (state === 'offline' && this.#client.connection() === 'online' && this.#timer === null)",
    put: 'if (this.#closed)',
    tests: QUEUE,
  },
  {
    why: 'somebody who types on without a pause is not saved',
    file: FILE,
    find: 'Math.min(QUIET, this.#since + LONGEST - now)',
    put: 'QUIET',
    tests: QUEUE,
  },
  {
    why: 'an operation that could not be applied is sent all the same',
    file: FILE,
    find: 'if (at >= 0) this.#ops.splice(at, 1);',
    put: '',
    tests: QUEUE,
  },
  {
    why: 'what was given up with a reload is sent on top of the new text',
    file: FILE,
    find: `    this.#stopTimer();
    this.#revision = revision;
    this.#ops = [];`,
    put: '    this.#stopTimer();\n    this.#revision = revision;',
    tests: QUEUE,
  },
  {
    why: 'whoever waits for “saved” waits for ever when it failed',
    file: FILE,
    find: '    this.#settle(error);\n    if (this.#closed) return;',
    put: '    if (this.#closed) return;',
    tests: QUEUE,
  },
  {
    why: 'rows of two changes in one batch: the first ones are lost',
    file: FILE,
    find: 'revisions: [...(before?.revisions ?? []), ...(more.revisions ?? [])],',
    put: 'revisions: [...(more.revisions ?? [])],',
    tests: QUEUE,
  },
  {
    why: 'a variable is sent with every batch from then on',
    file: FILE,
    find: `    this.#variables = null;
    this.#review = null;
    return true;`,
    put: `    this.#review = null;
    return true;`,
    tests: QUEUE,
  },
  {
    why: 'the page says saved while a conflict is open and more is typed',
    file: FILE,
    find: "if (this.#status.state === 'conflict') return;\n    if (this.#status.state === 'saved')",
    put: "if (this.#status.state === 'saved' || this.#status.state === 'conflict')",
    tests: QUEUE,
  },
  {
    why: 'a call that fails after a conflict was found takes the conflict away',
    file: FILE,
    find: '    if (this.#isBlocked()) {\n',
    put: '    if (this.#closed) {\n',
    tests: QUEUE,
  },
  {
    why: 'a batch that is refused for what is in it is sent again for ever',
    file: FILE,
    find: "if (outcomeOf(error, batch.attempts).at !== 'refused') throw error;",
    put: 'throw error;',
    tests: QUEUE,
  },
  {
    why: 'what is put in the place of a refused batch is made anew for ever',
    file: FILE,
    find: 'again: batch.again',
    put: 'again: false',
    tests: QUEUE,
  },
  {
    why: 'what the disk had no room for is not tried again',
    file: FILE,
    find: "if (state === 'failed' && this.#timer === null) this.#sendIn(AGAIN);",
    put: '',
    tests: QUEUE,
  },
  {
    why: 'what is written during a reload waits for the next key',
    file: FILE,
    find: "if (!this.idle && this.#status.state === 'dirty' && this.#timer === null) this.#schedule();",
    put: '',
    tests: QUEUE,
  },
  {
    why: 'whoever waits for “saved” waits for ever when the report is read anew',
    file: FILE,
    find: "    this.#set({ state: 'saved' });\n    this.#settle(null);\n  }",
    put: "    this.#set({ state: 'saved' });\n  }",
    tests: QUEUE,
  },
  {
    why: 'a window takes its own saving for another one’s',
    file: 'renderer/editor/session.ts',
    find: 'if (id !== this.id || session === this.#name || revision <= this.#queue.revision) return;',
    put: 'if (id !== this.id || revision <= this.#queue.revision) return;',
    tests: SESSION,
  },
  {
    why: 'a reload gives up what is not saved without a draft of it',
    file: 'renderer/editor/session.ts',
    find: 'if (this.unsaved && (await this.drafts.keep(this.#draftReason())) === null) throw notKept();',
    put: '',
    tests: SESSION,
  },
  {
    why: 'what was refused for good is dropped without a draft',
    file: 'renderer/editor/session.ts',
    find: "      const keptAt = await this.drafts.keep('refused');",
    put: "      const keptAt = 'store' as const;",
    tests: SESSION,
  },
  {
    why: 'rows that were given up count as stored after a reload',
    file: 'renderer/editor/review-desk.ts',
    find: '    this.#revisions.clear();',
    put: '',
    tests: SESSION,
  },
];
