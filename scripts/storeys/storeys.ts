/** A folder (or a file) with one idea. The innermost room that is named is the one that a file belongs to. */
export type Room = {
  path: string;
  what: string;
  /** Libraries that this room may use beside those of its area. `node:` stands for all of Node's own. */
  packages?: readonly string[];
  /** What it may import from outside of its area, where that is less than the area may. */
  imports?: readonly string[];
};

/** A part of the program that runs in one kind of place. */
export type Area = {
  path: string;
  what: string;
  /** What its rooms may import from outside of it. */
  imports: readonly string[];
  /** Libraries that each of its rooms may use. */
  packages: readonly string[];
  /**
   * From the ground up. A room imports from itself and from lower storeys only: not from above, and not from its
   * neighbours. What two neighbours need stands below both of them, so that each can be read, tested and moved without
   * the other, and so that rooms can't form a circle.
   */
  storeys: readonly (readonly Room[])[];
};

const shared: Area = {
  path: 'shared',
  what: 'The core: pure TypeScript that runs in the backend, in the page and in a worker alike.',
  imports: [],
  packages: [],
  storeys: [
    [
      {
        path: 'shared/errors',
        what: 'Errors that a user can act on: codes, and how they cross a transport.',
      },
      {
        path: 'shared/text',
        what: 'Texts as such: folding, bigrams, likeness, alignment, difference, Chinese numerals and dates.',
        packages: ['fast-diff'],
      },
    ],
    [
      {
        path: 'shared/figures',
        what: 'A figure as it is written: reading it, how exact it claims to be, comparing two. Below the document, because a computed field follows a figure.',
      },
      {
        path: 'shared/workbook',
        what: 'A table as an .xlsx file.',
        packages: ['fflate'],
      },
      {
        path: 'shared/settings',
        what: 'Settings of the unit, one file a setting, each with its default.',
        packages: ['zod'],
      },
    ],
    [
      {
        path: 'shared/document',
        what: 'What a report is made of: blocks, fields, items, their normaliser and numbering, and what they read like.',
        packages: ['slate'],
      },
    ],
    [
      {
        path: 'shared/template',
        what: 'The outline that a report must have, and the first text of a new one.',
        packages: ['zod', 'jsonc-parser'],
      },
      {
        path: 'shared/privacy',
        what: 'What of a text tells who is meant, and what is hidden elsewhere in whichever way it is written: one finder for gate, checks and recognition.',
      },
      { path: 'shared/reuse', what: 'How much of a text is still that of last year.' },
      {
        path: 'shared/review',
        what: 'Comments and tracked changes: making, accepting and rejecting them.',
        packages: ['slate', 'slate-history', 'fast-diff'],
      },
    ],
    [
      {
        path: 'shared/edition',
        what: 'The gate: the only maker of what a writer may print, for the internal and the public edition.',
        packages: ['slate', 'zod'],
      },
    ],
    [
      { path: 'shared/structure', what: 'Recognising a report in plain paragraphs, and how sure that is.' },
      { path: 'shared/signoff', what: 'What a signature covers, and what stands in its way.' },
    ],
    [
      { path: 'shared/paste', what: 'What the clipboard holds, as blocks of a report.' },
      { path: 'shared/merge', what: 'A copy that comes back from Word, merged into the report.' },
      {
        path: 'shared/checks',
        what: 'What proofreading rules share: views, findings, fixes.',
        packages: ['slate'],
      },
      { path: 'shared/compare', what: 'Two editions side by side.' },
      { path: 'shared/indicators', what: 'Figures over the years.' },
      { path: 'shared/find', what: 'Finding and replacing in one report.', packages: ['slate'] },
    ],
    [
      { path: 'shared/checks/rules', what: 'The rules, one file each, and the list of them.' },
      {
        path: 'shared/proof',
        what: 'What is about to be handed over, read a second time in the plainest way: it must lead back and on.',
        packages: ['fast-diff'],
      },
    ],
    [
      {
        path: 'shared/contract',
        what: 'What a shell can ask of the backend, and what it answers.',
        packages: ['zod'],
      },
    ],
  ],
};

const electron: Area = {
  path: 'electron',
  what: 'The program outside of the page: the backend, the shells that carry requests to it, the window.',
  imports: ['shared'],
  packages: ['node:', 'zod'],
  storeys: [
    [
      {
        path: 'electron/backend/ports.ts',
        what: 'What prints, and what keeps the log: a shell provides both.',
      },
      {
        path: 'electron/backend/files',
        what: 'A file from outside: its bytes, the limits on it, how it is refused, what kind of image it is.',
        packages: ['image-size'],
      },
      {
        path: 'electron/backend/sqlite',
        what: 'The port to SQLite, and the two libraries that bring it: the only way to a database.',
        packages: ['better-sqlite3'],
      },
      { path: 'electron/backend/checking', what: 'Proofreading a document outside of the page.' },
      { path: 'electron/backend/properties', what: 'What a file carries beside its text.' },
      {
        path: 'electron/backend/pdf',
        what: 'Changing a PDF without writing it anew, and where its lines stand.',
        packages: ['fflate', 'unpdf'],
      },
    ],
    [{ path: 'electron/backend/text', what: 'Text files: kind, encoding, Markdown.' }],
    [
      {
        path: 'electron/backend/docx',
        what: 'Reading and writing Word.',
        packages: ['docx', 'yauzl', 'saxes', 'fflate'],
      },
      {
        path: 'electron/backend/print',
        what: 'The printed page as HTML, and PDF through the printer of the shell.',
        packages: ['playwright'],
      },
    ],
    [
      {
        path: 'electron/backend/signing/shown',
        what: 'What a file shows, hides or could show differently that the export never makes.',
      },
    ],
    [
      {
        path: 'electron/backend/signing',
        what: 'Keys, signatures, and the stamp that a file carries.',
        packages: ['@zxcvbn-ts/core', '@zxcvbn-ts/language-common', 'pinyin-pro', 'unpdf'],
      },
    ],
    [
      {
        path: 'electron/backend/reading',
        what: 'Files from outside are read in a process of their own: what is asked of it, its limits, its end.',
      },
      {
        path: 'electron/backend/store/base',
        what: 'What the store stands on: the file and its versions, writing for good, errors, checksums, notices.',
        packages: ['slate'],
      },
    ],
    [
      {
        path: 'electron/backend/store/backups',
        what: 'Copies of the database: making, sealing, comparing, listing them, putting one in.',
      },
    ],
    [
      {
        path: 'electron/backend/store/erase',
        what: 'A report out of everything that is kept, for good: what goes, doing it, proving it.',
        packages: ['zod'],
      },
      {
        path: 'electron/backend/store/recovery',
        what: 'Damage: looking for it, saving what is readable, bringing data back.',
        packages: ['slate'],
      },
    ],
    [
      {
        path: 'electron/backend/store',
        what: 'The database as it is used: opening it, one file a group of tables.',
        packages: ['slate'],
      },
    ],
    [
      {
        path: 'electron/backend/store/trust',
        what: 'Whether what is stored is what was signed: signatures, steps, the record, exported files.',
      },
    ],
    [
      {
        path: 'electron/backend/store/care',
        what: 'Looking after the store while the program runs: backups when they are due, the doctor, on a thread.',
      },
    ],
    [{ path: 'electron/backend/service', what: 'Use cases, one file a feature.', packages: ['slate'] }],
    [
      {
        path: 'electron/shells',
        what: 'What shells share: requests on a wire, files of the page, where the data are.',
      },
    ],
    [
      { path: 'electron/shells/ipc', what: 'The backend over a MessagePort.' },
      { path: 'electron/shells/loopback', what: 'The backend over HTTP and WebSocket.', packages: ['ws'] },
      { path: 'electron/shells/cli', what: 'The backend on the command line.' },
    ],
    [
      {
        path: 'electron/main',
        what: "Electron's entry: window, menu, dialogs, security.",
        packages: ['electron'],
        imports: ['shared/errors', 'shared/contract', 'shared/text'],
      },
    ],
    [
      {
        path: 'electron/preload',
        what: 'The few functions that the page may call.',
        packages: ['electron'],
        imports: [],
      },
    ],
  ],
};

const feature = (name: string, what: string, packages: readonly string[] = []): Room => ({
  path: `renderer/features/${name}`,
  what,
  packages: ['lucide-react', 'radix-ui', ...packages],
});

const renderer: Area = {
  path: 'renderer',
  what: 'The page, in a sandbox: no Node, no Electron.',
  imports: ['shared', 'resources'],
  packages: ['react', 'react-dom'],
  storeys: [
    [
      {
        path: 'renderer/base',
        what: 'What knows nothing of the program: routes, preferences, what is remembered.',
      },
    ],
    [
      {
        path: 'renderer/ui',
        what: 'Shared controls and screens without a subject.',
        packages: ['lucide-react', 'radix-ui'],
      },
    ],
    [
      {
        path: 'renderer/client',
        what: 'The one typed way to the backend, and the settings that come over it.',
      },
    ],
    [
      {
        path: 'renderer/commands',
        what: 'Commands, their keys, the palette: editor and features offer some.',
        packages: ['lucide-react', 'radix-ui', 'pinyin-pro'],
      },
    ],
    [
      {
        path: 'renderer/editor',
        what: 'The page that is written on.',
        packages: ['lucide-react', 'radix-ui', 'slate', 'slate-react', 'slate-dom', 'slate-history'],
      },
    ],
    [
      feature('help', 'The words of the help.'),
      feature('recovery', 'What was damaged, what could be saved.'),
      feature('preferences', 'What a person likes on this machine.'),
      feature('people', 'Who is at work.'),
      feature('outline', 'The outline panel, and moving sections.', ['slate']),
      feature('fields', 'All fields of a report as a table.'),
      feature('find', 'Finding and replacing in the window.', ['slate']),
      feature('drafts', 'What could not be stored in its report: offered again.'),
      feature('doubts', 'What recognition was unsure of.', ['slate']),
      feature('export', 'Choosing, previewing and saving a file.', ['pdfjs-dist']),
    ],
    [
      feature('secrecy', 'Whether this computer may hold state secrets; erasing a text for good.'),
      feature(
        'keys',
        'Whose key is whose: making, exchanging, ending keys, and the passphrase of a signature.',
      ),
    ],
    [
      feature('start', 'The list of reports, a new one, import.'),
      feature('public', 'The public edition on show in place of the page that is written on.'),
      feature('past', "Last year's text beside this year's."),
      feature('checks', 'Proofreading as one writes.', ['slate']),
    ],
    [
      feature('backups', 'Backups: where they are, what is in them, putting one in, another computer.'),
      feature('compare', 'Two reports or versions side by side.'),
      feature('figures', 'Figures over the years.'),
      feature('search', 'Searching all years.'),
      feature('review', 'Comments, changes, versions.', ['slate', 'slate-react']),
      feature('signoff', 'Signing, verifying, the record.'),
    ],
    [feature('report', 'The window of one report, which holds its panels together.', ['slate'])],
    [{ path: 'renderer/app', what: 'Start-up, and which screen is shown.' }],
  ],
};

export const AREAS: readonly Area[] = [shared, electron, renderer];

/**
 * Libraries that these folders alone use in the whole tree, tests and scripts as well: elsewhere nobody may know which it
 * is. Who builds a driver tries the very file that was built.
 */
export const OWNED: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['electron/backend/sqlite', 'tests/unit/scripts/native'],
  'node:sqlite': ['electron/backend/sqlite'],
};
