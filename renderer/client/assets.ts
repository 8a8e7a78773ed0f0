import { useCallback, useSyncExternalStore } from 'react';

import type { Client } from './client.ts';
import { useClient } from './client-context.ts';

/** An image of the store as a window shows it: `url` is there as soon as its bytes are. */
export type ShownAsset = { state: 'loading' | 'shown' | 'missing'; url?: string };

const LOADING: ShownAsset = { state: 'loading' };
const MISSING: ShownAsset = { state: 'missing' };

/** Images that are kept at hand; those that nobody shows go first. */
const MOST = 200;

type Entry = { shown: ShownAsset; listeners: Set<() => void> };

/** The images that this window has asked for, by their hash: each is fetched once, whoever shows it. */
class AssetCache {
  readonly #client: Client;
  readonly #entries = new Map<string, Entry>();

  constructor(client: Client) {
    this.#client = client;
    client.onConnection((state) => {
      if (state === 'online') for (const [asset, entry] of this.#entries) this.#fetchMissing(asset, entry);
    });
  }

  subscribe(asset: string, listener: () => void): () => void {
    const entry = this.#entry(asset);
    entry.listeners.add(listener);
    // It may have come in meanwhile.
    if (entry.listeners.size === 1) this.#fetchMissing(asset, entry);
    return () => {
      entry.listeners.delete(listener);
      this.#tidy();
    };
  }

  get(asset: string): ShownAsset {
    return this.#entry(asset).shown;
  }

  #entry(asset: string): Entry {
    let entry = this.#entries.get(asset);
    if (!entry) {
      entry = { shown: LOADING, listeners: new Set() };
      this.#entries.set(asset, entry);
      void this.#fetch(asset, entry);
    }
    return entry;
  }

  #fetchMissing(asset: string, entry: Entry): void {
    if (entry.shown.state === 'missing' && entry.listeners.size > 0) void this.#fetch(asset, entry);
  }

  async #fetch(asset: string, entry: Entry): Promise<void> {
    try {
      const { mime, bytes } = await this.#client.call('asset.get', { asset });
      const url = URL.createObjectURL(new Blob([bytesOf(bytes)], { type: mime }));
      entry.shown = { state: 'shown', url };
    } catch {
      entry.shown = MISSING;
    }
    for (const listener of entry.listeners) listener();
  }

  #tidy(): void {
    if (this.#entries.size <= MOST) return;
    for (const [asset, { shown, listeners }] of this.#entries) {
      if (listeners.size > 0) continue;
      if (shown.url !== undefined) URL.revokeObjectURL(shown.url);
      this.#entries.delete(asset);
      if (this.#entries.size <= MOST) return;
    }
  }
}

const caches = new WeakMap<Client, AssetCache>();

function cacheOf(client: Client): AssetCache {
  let cache = caches.get(client);
  if (!cache) caches.set(client, (cache = new AssetCache(client)));
  return cache;
}

/** The image with this hash. */
export function useAsset(asset: string): ShownAsset {
  const cache = cacheOf(useClient());
  const subscribe = useCallback((listener: () => void) => cache.subscribe(asset, listener), [cache, asset]);
  return useSyncExternalStore(subscribe, () => cache.get(asset));
}

/** Throws for what is no base64. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
