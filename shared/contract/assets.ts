import { z } from 'zod';

/** Base64 of at most 20 MiB of bytes. */
const bytes = z.string().max(28_000_000);

/** Images that can be seen in a window, printed and written into Word. */
export const IMAGE_KINDS = {
  png: { mime: 'image/png', extensions: ['png'] },
  jpg: { mime: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  gif: { mime: 'image/gif', extensions: ['gif'] },
  bmp: { mime: 'image/bmp', extensions: ['bmp'] },
} as const;
export type ImageKind = keyof typeof IMAGE_KINDS;

export const assetParams = {
  /** Stores an image. Twice the same bytes are one asset. Throws 'not-image', 'too-large'. */
  'asset.add': z.strictObject({ bytes }),
  /** The bytes of an image; 'not-found' where the store has none of that hash. */
  'asset.get': z.strictObject({ asset: z.string().regex(/^[0-9a-f]{64}$/) }),
} as const;

/** An image in the store. Width and height are in its own pixels. */
export type StoredImage = { asset: string; kind: ImageKind; width: number; height: number };

export type AssetResults = {
  'asset.add': StoredImage;
  /** `bytes`: base64. */
  'asset.get': { mime: string; bytes: string };
};
