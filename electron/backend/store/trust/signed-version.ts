import type { Version } from '../../../../shared/review/types.ts';
import type { Signature } from '../../../../shared/signoff/types.ts';
import type { SignedStore } from './signed-store.ts';

type Versions = Pick<SignedStore, 'versions'>;

/** The version that a signature froze, as it is listed; undefined where it is gone. */
export const signedVersion = ({ versions }: Versions, signed: Signature): Version | undefined =>
  versions.list(signed.report).find(({ id }) => id === signed.versionId);

/** Its number: one that was signed on another computer may have got another than was foreseen there. */
export const versionNumber = (store: Versions, signed: Signature): number =>
  signedVersion(store, signed)?.number ?? signed.version;

/** What a signed version is called. */
export const signedVersionName = (signer: string): string => `签发稿（${signer}）`;
