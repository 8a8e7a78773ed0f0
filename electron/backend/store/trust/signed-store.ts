import type { Signature } from '../../../../shared/signoff/types.ts';
import type { StoredSignature } from '../signature-store.ts';
import type { Store } from '../types.ts';

/** What is read to say whether a report is what was signed. */
export type SignedStore = Pick<
  Store,
  'reports' | 'versions' | 'signatures' | 'record' | 'keys' | 'approvals' | 'issued'
>;

/** A signature with the texts that were signed. */
export type Signed = Signature & { raw: StoredSignature };
