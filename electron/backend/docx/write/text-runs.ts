import {
  BorderStyle,
  CarriageReturn,
  EndnoteReferenceRun,
  FootnoteReferenceRun,
  ImageRun,
  Paragraph,
  Tab,
  TextRun,
  UnderlineType,
  type IImageOptions,
  type IRunOptions,
} from 'docx';

import { IMAGE_KINDS, type ImageKind } from '../../../../shared/contract/assets.ts';
import { missingImage, NO_IMAGES, type ImageSource } from '../../../../shared/edition/images.ts';
import type { EditionImage, EditionNote, EditionRun } from '../../../../shared/edition/types.ts';
import { roomOf, type Room } from './layout.ts';

/** A run as it stands in a paragraph, whatever it is. */
export type WordRun = TextRun | ImageRun | FootnoteReferenceRun | EndnoteReferenceRun;

/** Who put an image in, or took it out. */
export type ImageChange = Pick<IImageOptions, 'insertion' | 'deletion'>;

/** Where images get their bytes, and how large they may be, in twips. */
export type ImagePlace = { images: ImageSource; room: Room };
const NOWHERE: ImagePlace = { images: NO_IMAGES, room: roomOf(false) };

/** Runs of an edition as Word runs; a gap that nobody has filled in is underlined. */
export function textRuns(
  runs: readonly EditionRun[],
  look: IRunOptions = {},
  place: ImagePlace = NOWHERE,
): WordRun[] {
  return runs.flatMap((run): WordRun[] => {
    if (run.note) return [noteRun(run.note)];
    if (run.image) return [imageRun(run.image, place)];
    return run.text === '' ? [] : [new TextRun(runOptions(run, look))];
  });
}

/** What the words of a run look like, with the words. */
export function runOptions(run: Omit<EditionRun, 'note' | 'image'>, look: IRunOptions = {}): IRunOptions {
  return {
    // As Word writes it for text typed in Chinese: signs that several scripts share are Chinese ones.
    font: { hint: 'eastAsia' },
    ...look,
    children: contentOf(run.text),
    ...(run.bold ? { bold: true } : {}),
    ...(run.sup ? { superScript: true } : {}),
    ...(run.blank ? { underline: { type: UnderlineType.SINGLE } } : {}),
  };
}

/** The reference to a note, which brings the note's own paragraphs with it: one for each of its lines. */
export function noteRun({ kind, body }: EditionNote): FootnoteReferenceRun | EndnoteReferenceRun {
  const lines: EditionRun[][] = [[]];
  for (const leaf of body)
    leaf.text.split('\n').forEach((text, at) => {
      if (at > 0) lines.push([]);
      lines.at(-1)?.push({ ...leaf, text });
    });
  const style = kind === 'foot' ? 'FootnoteText' : 'EndnoteText';
  const children = lines.map((line) => new Paragraph({ style, children: textRuns(line) }));
  return kind === 'foot' ? new FootnoteReferenceRun({ children }) : new EndnoteReferenceRun({ children });
}

export const imageKindOf = (mime: string): ImageKind => {
  const kinds = Object.keys(IMAGE_KINDS) as ImageKind[];
  return kinds.find((kind) => IMAGE_KINDS[kind].mime === mime) ?? 'png';
};

/** Pixels of a point, as the package counts lengths of images. */
const PIXELS = 96 / 72;

/** How large an image is drawn, in points and in pixels: no larger than the room that it has. */
export function drawnSize(
  { width, height }: Pick<EditionImage, 'width' | 'height'>,
  room: Room,
): { width: number; height: number; pixels: { width: number; height: number } } {
  const scale = Math.min(1, room.width / (width * 20), room.height / (height * 20));
  const [w, h] = [width * scale, height * scale];
  return { width: w, height: h, pixels: { width: w * PIXELS, height: h * PIXELS } };
}

/** An image in the line; where its bytes are missing, words in a frame say what should be there. */
export function imageRun(
  image: EditionImage,
  { images, room }: ImagePlace,
  change: ImageChange = {},
): ImageRun | TextRun {
  const { asset, alt } = image;
  const found = images(asset);
  const words = withoutForbidden(alt);
  if (!found) {
    return new TextRun({
      font: { hint: 'eastAsia' },
      border: { style: BorderStyle.SINGLE, size: 4, space: 1 },
      text: missingImage(words),
    });
  }
  return new ImageRun({
    type: imageKindOf(found.mime),
    data: found.bytes,
    transformation: drawnSize(image, room).pixels,
    altText: { name: '图片', description: words },
    ...change,
  });
}

/** Line feeds and tabs are elements of their own in Word: as characters they read as spaces. */
export function contentOf(text: string): (string | CarriageReturn | Tab)[] {
  return text.split(/([\n\t])/).flatMap((part): (string | CarriageReturn | Tab)[] => {
    if (part === '\n') return [new CarriageReturn()];
    if (part === '\t') return [new Tab()];
    const kept = withoutForbidden(part);
    return kept ? [kept] : [];
  });
}

/** XML 1.0 has no place for these, and Word refuses the whole file for one of them. */
export function withoutForbidden(text: string): string {
  return text.toWellFormed().replaceAll(/\p{Cc}|[\uFFFE\uFFFF]/gu, '');
}
