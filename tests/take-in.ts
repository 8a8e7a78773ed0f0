import type { Candidate } from '../shared/contract/import-batch.ts';
import type { Method, Params, Result } from '../shared/contract/methods.ts';

type Call = <M extends Method>(method: M, params: Params<M>) => Promise<Result<M>>;

let batches = 0;

/** Takes a text file in as the window does: sent, recognised, stored. `id` is undefined where it is refused. */
export async function takeInText(
  call: Call,
  text: string,
  name = '总结.txt',
): Promise<{ id: string | undefined; found: Candidate }> {
  const batch = `test-${(batches += 1)}`;
  const bytes = Buffer.from(text);
  const sent = { name, size: bytes.length, offset: 0, bytes: bytes.toString('base64') };
  await call('import.stage', { batch, file: '0', ...sent });
  const found = await call('import.recognise', { batch, file: '0' });
  if (found.refused) return { id: undefined, found };
  const wanted = { year: found.year ?? 2023, unit: found.unit ?? '未写明单位', template: found.template };
  const [taken] = await call('import.take', { batch, files: [{ file: '0', ...wanted }] });
  return { id: taken && 'id' in taken ? taken.id : undefined, found };
}
