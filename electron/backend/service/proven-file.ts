import type { Block, Variables } from '../../../shared/document/types.ts';
import type { EditionPolicy } from '../../../shared/edition/mask.ts';
import { spellerOf } from '../../../shared/edition/review-copy.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { proveMarked, type WrongFile } from '../../../shared/proof/prove-file.ts';
import { fileDiffersText } from '../../../shared/proof/unproven-text.ts';

/**
 * Throws AppError('internal') where a marked Word file does not say what the report says: it is read back in another way
 * than it was written.
 * @param what it is called on the screen
 * @param kept what was kept, in a sentence
 */
export async function mustBeProven(
  what: string,
  bytes: Uint8Array,
  blocks: readonly Block[],
  variables: Variables,
  policy: EditionPolicy,
  kept?: string,
): Promise<void> {
  const { readPlainly } = await import('../docx/proof/read-plainly.ts');
  refuseUnproven(what, proveMarked(blocks, spellerOf(blocks, variables, policy), readPlainly(bytes)), kept);
}

/** Throws AppError('internal') that says where a file, or a comparison, is wrong; nothing where it is not. */
export function refuseUnproven(what: string, wrong: WrongFile | null, kept = '报告没有改动'): void {
  if (wrong === null) return;
  throw new AppError(
    'internal',
    `${what}自检未通过，没有导出，${kept}。${fileDiffersText(wrong.side, wrong)}。请先接受或拒绝这一处附近的修订再导出，或把这句话告诉维护人员。`,
  );
}
