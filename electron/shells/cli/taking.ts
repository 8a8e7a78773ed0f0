import type { Params } from '../../../shared/contract/methods.ts';
import { HOWS } from '../../../shared/signoff/approval.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { usage, type Values } from './command.ts';
import { readInput } from './read-input.ts';
import { pathOf } from './session.ts';

/** A signed sheet (签批单) as the line names it: its scan, and who signed it. */
export type Paper = { file: string; signer: string; unit: string };

/** The value of an option that has to be there, and to say something. */
export function required(
  option: 'person' | 'reason' | 'signer',
  what: string,
  text: string | undefined,
): string {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') throw usage(`缺少 --${option}（${what}）。`);
  return trimmed;
}

/** `--opinion`, which may be left out, but not be empty. */
export function readOpinion(text: string | undefined): string | undefined {
  if (text?.trim() === '') throw usage('--opinion 后面要写意见。');
  return text;
}

/** `--paper 扫描件 --signer 姓名 [--unit 单位]`; null where the step is taken with the own key. */
export function readPaper({ paper, signer, unit }: Pick<Values, 'paper' | 'signer' | 'unit'>): Paper | null {
  if (paper === undefined) {
    if (signer !== undefined || unit !== undefined)
      throw usage('--signer 和 --unit 只与 --paper（签批单的扫描件）一起用。');
    return null;
  }
  if (paper === '') throw usage('--paper 后面要写签批单扫描件的文件名。');
  return { file: paper, signer: required('signer', '在签批单上签名的人', signer), unit: unit?.trim() ?? '' };
}

/** What is on the sheet is copied from it: nobody's opinion or day is made up. */
export function mustSayWhatIsOnPaper(
  paper: Paper | null,
  said: { words: string | undefined; date: string | undefined },
): void {
  if (paper === null || (said.words !== undefined && said.date !== undefined)) return;
  throw usage(`${HOWS.paper}的，意见和 --date 都要照签批单上的写。`);
}

/** How a step is taken, as the contract has it: reads the scan. */
export async function howOf(paper: Paper | null): Promise<NonNullable<Params<'approval.take'>['how']>> {
  if (paper === null) return { kind: 'own' };
  const { name, bytes } = await readInput(pathOf(paper.file), paper.file, 'read');
  return { kind: 'paper', name: paper.signer, unit: paper.unit, scan: { name, bytes } };
}

/** Throws AppError where a person has no key yet: nobody types a passphrase for nothing. */
export async function mustHaveKey(backend: Backend, person: string, name: string): Promise<void> {
  const { has } = await backend.call('signoff.key', { person });
  if (!has)
    throw new AppError('bad-request', `${name}还没有密钥，没有签。请先用 key make --person ${name} 设一把。`);
}
