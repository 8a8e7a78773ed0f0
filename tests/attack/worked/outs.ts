import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import type { Block } from '../../../shared/document/types.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { writeHtml } from '../../../shared/edition/write-html.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { samplePolicy } from '../../unit/export/sample.ts';
import { attack } from '../attack.ts';
import { streamsOf } from '../streams.ts';
import { sentinelsIn } from './sentinels.ts';
import type { Problem } from './shadow.ts';
import type { Worked } from './walk.ts';

/** As `shared/edition/hidden-words.ts` has it. */
const TELLING = 4;

type Out = { name: string; bytes: Uint8Array };

const bytesOf = ({ name, bytes }: { name: string; bytes: string }): Out => ({
  name,
  bytes: new Uint8Array(Buffer.from(bytes, 'base64')),
});

/** What can be read in a file, in every stream of it that is text. */
function readable({ bytes }: Out): string {
  return streamsOf(bytes)
    .flatMap((stream) => ('text' in stream ? [stream.text] : []))
    .join('\n');
}

/**
 * Sends a report out in every way there is, and looks through the files: what is hidden must be in none that is public, what is
 * never printed in none at all, and what can be read in the report has to be in the public ones.
 * @param print whether PDFs are made, too: that takes a browser
 */
export async function sendOut(
  backend: Backend,
  worked: Worked,
  copied: readonly string[],
  print: boolean,
): Promise<Problem[]> {
  const { id } = worked;
  const { document, variables, year, unit } = await backend.call('report.open', { id });
  const [version] = await backend.call('version.list', { id });
  const before = version ? { report: id, version: version.id } : { report: id };
  const sides = { a: before, b: { report: id }, allowLeftovers: true } as const;
  const formats = print ? (['docx', 'txt', 'pdf'] as const) : (['docx', 'txt'] as const);
  const problems: Problem[] = [];
  for (const edition of ['public', 'internal'] as const) {
    for (const format of formats) {
      const out = bytesOf(await backend.call('export.make', { id, format, edition, allowLeftovers: true }));
      problems.push(...lookAt(out, edition, worked));
      if (edition === 'public' && format !== 'pdf') problems.push(...lostIn(out, worked, document.blocks));
    }
    const compared = await backend.call('compare.export', { ...sides, format: 'docx', edition });
    // Of words that are hidden and deleted no text knows that they were, unless a version was kept in between; nor where
    // fewer of them are left than words are known by.
    problems.push(
      ...lookAt(bytesOf(compared), edition, worked).filter(
        ({ words }) => Array.from(words).filter((char) => !worked.shadow.isGone(char)).length >= TELLING,
      ),
    );
    const figures = await backend.call('figures.export', { unit: '青禾镇', edition });
    problems.push(...lookAt(bytesOf(figures), edition, worked));
  }
  const copy = await backend.call('review.export', { id, author: 'p1' });
  problems.push(...lookAt(bytesOf(copy), 'internal', worked));
  const shown = toEdition(
    { document, variables, year, unit, state: 'drafting' },
    undefined,
    'public',
    samplePolicy,
  );
  for (const text of [writeText(shown), writeHtml(shown.blocks, false)])
    problems.push(...worked.shadow.leaksIn(text, 'the public view'));
  for (const text of copied)
    for (const value of worked.words.never)
      if (text.includes(value)) problems.push({ what: 'leak', words: value, view: 'clipboard' });
  return problems;
}

function lookAt(out: Out, edition: 'public' | 'internal', { shadow, words }: Worked): Problem[] {
  const isPublic = edition === 'public';
  const secrets = isPublic ? [...words.runs, ...words.masked, ...words.never] : words.never;
  const found = attack(out.bytes, secrets, out.name).map(({ secret, where, as }): Problem => ({
    what: 'leak',
    words: secret,
    view: `${out.name}: ${where}, ${as}`,
  }));
  if (!isPublic) return found;
  return [...found, ...shadow.leaksIn(out.name + readable(out), out.name)];
}

/** Words that everybody may read, and that the file does not have: hiding everything is no way to pass. */
function lostIn(out: Out, { shadow }: Worked, blocks: readonly Block[]): Problem[] {
  const text = sentinelsIn(readable(out));
  // What a field says is masked wherever else it stands in a note.
  const values = sentinelsIn(
    blocks.flatMap((block) => inlinesOf(block).map((node) => (isField(node) ? node.value : ''))).join(''),
  );
  const lost = [...shadow.shown.keys()].filter((char) => !text.has(char) && !values.has(char));
  return lost.length > 0 ? [{ what: 'lost', words: lost.join(''), view: out.name }] : [];
}
