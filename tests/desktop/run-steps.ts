import { NotHere, type Outcome, type Step } from './outcome.ts';

export type RunOptions = {
  /** After this long a step counts as failed, and the next one begins. */
  deadlineMs: number;
  /** Hears each step as it ends. */
  tell?: (outcome: Outcome) => void;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
};

/** Takes the steps one after the other. What one throws is its own failure; those that need it are left out. */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  { deadlineMs, tell = () => {}, now = () => performance.now() }: RunOptions,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const begun = now();
    const missing = (step.needs ?? []).filter((name) => !passed(outcomes, name));
    const result =
      missing.length > 0
        ? ({ how: 'skipped', why: `“${missing.join('”“')}”没有通过` } as const)
        : await take(step, context, deadlineMs);
    const outcome: Outcome = { name: step.name, ...result, seconds: (now() - begun) / 1000 };
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

const passed = (outcomes: readonly Outcome[], name: string): boolean =>
  outcomes.some((outcome) => outcome.name === name && outcome.how === 'passed');

async function take<Context>(
  step: Step<Context>,
  context: Context,
  deadlineMs: number,
): Promise<Pick<Outcome, 'how' | 'why'>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`超过 ${deadlineMs / 1000} 秒没有完成`)), deadlineMs);
  });
  try {
    await Promise.race([step.run(context), late]);
    return { how: 'passed', why: '' };
  } catch (error) {
    return { how: error instanceof NotHere ? 'skipped' : 'failed', why: firstLine(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** Playwright's errors are whole pages: the first line says what was waited for. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n')[0]?.trim() ?? '';
}
