import { noteSign } from '../../../shared/document/notes.ts';
import type { NoteKind } from '../../../shared/document/types.ts';
import { missingImage, type ImageSource } from '../../../shared/edition/images.ts';
import { runsIn } from '../../../shared/edition/write-text.ts';
import type { BlockOf, EditionImage, EditionNote, EditionRun } from '../../../shared/edition/types.ts';
import { escapeXml } from '../../../shared/text/escape-xml.ts';

/** Runs as they are printed: formats, signs of notes, images. */
export const plainRuns =
  (images: ImageSource) =>
  (runs: readonly EditionRun[]): string =>
    runs.map((run) => runHtml(run, images)).join('');

/** One run; `text` is the HTML of its words where they are more than words. */
export function runHtml(run: EditionRun, images: ImageSource, text = escapeXml(run.text)): string {
  if (run.note) return signHtml(run.note);
  if (run.image) return imageHtml(run.image, images);
  let html = text;
  if (run.blank) html = `<span class="blank">${html}</span>`;
  if (run.sup) html = `<sup>${html}</sup>`;
  return run.bold ? `<b>${html}</b>` : html;
}

const nameOf = (kind: NoteKind, number: number): string => `${kind}-${number}`;

/** The sign at its place leads to the note, and the note's own sign back. */
function signHtml({ kind, number }: EditionNote): string {
  const name = nameOf(kind, number);
  return `<sup class="sign"><a id="sign-${name}" href="#note-${name}" role="doc-noteref">${noteSign(kind, number)}</a></sup>`;
}

/** An image with its description; one whose bytes are gone is a frame as large as it, in which that is said. */
export function imageHtml({ asset, width, height, alt }: EditionImage, images: ImageSource): string {
  const size = `width:${width}pt;aspect-ratio:${width}/${height}`;
  const found = images(asset);
  if (!found) return `<span class="missing" style="width:${width}pt">${escapeXml(missingImage(alt))}</span>`;
  const data = Buffer.from(found.bytes).toString('base64');
  return `<img src="data:${found.mime};base64,${data}" alt="${escapeXml(alt)}" style="${size}">`;
}

/**
 * The notes at the end of all text, in the order in which the report's text has them: a printed page of a browser has
 * no footnotes, and what is signed is read back off the file.
 * @param mark puts the marks of a note's place on its words
 */
export function notesHtml<Run extends EditionRun>(
  blocks: readonly BlockOf<Run>[],
  mark: (run: Run, html: string) => string = (_, html) => html,
): string {
  const runs = blocks.flatMap((block) => runsIn(block)).filter(({ note }) => note !== undefined);
  if (runs.length === 0) return '';
  const ordered = (['foot', 'end'] as const).flatMap((kind) =>
    runs.filter(({ note }) => note?.kind === kind),
  );
  const lines = ordered.map((run) => (run.note ? noteHtml(run.note, (html) => mark(run, html)) : ''));
  return `\n<section class="note-list">${lines.join('')}</section>`;
}

function noteHtml({ kind, number, body }: EditionNote, mark: (html: string) => string): string {
  const name = nameOf(kind, number);
  const words = body.map((leaf) => {
    const html = leaf.sup ? `<sup>${escapeXml(leaf.text)}</sup>` : escapeXml(leaf.text);
    return leaf.bold ? `<b>${html}</b>` : html;
  });
  const sign = `<a href="#sign-${name}">${noteSign(kind, number)}</a>`;
  return `<p id="note-${name}" role="doc-footnote">${mark(sign + words.join(''))}</p>`;
}
