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
    find: 'if (this.#sending !== batch) return;',
    put: '',
    tests: QUEUE,
  },
  {
    why: 'the next batch is made on the revision before the last',
    file: FILE,
    find: '        this.#revision = revision;\n        this.#sending = null;',
    put: '        this.#sending = null;',
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
    why: 'what was refused as of another revision is sent again',
    file: FILE,
    find: "if (this.#busy || this.#status.state === 'conflict') return;",
    put: 'if (this.#busy) return;',
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
    find: "if (state === 'offline' && !this.#closed && this.#client.connection() === 'online') {",
    put: 'if (this.#closed) {',
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
    find: `    this.#revision = revision;
    this.#ops = [];`,
    put: '    this.#revision = revision;',
    tests: QUEUE,
  },
  {
    why: 'whoever waits for “saved” waits for ever when it failed',
    file: FILE,
    find: '    this.#settle(error);\n    // Came back',
    put: '    // Came back',
    tests: QUEUE,
  },
  {
    why: 'rows of two changes in one batch: the first ones are lost',
    file: FILE,
    find: 'revisions: [...revisions, ...(rows.revisions ?? [])],',
    put: 'revisions: [...(rows.revisions ?? [])],',
    tests: QUEUE,
  },
  {
    why: 'a variable is sent with every batch from then on',
    file: FILE,
    find: `    this.#ops = [];
    this.#variables = null;
    this.#review = null;
    return true;`,
    put: `    this.#ops = [];
    this.#review = null;
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
];
void SESSION;
