import type { CustomScheme, IpcMainEvent, IpcMainInvokeEvent, Session } from 'electron';

import { readPageFile } from '../shells/page-files.ts';
import { pageHeaders } from '../shells/page-policy.ts';
import { CRASHED_PATH, crashedPage } from './crashed-page.ts';
import { closeSession } from './network.ts';

const SCHEME = 'app';
const HOST = 'nianshu';
/** Address of the page. The built files are served here and nowhere else. */
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`;

/** Has to be registered before the app is ready. */
export const pageScheme: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** Answers one request of the page: files of the built page, with their security headers. */
export async function answerPageRequest(request: Request, pageDir: string): Promise<Response> {
  const headers = pageHeaders();
  const url = new URL(request.url);
  if (url.host !== HOST) return new Response(null, { status: 403, headers });
  if (request.method !== 'GET') return new Response(null, { status: 405, headers });
  if (url.pathname === CRASHED_PATH) return crashedPage();
  const file = await readPageFile(pageDir, url.pathname);
  if (!file) return new Response(null, { status: 404, headers });
  return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.type } });
}

/** Serves the page to windows of `session`, and keeps the session from the network and from every permission. */
export function servePage(session: Session, pageDir: string): void {
  session.protocol.handle(SCHEME, (request) => answerPageRequest(request, pageDir));
  closeSession(
    session,
    /^(app|devtools|blob|data):/,
    (permission, url) => permission === 'clipboard-sanitized-write' && isPageUrl(url),
  );
}

/** True for an address of our own page. */
export function isPageUrl(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`);
}

/** True when a message comes from the main frame of our own page. Anything else is not answered. */
export function isFromPage(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}
