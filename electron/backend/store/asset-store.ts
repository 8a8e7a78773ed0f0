import type { Db } from '../sqlite/port.ts';
import { IMAGE_KINDS, type ImageKind, type StoredImage } from '../../../shared/contract/assets.ts';
import type { NewImage } from '../files/image.ts';
import { cached } from './base/cached.ts';

export type AssetStore = {
  /** Twice the same bytes are one asset. */
  add(image: NewImage): StoredImage;
  has(asset: string): boolean;
  /** Null where the store has no such image. */
  read(asset: string): { kind: ImageKind; mime: string; bytes: Uint8Array } | null;
};

type Row = { kind: string; bytes: Buffer };

const isKind = (kind: string): kind is ImageKind => Object.hasOwn(IMAGE_KINDS, kind);

/**
 * The bytes of images, by their hash. They are never taken out: a version, a signature, a step that can be undone, or a
 * copy on its way may name any of them.
 */
export class SqliteAssetStore implements AssetStore {
  readonly #db: Db;
  readonly #now: () => Date;

  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  add({ asset, kind, width, height, bytes }: NewImage): StoredImage {
    cached(
      this.#db,
      `INSERT INTO assets (hash, kind, width, height, bytes, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hash) DO NOTHING`,
    ).run(asset, kind, width, height, bytes, this.#now().toISOString());
    return { asset, kind, width, height };
  }

  has(asset: string): boolean {
    return cached<[string]>(this.#db, 'SELECT 1 FROM assets WHERE hash = ?').get(asset) !== undefined;
  }

  read(asset: string): { kind: ImageKind; mime: string; bytes: Uint8Array } | null {
    const row = cached<[string], Row>(this.#db, 'SELECT kind, bytes FROM assets WHERE hash = ?').get(asset);
    if (!row || !isKind(row.kind)) return null;
    return { kind: row.kind, mime: IMAGE_KINDS[row.kind].mime, bytes: row.bytes };
  }
}
