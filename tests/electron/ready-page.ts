import { session, startReady } from './stand-in.ts';

/** A process that is ready and serves the page: what a window loads is there. */
export function startWithPage(): void {
  startReady();
  session.defaultSession.protocol.handle('app', () => new Response(null, { status: 200 }));
}
