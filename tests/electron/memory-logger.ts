import type { Logger } from '../../electron/backend/ports.ts';

export type Logged = { level: string; message: string; facts: Record<string, unknown> };

/** A logger that keeps what it is told. */
export function memoryLogger(): Logger & { logged: Logged[] } {
  const logged: Logged[] = [];
  const at =
    (level: string) =>
    (message: string, facts: Record<string, unknown> = {}): void =>
      void logged.push({ level, message, facts });
  return { logged, info: at('info'), warn: at('warn'), error: at('error') };
}
