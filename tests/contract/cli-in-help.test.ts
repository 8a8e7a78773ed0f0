import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { COMMON_OPTIONS, OPTIONS, type Command } from '../../electron/shells/cli/command.ts';
import { COMMANDS } from '../../electron/shells/cli/commands.ts';
import { CALLED } from '../../electron/shells/called-as.ts';

const folder = fileURLToPath(new URL('../../resources/help/', import.meta.url));
const pages = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, text: readFileSync(`${folder}${name}`, 'utf8') }));

/** What stands between backquotes. */
const codes = pages.flatMap(({ name, text }) =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => ({ name, code })),
);
const CALL = '{cli} ';
const calls = codes.filter(({ code }) => code.startsWith(CALL));
const table: Record<string, Command> = COMMANDS;

describe('commands in the help of the window', () => {
  it.each(calls)('$name: $code', ({ code }) => {
    const [name = '', ...words] = code.slice(CALL.length).split(' ');
    // The pattern of a call, as in the page's first lines.
    if (name === '命令') return;
    const own = table[name];
    expect(own, name).toBeDefined();
    const allowed = new Set<string>([...COMMON_OPTIONS, ...(own?.options ?? [])]);
    for (const word of words) {
      const option = /^\[?--([a-z-]+)/.exec(word)?.[1];
      if (option !== undefined) expect([...allowed], `${name} --${option}`).toContain(option);
    }
  });

  it('are all that there are, on the page about the command line', () => {
    const page = pages.find(({ name }) => name === '95-cli.md')?.text ?? '';
    const named = new Set([...page.matchAll(/`\{cli\} ([a-z-]+)/g)].map(([, name]) => name));
    expect(named).toEqual(new Set(Object.keys(COMMANDS)));
  });

  it('are written as they are called where the program runs: nowhere by the name alone, or as in the project', () => {
    const bare = codes.filter(({ code }) => {
      const [name = '', next = ''] = code.split(' ');
      return (
        Object.hasOwn(table, name) && (next === '' || next.startsWith('-') || /^[\u4E00-\u9FFF[]/.test(next))
      );
    });
    expect(bare).toEqual([]);
    const projectOnly = pages.filter(({ text }) => text.includes('npm run')).map(({ name }) => name);
    expect(projectOnly).toEqual(['95-cli.md']);
  });

  it('and their options are explained by the command line’s own help', () => {
    const explained = Object.values(table)
      .map(({ help }) => help)
      .join('\n');
    const common = new Set<string>(COMMON_OPTIONS);
    for (const option of Object.keys(OPTIONS)) {
      if (!common.has(option)) expect(explained, option).toContain(`--${option}`);
    }
  });

  it('the README and the page name both ways of calling it', () => {
    const page = pages.find(({ name }) => name === '95-cli.md')?.text ?? '';
    const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
    for (const text of [page, readme]) {
      expect(text).toContain(CALLED.installed);
      expect(text).toContain(CALLED.inProject);
    }
  });
});
