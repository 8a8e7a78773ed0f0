import { desktopBridge } from './bridge.ts';
import type { Client } from './client.ts';
import { connectToDesktop, type MayClose } from './ipc.ts';
import { connectToOwnServer } from './ws.ts';

/** The client of this page, over whatever serves it. @param mayClose asked before a desktop window closes */
export function connect(mayClose: MayClose): Client {
  const bridge = desktopBridge();
  return bridge ? connectToDesktop(bridge, mayClose) : connectToOwnServer();
}
