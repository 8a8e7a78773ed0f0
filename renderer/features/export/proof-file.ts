import type { Beside } from '../../client/bridge.ts';

/** Ending of a side file (核验文件), behind the whole name of the file that it belongs to. */
export const PROOF_ENDING = '.nsv';

/** A side file as it is saved: under the name that its file gets, whichever that is. */
export const proofBeside = ({ text }: { text: string }): Beside => ({
  ending: PROOF_ENDING,
  bytes: new TextEncoder().encode(text),
});
