import type { BrowserContext } from 'playwright-core';

import type { ErrorCode } from '../../shared/errors/app-error.ts';

export type TamperedLine = {
  /** From now on the program's answer to what is saved is this error; null: its own answer. */
  refuse(code: ErrorCode | null, message?: string): void;
  /** The next batch is sent on with operations that fit nothing. */
  spoilNext(): void;
};

/** Stands between the pages that are opened from now on and the program, as a full disk or a fault would. */
export async function tamperWithLine(context: BrowserContext): Promise<TamperedLine> {
  let refused: { code: ErrorCode; message: string } | null = null;
  let spoils = false;
  await context.routeWebSocket(/\/ws/, (page) => {
    const server = page.connectToServer();
    page.onMessage((text) => {
      const message = JSON.parse(String(text)) as { call?: number; method?: string; params?: object };
      // What a test asks for by itself is the first call on a line of its own.
      if (message.method !== 'report.apply' || message.call === 1) {
        server.send(text);
      } else if (refused) {
        page.send(JSON.stringify({ reply: message.call, ok: false, error: refused }));
      } else if (spoils) {
        spoils = false;
        const ops = [{ type: 'insert_text', path: [999, 0], offset: 0, text: '坏' }];
        server.send(JSON.stringify({ ...message, params: { ...message.params, ops } }));
      } else {
        server.send(text);
      }
    });
  });
  return {
    refuse: (code, message = '') => {
      refused = code === null ? null : { code, message };
    },
    spoilNext: () => {
      spoils = true;
    },
  };
}
