import type Electron from 'electron';

import { onlyBeforeReady, onReset, refuse } from './life.ts';

type Handler = Parameters<Electron.Protocol['handle']>[1];

/** Schemes of one session. */
export class StandInProtocol implements Pick<
  Electron.Protocol,
  'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'
> {
  readonly handled = new Map<string, Handler>();

  handle(scheme: string, handler: Handler): void {
    if (this.handled.has(scheme)) refuse(`Failed to register protocol: ${scheme}`);
    this.handled.set(scheme, handler);
  }
  unhandle(scheme: string): void {
    if (!this.handled.delete(scheme)) refuse(`Failed to unhandle protocol: ${scheme}`);
  }
  isProtocolHandled(scheme: string): boolean {
    return this.handled.has(scheme);
  }
  /** There once for all sessions, and early. */
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    registerSchemes(customSchemes);
  }
}

/** What was registered, in order. */
export const schemes: Electron.CustomScheme[] = [];
let registered = 0;
onReset(() => {
  schemes.length = 0;
  registered = 0;
});

export function registerSchemes(customSchemes: Electron.CustomScheme[]): void {
  onlyBeforeReady('protocol.registerSchemesAsPrivileged should be called before app is ready');
  if (!Array.isArray(customSchemes)) refuse('Argument must be an array of custom schemes.');
  for (const { privileges } of customSchemes)
    if (privileges?.codeCache && !privileges.standard)
      refuse('Code cache can only be enabled when the custom scheme is registered as standard scheme.');
  registered += 1;
  if (registered > 1) refuse('protocol.registerSchemesAsPrivileged can only be used once');
  schemes.push(...customSchemes);
}
