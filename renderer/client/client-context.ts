import { createContext, use, useCallback, useSyncExternalStore } from 'react';

import { AppError } from '../../shared/errors/app-error.ts';
import type { Client, ConnectionState } from './client.ts';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = use(ClientContext);
  if (!client) throw new Error('no client above this component');
  return client;
}

export function useConnection(): ConnectionState {
  const client = useClient();
  const subscribe = useCallback((listener: () => void) => client.onConnection(listener), [client]);
  return useSyncExternalStore(subscribe, () => client.connection());
}

/** The sentence to show for an error: the backend's own where it has one. */
export function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return '程序内部出错，已保存的内容没有受影响。请重试；如仍出错，请重新打开程序。';
}

export function isCancelled(error: unknown): boolean {
  return (
    (error instanceof AppError && error.code === 'cancelled') ||
    (error instanceof DOMException && error.name === 'AbortError')
  );
}
