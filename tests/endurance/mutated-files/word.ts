import { mutateBytes } from './mutate-bytes.ts';
import { mutateZip } from './mutate-zip.ts';
import { mutateText } from './mutate-text.ts';
import { must } from './answers.ts';
import { openDesk } from './desk.ts';
import type { Kind } from './kind.ts';
import { exported } from './reports.ts';
import { richWord } from './rich-word.ts';
import { lookAt, takingIn } from './taking-in.ts';

const PARTS = ['word/document.xml', 'word/styles.xml', 'word/numbering.xml', 'word/footnotes.xml'];

/** Reads files of this kind as reports: each of the sound ones is read as ever, whatever came before it. */
function reports(
  prepare: (made: Awaited<ReturnType<typeof exported>>) => { name: string; bytes: Buffer }[],
  mutate: (bytes: Buffer, draw: Parameters<Kind>[0]) => Buffer,
  names: readonly string[],
): Kind {
  return async (draw) => {
    const desk = await openDesk(exported);
    const seeds = prepare(desk.made);
    const { take } = takingIn(desk);
    const texts: (string | null)[] = [];
    for (const { name, bytes } of seeds) texts.push(await take(name, bytes));
    must(
      texts.every((text) => text !== null && text.length > 100),
      'a sound file is not read',
      texts,
    );
    let last = seeds[0] as { name: string; bytes: Buffer };
    return {
      one: async () => {
        const seed = draw.pick(seeds);
        last = { name: draw.chance(0.04) ? draw.pick(names) : seed.name, bytes: mutate(seed.bytes, draw) };
        if (draw.chance(0.1)) await lookAt(desk, last.name, last.bytes);
        return (await take(last.name, last.bytes)) === null ? 'refused' : 'taken';
      },
      sound: async () => {
        const at = draw.below(seeds.length);
        const { name, bytes } = seeds[at] as { name: string; bytes: Buffer };
        const text = await take(name, bytes);
        must(text === texts[at], 'a sound file is read in another way than before', { name, text });
      },
      last: () => last,
      faults: () => desk.faults,
      close: desk.close,
    };
  };
}

/** Word files that are brought to be taken in. */
export const word: Kind = reports(
  ({ words }) => [richWord(), richWord(), ...words].map((bytes) => ({ name: '总结.docx', bytes })),
  (bytes, draw) => (draw.chance(0.15) ? mutateBytes(bytes, draw) : mutateZip(bytes, PARTS, draw)),
  ['总结.txt', '总结.md', '总结.doc', '总结', '第 1 稿（修改）.DOCX'],
);

/** Text files that are brought to be taken in, in several encodings. */
export const text: Kind = reports(
  ({ text: plain }) => {
    const words = plain.toString('utf8');
    const lines = words.split('\n');
    const markdown = lines
      .map((line) =>
        /^[一二三四]、/.test(line)
          ? `## ${line}`
          : /^（[一二三四五]）/.test(line)
            ? `### ${line}`
            : `${line}\n`,
      )
      .join('\n');
    return [
      { name: '总结.txt', bytes: plain },
      { name: '总结.txt', bytes: Buffer.from(`\ufeff${words}`, 'utf16le') },
      {
        name: '总结.md',
        bytes: Buffer.from(`# ${markdown}\n\n| 项目 | 数量 |\n|---|---|\n| 调解 | 125 |\n`),
      },
    ];
  },
  mutateText,
  ['总结.docx', '总结.csv', '总结.pdf', '总结'],
);
