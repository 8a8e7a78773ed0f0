import { useCallback, useSyncExternalStore } from 'react';

import {
  defaultSetting,
  readSetting,
  type SettingKey,
  type SettingValue,
} from '../../shared/settings/settings.ts';
import type { Client } from './client.ts';
import { useClient } from './client-context.ts';

/** The settings that this window has read, kept in step with what any window sets. */
class SettingCache {
  readonly #client: Client;
  readonly #values = new Map<SettingKey, unknown>();
  readonly #asked = new Set<SettingKey>();
  readonly #listeners = new Set<() => void>();

  constructor(client: Client) {
    this.#client = client;
    client.on('settings.changed', ({ key }) => {
      if (this.#asked.has(key)) void this.#read(key);
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  get<K extends SettingKey>(key: K): SettingValue<K> {
    if (!this.#values.has(key)) this.#values.set(key, defaultSetting(key));
    if (!this.#asked.has(key)) {
      this.#asked.add(key);
      void this.#read(key);
    }
    return this.#values.get(key) as SettingValue<K>;
  }

  /** Shows at once, and goes back to what is stored when it could not be saved. Rejects with AppError. */
  async set<K extends SettingKey>(key: K, value: SettingValue<K>): Promise<void> {
    this.#put(key, value);
    try {
      await this.#client.call('settings.set', { key, value });
    } catch (error) {
      await this.#read(key);
      throw error;
    }
  }

  async #read(key: SettingKey): Promise<void> {
    try {
      const { value } = await this.#client.call('settings.get', { key });
      this.#put(key, readSetting(key, value));
    } catch {
      // Asked again when the setting is next needed.
      this.#asked.delete(key);
    }
  }

  #put(key: SettingKey, value: unknown): void {
    if (JSON.stringify(this.#values.get(key)) === JSON.stringify(value)) return;
    this.#values.set(key, value);
    for (const listener of this.#listeners) listener();
  }
}

const caches = new WeakMap<Client, SettingCache>();

function cacheOf(client: Client): SettingCache {
  let cache = caches.get(client);
  if (!cache) caches.set(client, (cache = new SettingCache(client)));
  return cache;
}

/** A setting of the unit, and how to set it. The default stands until the store has answered. */
export function useSetting<K extends SettingKey>(
  key: K,
): [SettingValue<K>, (value: SettingValue<K>) => Promise<void>] {
  const cache = cacheOf(useClient());
  const value = useSyncExternalStore(cache.subscribe, () => cache.get(key));
  const set = useCallback((next: SettingValue<K>) => cache.set(key, next), [cache, key]);
  return [value, set];
}
