import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it, vi } from 'vitest';

import { expressionsOf, importsOf } from '../../hostile/expressions.ts';
import { applied, hostileTexts, millisecondsOf } from '../../hostile/grown.ts';

vi.setConfig({ testTimeout: 600_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));
const SHORT = 10_000;
const LONG = 100_000;
/** Ten times the text may take ten times as long; a hundred times is what must not be. Between them lies the noise. */
const MOST_GROWTH = 35;

/** Where text from outside comes in beside the process that reads files: pasted, merged, checked, searched. */
const FOLDERS = ['paste', 'merge', 'checks', 'checks/rules', 'edition', 'text', 'find', 'reuse', 'structure'];

function files(): string[] {
  const found = new Set(
    [...importsOf('electron/shells/ipc/utility.ts'), ...importsOf('electron/shells/reader.ts')].filter(
      (name) => /^(?:shared|electron\/backend)\//.test(name),
    ),
  );
  for (const folder of FOLDERS)
    for (const name of readdirSync(`${root}/shared/${folder}`))
      if (name.endsWith('.ts')) found.add(`shared/${folder}/${name}`);
  return [...found].sort();
}

describe('an expression that meets text from outside', () => {
  it('takes ten times as long for ten times the text, and not a hundred times', async () => {
    const expressions = await expressionsOf(files());
    // It did look.
    expect(expressions.length).toBeGreaterThan(300);
    // A look at each character, in this very run. Trying all that begins at each takes thousands of these.
    const slow = 150 * millisecondsOf(() => applied(/[^字]/, '字'.repeat(SHORT)), 20);
    const worse: string[] = [];
    for (const { file, source, flags } of expressions) {
      const expression = new RegExp(source, flags);
      const long = hostileTexts(source, LONG);
      for (const text of hostileTexts(source, SHORT)) {
        const whole = long.next().value ?? '';
        const short = millisecondsOf(() => applied(expression, text), 6, slow);
        if (short <= slow) continue;
        // What else the machine does makes it look worse now and then, but not each time.
        const growths = [1, 2, 3].map(
          () =>
            millisecondsOf(() => applied(expression, whole), 1) /
            millisecondsOf(() => applied(expression, text), 3),
        );
        const growth = Math.min(...growths);
        if (growth < MOST_GROWTH) continue;
        worse.push(
          `${file}: /${source}/${flags} on ${JSON.stringify(text.slice(0, 8))}…: ×${growth.toFixed(0)}`,
        );
        break;
      }
    }
    expect(worse).toEqual([]);
  });
});
