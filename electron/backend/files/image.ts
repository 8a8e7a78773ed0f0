import { createHash } from 'node:crypto';

import { imageSize } from 'image-size';

import type { ImageKind } from '../../../shared/contract/assets.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { withoutMetadata } from './image-metadata.ts';
import { LIMITS } from './limits.ts';

/** What an image is, and how large in pixels. */
export type ImageFacts = { kind: ImageKind; width: number; height: number };

/** An image from outside with its bytes, known by their hash (SHA-256). */
export type NewImage = ImageFacts & { asset: string; bytes: Uint8Array };

const KINDS: Readonly<Record<string, ImageKind>> = { png: 'png', jpg: 'jpg', gif: 'gif', bmp: 'bmp' };

/** Reads the head of an image; null for what is none of the kinds that can be shown (a drawing, a damaged file). */
export function imageFacts(bytes: Uint8Array): ImageFacts | null {
  try {
    const { type = '', width, height, orientation = 1 } = imageSize(bytes);
    const kind = KINDS[type];
    if (kind === undefined || !(width > 0 && height > 0) || width * height > LIMITS.pixels) return null;
    // A photograph that lies on its side is shown upright.
    return orientation > 4 ? { kind, width: height, height: width } : { kind, width, height };
  } catch {
    return null;
  }
}

/** The image that these bytes are, without what they say beside the picture; null for what can't be shown. */
export function imageFrom(bytes: Uint8Array): NewImage | null {
  const facts = imageFacts(bytes);
  if (!facts) return null;
  const bare = withoutMetadata(bytes);
  return { ...facts, asset: createHash('sha256').update(bare).digest('hex'), bytes: bare };
}

/** The same of bytes that somebody has chosen. Throws AppError: 'too-large', 'not-image'. */
export function imageOf(bytes: Uint8Array): NewImage {
  const most = LIMITS.image;
  if (bytes.byteLength > most)
    throw new AppError(
      'too-large',
      `图片有 ${megabytes(bytes.byteLength)} MB，没有存入：一张最大 ${megabytes(most)} MB。请缩小后再插入。`,
    );
  const image = imageFrom(bytes);
  if (!image)
    throw new AppError(
      'not-image',
      '这不是能显示的图片，没有存入。可以插入 PNG、JPG、GIF 和 BMP 图片；别的格式请先另存为 PNG。',
    );
  return image;
}

const megabytes = (count: number): number => Math.ceil(count / 1024 / 1024);
