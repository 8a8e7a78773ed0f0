import { Editor, Range, Transforms } from 'slate';

import { IMAGE_KINDS, type StoredImage } from '../../shared/contract/assets.ts';
import { isImage } from '../../shared/document/guards.ts';
import { printedSize, TEXT_SIZE } from '../../shared/document/image-size.ts';
import { makeImage } from '../../shared/document/make.ts';
import type { Image } from '../../shared/document/types.ts';
import type { Client } from '../client/client.ts';
import { insertVoid } from './note-commands.ts';
import { blockAt, voidWithId } from './places.ts';
import { asOneStep } from './with-history-steps.ts';

/** What a chooser of files offers. */
export const IMAGE_TYPES = Object.values(IMAGE_KINDS)
  .flatMap(({ mime, extensions }) => [mime, ...extensions.map((extension) => `.${extension}`)])
  .join(',');

/** Narrowest image that can still be seen and pressed, in points. */
const NARROWEST = 14;

/** Why an image can't stand at the caret; null where it can. */
export function whyNoImage(editor: Editor): string | null {
  const found = blockAt(editor, editor.selection && Range.end(editor.selection));
  if (!found) return '请先把光标放到要插入图片的地方。';
  return found.block.type === 'paragraph' || found.block.type === 'table'
    ? null
    : '标题和落款里不放图片。请把光标放到正文或表格里。';
}

/** Stores an image. Rejects with AppError: 'not-image', 'too-large', and what storing can meet. */
export async function storeImage(client: Client, file: Blob): Promise<StoredImage> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return client.call('asset.add', { bytes: base64Of(bytes) });
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** An image of the store as it is printed when nobody says how large. */
export function imageOf({ asset, width, height }: StoredImage, alt = ''): Image {
  return makeImage({ asset, alt, ...printedSize({ width, height }) });
}

/** Puts images in at the caret, behind what is selected, as one step. */
export function insertImages(editor: Editor, images: readonly Image[]): void {
  if (!editor.selection || images.length === 0) return;
  asOneStep(editor, () => {
    for (const image of images) {
      const at = editor.selection && Range.end(editor.selection);
      if (at) insertVoid(editor, at, image);
    }
  });
}

const rounded = (length: number): number => Math.round(length * 10) / 10;

/** An image as wide as this, in its proportions; never wider or higher than the text. */
export function sizedTo(
  image: Pick<Image, 'width' | 'height'>,
  width: number,
): Pick<Image, 'width' | 'height'> {
  const ratio = image.height / image.width;
  const most = Math.min(TEXT_SIZE.width, TEXT_SIZE.height / ratio);
  const wide = Math.min(most, Math.max(NARROWEST, width));
  return { width: rounded(wide), height: Math.max(1, rounded(wide * ratio)) };
}

/** Changes what is said of an image, as one step. */
export function changeImage(
  editor: Editor,
  id: string,
  props: Partial<Pick<Image, 'alt' | 'width' | 'height'>>,
): void {
  const found = voidWithId(editor, id);
  if (!found || !isImage(found.node)) return;
  const { node } = found;
  const changes = Object.entries(props).filter(([key, value]) => node[key as keyof Image] !== value);
  if (changes.length === 0) return;
  asOneStep(editor, () => {
    Transforms.setNodes(editor, Object.fromEntries(changes) as object, { at: found.path, voids: true });
  });
}
