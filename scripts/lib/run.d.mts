/** One short line on what is being done, on standard error. */
export function say(text: string): void;

export type RunOptions = {
  env?: NodeJS.ProcessEnv;
  /** Collects what the program says instead of showing it. */
  quiet?: boolean;
  /** Milliseconds; 0 waits for ever. */
  timeoutMs?: number;
  cwd?: string;
  shell?: boolean;
};

/** Runs a program and waits for it; 127 if it can't be started. */
export function run(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<{ code: number; output: string }>;

/** Runs npm, the one that started this script where there is one. */
export function runNpm(
  args: readonly string[],
  options?: RunOptions,
): Promise<{ code: number; output: string }>;
