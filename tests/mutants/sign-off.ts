import type { Mutant } from './mutant.ts';

const SIGNOFF = ['tests/unit/signoff/signoff.test.ts'];
const OBSTACLES = ['tests/unit/signoff/obstacles.test.ts'];
const SEAL = ['tests/unit/signoff/seal.test.ts'];
const RICH = ['tests/unit/signoff/rich-files.test.ts'];
const CANONICAL = ['tests/unit/signoff/canonical.test.ts'];
const SERVICE = 'electron/backend/service/signoff.ts';
const APPROVAL = 'electron/backend/service/approval.ts';
const VERSION = 'electron/backend/service/sign-version.ts';
const STEPS = ['tests/unit/signoff/approval.test.ts'];
const KEYS = ['tests/unit/signoff/keys.test.ts'];
const TAMPERED = ['tests/unit/signoff/tampered-store.test.ts'];
const FILES = ['tests/unit/signoff/files.test.ts'];

/** Signing: what is signed, by whom, and what still stands in its way. */
export const signOff: readonly Mutant[] = [
  {
    why: 'a comment whose words are all taken back blocks signing, and nobody can find it',
    file: 'shared/signoff/obstacles.ts',
    find: ' && thread.comments.some((comment) => !comment.removed))',
    put: ')',
    tests: OBSTACLES,
  },
  {
    why: 'an open comment does not block signing',
    file: 'shared/signoff/obstacles.ts',
    find: "thread.state === 'open' &&",
    put: "thread.state !== 'open' && thread.state !== 'resolved' &&",
    tests: OBSTACLES,
  },
  {
    why: 'an open change does not block signing',
    file: 'shared/signoff/obstacles.ts',
    find: 'if (revisions.size === 0) return [];',
    put: 'if (revisions.size >= 0) return [];',
    tests: OBSTACLES,
  },
  {
    why: 'a field that follows a variable counts as empty, or as filled in, by its own value',
    file: 'shared/signoff/obstacles.ts',
    find: '|| fieldValue(node, variables)) return [];',
    put: '|| node.value) return [];',
    tests: OBSTACLES,
  },
  {
    why: 'a section that may be left out blocks signing',
    file: 'shared/signoff/obstacles.ts',
    find: '.filter((slot) => slot.required)',
    put: '.filter((slot) => slot.key)',
    tests: OBSTACLES,
  },
  {
    why: 'a required section that is only a heading passes',
    file: 'shared/signoff/obstacles.ts',
    find: "block.type !== 'heading' && textOfBlock",
    put: 'textOfBlock',
    tests: OBSTACLES,
  },
  {
    why: 'a required section counts as written by what stands in the next one',
    file: 'shared/signoff/obstacles.ts',
    find: 'says(section.from + 1, section.to)',
    put: 'says(section.from + 1, blocks.length)',
    tests: OBSTACLES,
  },
  {
    why: 'a text is signed that changed while the key was derived',
    file: APPROVAL,
    find: 'now.revision === report.revision &&',
    put: 'now.revision >= report.revision &&',
    tests: ['tests/unit/signoff/shown-revision.test.ts'],
  },
  {
    why: 'a report is signed with open comments in it',
    file: VERSION,
    find: 'if (open.length > 0) {',
    put: 'if (open.length < 0) {',
    tests: SIGNOFF,
  },
  {
    why: 'a writer signs',
    file: SERVICE,
    find: "if (person.role !== 'signer')",
    put: 'if (person.role === undefined)',
    tests: SIGNOFF,
  },
  {
    why: 'a signed report is signed once more, over the first signature',
    file: APPROVAL,
    find: `  if (report.state === 'signed-off')
    throw`,
    put: `  if (report.revision < 0)
    throw`,
    tests: SIGNOFF,
  },
  {
    why: 'signatures don’t name the one before: one taken out is not noticed',
    file: VERSION,
    find: "previous: store.signatures.list(report.id)[0]?.sha256 ?? '',",
    put: "previous: '',",
    tests: SIGNOFF,
  },
  {
    why: 'the report goes on as a draft after it was signed',
    file: VERSION,
    find: "store.reports.setState(report, 'signed-off');",
    put: '',
    tests: SIGNOFF,
  },
  {
    why: 'an error of the checks that somebody has looked at blocks signing',
    file: SERVICE,
    find: "finding.severity === 'error' && !finding.ignored",
    put: "finding.severity === 'error'",
    tests: SIGNOFF,
  },
  {
    why: 'errors of the checks don’t block signing',
    file: SERVICE,
    find: 'return [...found, ...errors];',
    put: 'return found;',
    tests: SIGNOFF,
  },
  {
    why: 'the hash is over the draft with its mark, and the file that goes out is not what was signed',
    file: VERSION,
    find: "public: signedTextHash(deps, report, 'public'),",
    put: "public: signedTextHash(deps, report, 'internal'),",
    tests: FILES,
  },
  {
    why: 'variables are not signed: the unit’s name may be changed behind the signature',
    file: 'shared/signoff/canonical.ts',
    find: 'canonicalJson({ format: 1, template, year, unit, variables, blocks })',
    put: 'canonicalJson({ format: 1, template, year, unit, blocks: [...blocks, Object.keys(variables).length > 99] })',
    tests: CANONICAL,
  },
  {
    why: 'what is not for the public is not signed: it may be opened behind the signature',
    file: 'shared/signoff/canonical.ts',
    find: "'pIns', 'pDel', 'pFmt'",
    put: "'pIns', 'pDel', 'pFmt', 'secret'",
    tests: CANONICAL,
  },
  {
    why: 'the same words read otherwise in a copy, whose ids are others',
    file: 'shared/signoff/canonical.ts',
    find: "new Set(['id', ",
    put: 'new Set([',
    tests: CANONICAL,
  },
  {
    why: 'the form depends on the order in which keys were written',
    file: 'shared/signoff/canonical.ts',
    find: '(a < b ? -1 : 1)',
    put: '(a < b ? 0 : 0)',
    tests: CANONICAL,
  },
  {
    why: 'a comment that was on the words splits them, and the form is another one',
    file: 'shared/signoff/canonical.ts',
    find: 'node.text !== undefined && sameMarks(last, node)) {',
    put: "node.text !== undefined && last.text === '' && sameMarks(last, node)) {",
    tests: CANONICAL,
  },
  {
    why: 'leaves that differ in what may be printed run together',
    file: 'shared/signoff/canonical.ts',
    find: 'return canonicalJson(a) === canonicalJson(b);',
    put: 'return canonicalJson(a) === canonicalJson(b) || true;',
    tests: CANONICAL,
  },
  {
    why: 'a key of another kind than the program makes is believed',
    file: 'electron/backend/signing/keys.ts',
    find: "key.asymmetricKeyType === 'ed25519' &&",
    put: '',
    tests: SEAL,
  },
  {
    why: 'what is signed of the public edition is the hash of the internal text',
    file: 'electron/backend/signing/seal.ts',
    find: 'text: editions.public,',
    put: 'text: editions.internal,',
    tests: SEAL,
  },
  {
    why: 'the hash over hidden figures has no salt: whoever has it tries out figure by figure until it fits',
    file: 'electron/backend/signing/hash.ts',
    find: 'if (record.format === 1) return sha256(form);',
    put: 'if (record.format > 0) return sha256(form);',
    tests: ['tests/unit/signoff/hash.test.ts'],
  },
  {
    why: 'two windows sign one report, and its signatures no longer follow each other',
    file: APPROVAL,
    find: 'now.state === report.state &&',
    put: '',
    tests: STEPS,
  },
  {
    why: 'a step that was taken before the text changed still counts',
    file: 'electron/backend/service/approval-state.ts',
    find: "=== said.content ? 'good' : 'changed';",
    put: "=== said.content ? 'good' : 'good';",
    tests: STEPS,
  },
  {
    why: 'steps are taken out of the unit’s order',
    file: APPROVAL,
    find: 'if (!slot.isOpen && !slot.done) {',
    put: 'if (!slot.isOpen && slot.done) {',
    tests: STEPS,
  },
  {
    why: 'steps of a text that was sent back go on counting',
    file: 'electron/backend/service/approval-state.ts',
    find: "if (wasReturned) return 'ended';",
    put: '',
    tests: STEPS,
  },
  {
    why: 'a step comes in for a text that has changed since',
    file: 'electron/backend/service/take-in-approval.ts',
    find: 'if (canonicalForm(report) !== formOf(file))',
    put: 'if (canonicalForm(report) === undefined)',
    tests: STEPS,
  },
  {
    why: 'a namesake gets a key without a word',
    file: 'electron/backend/service/keys.ts',
    find: 'if (old && !way) throw needsWay(old, name);',
    put: '',
    tests: KEYS,
  },
  {
    why: 'a passphrase that everybody tries first is taken',
    file: 'electron/backend/signing/passphrase.ts',
    find: 'if (guessesLog10 < LEAST) {',
    put: 'if (guessesLog10 < 0) {',
    tests: KEYS,
  },
  {
    why: 'a card is taken in that somebody else has signed',
    file: 'electron/backend/signing/card.ts',
    find: '!isSignedBy(card.key, file.card, file.signature)',
    put: 'card.key === file.signature',
    tests: KEYS,
  },
  {
    why: 'a signed report goes out that was changed behind the program',
    file: 'electron/backend/service/export.ts',
    find: 'if (troubles.length === 0) return;',
    put: 'if (troubles.length >= 0) return;',
    tests: TAMPERED,
  },
  {
    why: 'the end of a record may go unseen although a signature or a file names it',
    file: 'electron/backend/store/trust/record-state.ts',
    find: 'if (entry === undefined) {',
    put: "if (entry === undefined && by === 'export') {",
    tests: TAMPERED,
  },
  {
    why: 'a row that names other bytes makes them this very file',
    file: 'electron/backend/store/trust/issued-files.ts',
    find: 'if (!statement || statement.sha256 !== file.sha256) return null;',
    put: 'if (!statement) return null;',
    tests: TAMPERED,
  },
  {
    why: 'a side file of another file proves this one',
    file: 'electron/backend/service/verify-file.ts',
    find: 'side.file.sha256 === hash &&',
    put: '',
    tests: FILES,
  },
  {
    why: 'a file without the images that were signed carries the mark of the signature',
    file: 'electron/backend/service/stamped.ts',
    find: 'if (missing > 0)',
    put: 'if (missing < 0)',
    tests: RICH,
  },
  {
    why: 'words put in behind the imprint of a signed file pass as part of it',
    file: 'electron/backend/signing/stamped-head.ts',
    find: 'rest.endsWith(words) ? rest.slice(0, rest.length - words.length) : before;',
    put: 'rest.includes(words) ? rest.slice(0, rest.indexOf(words)) : before;',
    tests: ['tests/unit/signoff/stamped-head.test.ts'],
  },
];
