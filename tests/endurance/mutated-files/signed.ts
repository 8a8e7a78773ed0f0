import { verifySignedFile } from '../../../electron/backend/service/verify-file.ts';
import { must, mustBeRefusal } from './answers.ts';
import { openDesk } from './desk.ts';
import type { Kind } from './kind.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutatePdf } from './mutate-pdf.ts';
import { mutateZip } from './mutate-zip.ts';
import { signed as files } from './reports.ts';

const PARTS = ['word/document.xml', 'word/styles.xml', 'word/numbering.xml', 'docProps/custom.xml'];

/** Files with a stamp that are brought to be verified: none is sound whose words are others. */
export const signed: Kind = async (draw) => {
  const desk = await openDesk(files);
  const seeds = desk.made.files;
  const { signal } = new AbortController();
  const wordsOf = async (name: string, bytes: Buffer): Promise<string> => {
    const { lines } = await desk.deps.reader.read({ kind: 'signed', file: { name, bytes } });
    return lines.join('').replaceAll(/\s/g, '');
  };
  const words = new Map<Buffer, string>();
  for (const { name, bytes } of seeds) words.set(bytes, await wordsOf(name, bytes));
  let last = seeds[0] as { name: string; bytes: Buffer };
  return {
    one: async () => {
      const seed = draw.pick(seeds);
      const isPdf = seed.name.endsWith('.pdf');
      const inside = isPdf ? mutatePdf : (bytes: Buffer) => mutateZip(bytes, PARTS, draw);
      const bytes = draw.chance(0.3) ? mutateBytes(seed.bytes, draw) : inside(seed.bytes, draw);
      last = { name: seed.name, bytes };
      try {
        const { ok, findings } = await verifySignedFile(
          desk.deps,
          { name: last.name, bytes, proof: undefined },
          signal,
        );
        must(findings.length > 0 && findings.every((one) => one.endsWith('。')), 'nothing is said', findings);
        if (ok) {
          const now = await wordsOf(last.name, bytes);
          must(now === words.get(seed.bytes), 'a file of other words is said to be sound', now);
        }
        return 'taken';
      } catch (error) {
        mustBeRefusal(error, last.name);
        return 'refused';
      }
    },
    sound: async () => {
      const { name, bytes } = draw.pick(seeds);
      const { ok, differences } = await verifySignedFile(
        desk.deps,
        { name, bytes, proof: undefined },
        signal,
      );
      must(ok && differences.length === 0, 'a sound file is not verified', { name, ok });
    },
    last: () => last,
    faults: () => desk.faults,
    close: desk.close,
  };
};
