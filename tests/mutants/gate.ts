import type { Mutant } from './mutant.ts';

const GATE = ['tests/unit/edition/gate.test.ts'];
const SECRECY = ['tests/unit/edition/secrecy.test.ts'];
const POLICY = ['tests/unit/edition/gate.test.ts', 'tests/unit/edition/secrecy.test.ts'];
const COMPUTED = ['tests/unit/edition/computed.test.ts'];
const HEAD = ['tests/unit/edition/head.test.ts'];
const COPY = ['tests/unit/review/sent-as.test.ts'];

/** The gate: the only maker of what a writer may print. */
export const gate: readonly Mutant[] = [
  {
    why: 'a figure that follows an internal base of last year is printed for the public',
    file: 'shared/edition/gate.ts',
    find: 'isHiddenIn(edition, field.computed.base.sensitivity) ||',
    put: '',
    tests: COMPUTED,
  },
  {
    why: 'a figure whose source is gone is printed, though nobody can say what it gives away',
    file: 'shared/edition/gate.ts',
    find: '(from ? hidesField(from, edition, policy) : true)',
    put: '(from ? hidesField(from, edition, policy) : false)',
    tests: COMPUTED,
  },
  {
    why: 'what is worked out from a hidden figure gives it away',
    file: 'shared/edition/gate.ts',
    find: '(from ? hidesField(from, edition, policy) : true)',
    put: 'from === undefined',
    tests: COMPUTED,
  },
  {
    why: 'the direction of a hidden change is told',
    file: 'shared/edition/mask.ts',
    find: 'if (field.computed) return',
    put: 'if (field.computed && !field.value) return',
    tests: COMPUTED,
  },
  {
    why: 'the internal edition prints what is never to be printed',
    file: 'shared/edition/mask.ts',
    find: "return sensitivity === 'secret' || (edition === 'public' && sensitivity !== 'public');",
    put: "return edition === 'public' && sensitivity !== 'public';",
    tests: POLICY,
  },
  {
    why: 'a field of an unknown sensitivity, stored by another program, is public',
    file: 'shared/edition/mask.ts',
    find: "? field.sensitivity : 'internal';",
    put: "? field.sensitivity : 'public';",
    tests: POLICY,
  },
  {
    why: 'a secret field becomes as open as the variable that it shows',
    file: 'shared/edition/mask.ts',
    find: " || own === 'secret') return own;",
    put: ') return own;',
    tests: POLICY,
  },
  {
    why: 'an internal field becomes as open as the variable that it shows',
    file: 'shared/edition/mask.ts',
    find: 'return STRICTNESS[own] > STRICTNESS[variable] ? own : variable;',
    put: 'return variable;',
    tests: POLICY,
  },
  {
    why: 'a secret variable is printed by a field that says it is internal',
    file: 'shared/edition/mask.ts',
    find: 'return STRICTNESS[own] > STRICTNESS[variable] ? own : variable;',
    put: 'return own;',
    tests: POLICY,
  },
  {
    why: 'a variable about which nobody has decided is public',
    file: 'shared/edition/mask.ts',
    find: "?.sensitivity ?? 'internal',",
    put: "?.sensitivity ?? 'public',",
    tests: POLICY,
  },
  {
    why: 'a name that was stored in the place of a mask is printed',
    file: 'shared/edition/mask.ts',
    find: 'return imported && KNOWN_MASK.test(imported) ? imported : EMPTY;',
    put: 'return imported ? imported : EMPTY;',
    tests: POLICY,
  },
  {
    why: 'the public edition carries the grade of secrecy and the signer',
    file: 'shared/edition/gate.ts',
    find: "(edition === 'public' ? '' : (value ?? ''))",
    put: "(value ?? '')",
    tests: HEAD,
  },
  {
    why: 'a number typed in the body names the unit that is hidden',
    file: 'shared/edition/gate.ts',
    find: 'unitIsHidden && isDocumentNumber(block)',
    put: 'unitIsHidden && block === undefined && isDocumentNumber(block)',
    tests: HEAD,
  },
  {
    why: 'the number of the head names the unit that is hidden',
    file: 'shared/edition/gate.ts',
    find: 'hidden ? maskedNumber(own) : own;',
    put: 'own;',
    tests: HEAD,
  },
  {
    why: 'the mark of the head names the unit that is hidden',
    file: 'shared/edition/gate.ts',
    find: 'mark: hidden ? `${maskedUnitName(unit, policy.mask)}文件` : mark',
    put: 'mark: mark',
    tests: HEAD,
  },
  {
    why: 'the file name has the unit in what kind of report it is',
    file: 'shared/edition/file-name.ts',
    find: 'const what = hidden ? withoutUnit(kind, unit) : kind;',
    put: 'const what = kind;',
    tests: ['tests/unit/edition/file-name.test.ts'],
  },
  {
    why: 'a heading with nothing under it tells that something was hidden there',
    file: 'shared/edition/secrecy.ts',
    find: 'if (hidden.size > 0) hideEmptied(blocks, hidden);',
    put: '',
    tests: SECRECY,
  },
  {
    why: 'numbers that were typed leave a gap where a heading is hidden',
    file: 'shared/edition/secrecy.ts',
    find: 'const counted = headingsGone ? kept.map(withoutTypedNumber) : kept;',
    put: 'const counted = kept;',
    tests: SECRECY,
  },
  {
    why: 'labels that were typed leave a gap where an item is hidden',
    file: 'shared/edition/secrecy.ts',
    find: 'return ordinalsGone ? counted.map(withoutTypedLabels) : counted;',
    put: 'return counted;',
    tests: SECRECY,
  },
  {
    why: 'items count on from the run before where the first of a run is hidden',
    file: 'shared/edition/secrecy.ts',
    find: 'if (begins?.restart && first && first !== begins) starts.add(first);',
    put: '',
    tests: SECRECY,
  },
  {
    why: 'a section that is hidden ends at the next heading of its own level only by chance',
    file: 'shared/edition/secrecy.ts',
    find: 'block.level <= within)) within = null;',
    put: 'block.level < within)) within = null;',
    tests: SECRECY,
  },
  {
    why: 'a sentence that is hidden is told by the semicolon before it',
    file: 'shared/edition/secrecy.ts',
    find: "kept[at] = { ...last, text: last.text.replace(CLAUSE_END, '。') };",
    put: 'kept[at] = last;',
    tests: SECRECY,
  },
  {
    why: 'deleted words come through',
    file: 'shared/edition/gate.ts',
    find: "edition === 'public' ? publicView(source.document.blocks) : finalView(source.document.blocks);",
    put: "edition === 'public' ? publicView(source.document.blocks) : source.document.blocks;",
    tests: GATE,
  },
  {
    why: 'a short secret in a comment hides a part of a longer one, and the rest can be read',
    file: 'shared/edition/mask-words.ts',
    find: '(a, b) => b.length - a.length',
    put: '(a, b) => a.length - b.length',
    tests: COPY,
  },
  {
    why: 'a copy for review prints what no edition prints',
    file: 'shared/edition/review-copy.ts',
    find: 'if (hides(node)) return [{ text: maskedField(node, variables, policy.mask) }];',
    put: '',
    tests: COPY,
  },
  {
    why: 'the quotation of a comment says what no edition prints',
    file: 'shared/edition/review-copy.ts',
    find: '【原文已删：${mask(thread.quote)}】',
    put: '【原文已删：${thread.quote}】',
    tests: COPY,
  },
];
