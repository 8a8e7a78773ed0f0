import { desktopBridge } from './bridge.ts';
import type { Client } from './client.ts';
import { connectToDesktop } from './ipc.ts';
import { connectToOwnServer } from './ws.ts';

/** The client of this page, over whatever serves it. */
export function connect(): Client {
  const bridge = desktopBridge();
  return bridge ? connectToDesktop(bridge) : connectToOwnServer();
}
