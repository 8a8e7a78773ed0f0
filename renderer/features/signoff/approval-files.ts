import type { Client } from '../../client/client.ts';
import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { saveBytes, type Saved } from '../export/save-file.ts';

/** Ending of an approval file (审签文件). */
export const APPROVAL_ENDING = '.nsa';

export const isApprovalFile = ({ name }: { name: string }): boolean =>
  name.toLowerCase().endsWith(APPROVAL_ENDING);

/** As many as the contract carries, in UTF-16 units. */
const MOST = 40_000_000;

/** An approval file as it was read: its text, and what it holds. */
export type ReadApproval = { name: string; text: string; view: ApprovalFileView };

/** Reads an approval file; nothing is changed by that. Throws AppError with what is wrong with it. */
export async function readApprovalFile(client: Client, file: File): Promise<ReadApproval> {
  // Base64 and the like: a file has no more characters than bytes.
  if (file.size > MOST) throw new AppError('too-large', '文件太大，不是审签文件，没有打开。');
  if (file.size === 0) throw new AppError('empty-file', '文件是空的，没有打开。请让对方重新发一次。');
  return readApproval(client, file.name, await file.text());
}

/** The same for a text that was read before: which keys are known here may have changed since. */
export async function readApproval(client: Client, name: string, text: string): Promise<ReadApproval> {
  return { name, text, view: await client.call('approval.read', { file: text }) };
}

/** Hands an approval file to the user. */
export const saveApprovalFile = ({ name, file }: { name: string; file: string }): Promise<Saved> =>
  saveBytes(name, [new TextEncoder().encode(file)]);
