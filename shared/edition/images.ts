import type { EditionBlock } from './types.ts';
import { runsIn } from './write-text.ts';

/** The bytes of an image, by its hash; null where the store has none. */
export type ImageSource = (asset: string) => { mime: string; bytes: Uint8Array } | null;

/** For documents that are known to have none, and for what is written without them. */
export const NO_IMAGES: ImageSource = () => null;

/** What stands in the place of an image whose bytes are gone. */
export const missingImage = (alt: string): string => (alt ? `〔图片缺失：${alt}〕` : '〔图片缺失〕');

/** The assets that blocks show, each once. */
export const assetsIn = (blocks: readonly EditionBlock[]): string[] => [
  ...new Set(blocks.flatMap((block) => runsIn(block).flatMap(({ image }) => image?.asset ?? []))),
];
