import type { RecordPage, RecordProtection } from '../../../../shared/signoff/record.ts';
import { isSealWhole } from '../../signing/seal.ts';
import { isIssuedHere } from './issued-files.ts';
import type { SignedStore } from './signed-store.ts';

type Anchor = { head: string; by: RecordProtection['by']; at: string; what: string };

/**
 * The record of a report, with what is wrong with it and up to where it is protected. A signature, and each file that was
 * exported of a signed version, names the newest entry of its time: what came before can't be lost unseen. What is younger
 * than all of them can.
 */
export function recordState(store: SignedStore, report: string): RecordPage {
  const { entries, intact } = store.record.list(report);
  const at = new Map(entries.map(({ sha256: hash, id }) => [hash, id]));
  let newest: RecordProtection | null = null;
  const troubles: string[] = intact ? [] : ['办理记录被改动过。'];
  for (const { head, by, at: when, what } of anchorsOf(store, report)) {
    if (head === '') continue;
    const entry = at.get(head);
    if (entry === undefined) {
      troubles.push(`办理记录缺了${what}以前的一段。`);
      continue;
    }
    if (newest === null || entry >= newest.entry) newest = { entry, by, at: when };
  }
  const missing = missingEvents(store, report, entries);
  if (missing !== '') troubles.push(missing);
  return {
    entries,
    intact: troubles.length === 0,
    trouble: [...new Set(troubles)].join(''),
    protected: newest,
    seals: sealsOf(store, report),
  };
}

function sealsOf(store: SignedStore, report: string): RecordPage['seals'] {
  return store.signatures
    .list(report)
    .toReversed()
    .flatMap(({ raw: { recordStatement: statement, recordSignature: signature } }) =>
      statement !== null && signature !== null ? [{ statement, signature }] : [],
    );
}

/** The unit's own record: of what belongs to no report, such as keys. Nothing signs it; only its middle is held. */
export const OF_THE_UNIT = '';

export function unitRecord({ record }: Pick<SignedStore, 'record'>): RecordPage {
  const { entries, intact } = record.list(OF_THE_UNIT);
  const trouble = intact ? '' : '办理记录被改动过。';
  return { entries, intact, trouble, protected: null, seals: [] };
}

/** What names an entry and is signed itself: nobody can write one without a key. */
function anchorsOf(store: SignedStore, report: string): Anchor[] {
  const signatures = store.signatures
    .list(report)
    .flatMap((signed): Anchor[] =>
      signed.format === 3 && isSealWhole(signed, signed.raw)
        ? [{ head: signed.recordHead, by: 'signature', at: signed.at, what: `第 ${signed.version} 版签发` }]
        : [],
    );
  const files = store.issued
    .files(report)
    .filter((file) => isIssuedHere(store, file))
    .map(({ recordHead, at }): Anchor => ({ head: recordHead, by: 'export', at, what: '一次导出' }));
  return [...signatures, ...files];
}

/** Each signature stands in the record, too, and names what it is of. */
function missingEvents(store: SignedStore, report: string, entries: RecordPage['entries']): string {
  const signed = entries.filter(({ action }) => action === 'signed').length;
  return signed < store.signatures.list(report).length ? '办理记录里没有写着的签发。' : '';
}
