import type Electron from 'electron';

type Before = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type Received = (
  details: Electron.OnHeadersReceivedListenerDetails,
  callback: (response: Electron.HeadersReceivedResponse) => void,
) => void;

/** What a session asks before a request. One listener each: the last one that was set. */
export class StandInWebRequest implements Pick<Electron.WebRequest, 'onBeforeRequest' | 'onHeadersReceived'> {
  before: Before | null = null;
  received: Received | null = null;

  onBeforeRequest(filter: Electron.WebRequestFilter, listener: Before | null): void;
  onBeforeRequest(listener: Before | null): void;
  onBeforeRequest(first: Electron.WebRequestFilter | Before | null, second?: Before | null): void {
    this.before = typeof first === 'function' || first === null ? first : (second ?? null);
  }
  onHeadersReceived(filter: Electron.WebRequestFilter, listener: Received | null): void;
  onHeadersReceived(listener: Received | null): void;
  onHeadersReceived(first: Electron.WebRequestFilter | Received | null, second?: Received | null): void {
    this.received = typeof first === 'function' || first === null ? first : (second ?? null);
  }

  /** Whether a request to this address would be made. */
  lets(url: string): boolean {
    if (!this.before) return true;
    let cancelled = false;
    const details = { id: 1, url, method: 'GET', resourceType: 'xhr', referrer: '', timestamp: 0 };
    this.before(
      { ...details, resourceType: 'xhr', uploadData: [] },
      ({ cancel }) => (cancelled = cancel === true),
    );
    return !cancelled;
  }
}
