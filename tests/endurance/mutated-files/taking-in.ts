import { checkHandlers } from '../../../electron/backend/service/checks.ts';
import { importHandlers } from '../../../electron/backend/service/import.ts';
import { importBatchHandlers } from '../../../electron/backend/service/import-batch.ts';
import { exportHandlers } from '../../../electron/backend/service/export.ts';
import { hashOf } from '../../../electron/backend/store/base/original-file.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { CHUNK } from '../../../shared/contract/import-batch.ts';
import { must, mustBeRefusal, mustSay } from './answers.ts';
import type { Desk } from './desk.ts';

/** Takes a file in as the window does; what comes of it can be stored, read and printed. */
export type TakingIn = {
  /** The text that was found; null where the file was refused. */
  take: (name: string, bytes: Buffer) => Promise<string | null>;
};

export function takingIn({ deps }: Desk): TakingIn {
  const imports = importBatchHandlers(deps);
  const exports = exportHandlers(deps);
  let batches = 0;
  return {
    take: async (name, bytes) => {
      batches += 1;
      const batch = `mutated-${batches}`;
      const context = { signal: new AbortController().signal, progress: () => {} };
      const size = bytes.length;
      for (let offset = 0; offset === 0 || offset < size; offset += CHUNK) {
        const piece = bytes.subarray(offset, offset + CHUNK).toString('base64');
        await imports['import.stage']({ batch, file: '0', name, size, offset, bytes: piece }, context);
      }
      try {
        const found = await imports['import.recognise']({ batch, file: '0' }, context);
        if (found.refused) {
          mustSay(found.refused, name);
          return null;
        }
        const { year, unit, template } = found;
        const wanted = { file: '0', year: year ?? 2025, unit: unit ?? '青禾镇', template };
        const [taken] = await imports['import.take']({ batch, files: [wanted] }, context);
        must(taken !== undefined && 'id' in taken, 'it was recognised, and then not taken in', taken);
        const { id } = taken;
        const { document, variables } = deps.store.reports.get(id);
        const problems = documentProblems(document.blocks);
        must(problems.length === 0, 'what was taken in is no sound report', problems);
        const text = plainText(document.blocks, { variables });
        const [original] = deps.store.originals.list(id);
        const kept = deps.store.originals.read(original?.id ?? 0, 0, size + 1).bytes;
        must(hashOf(kept) === hashOf(bytes), 'the original is not what came in');
        for (const edition of ['internal', 'public'] as const) {
          const made = await exports['export.make'](
            { id, format: 'docx', edition, allowLeftovers: true },
            context,
          );
          must(made.bytes.length > 1000, 'it can’t be printed');
        }
        deps.store.reports.remove(id);
        return text;
      } finally {
        await imports['import.discard']({ batch }, context);
      }
    },
  };
}

/** A file is only looked at: the list of its blocks, and proofreading. */
export async function lookAt({ deps }: Desk, name: string, bytes: Buffer): Promise<void> {
  const context = { signal: new AbortController().signal, progress: () => {} };
  const file = { name, bytes: bytes.toString('base64') };
  const ways = [
    () => importHandlers(deps)['import.outline'](file, context),
    () => checkHandlers(deps)['checks.file'](file, context),
  ];
  for (const way of ways)
    try {
      await way();
    } catch (error) {
      mustBeRefusal(error, name);
    }
}
