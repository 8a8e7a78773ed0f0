import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';

import { COMMAND_LINE, NODE } from './program.ts';
import { runThere, type Said } from './root.ts';

/** What was tried, and what was wrong with it if anything. */
export type Outcome = { what: string; wrong: string | null };

/** Where the office keeps its files there. */
export const HOME = 'home/office';

const FIXTURE = join(import.meta.dirname, '..', 'fixtures', 'masked-town-2022.txt');

/** A journal of what was tried; each entry is told when it is over. */
export class Journal {
  readonly outcomes: Outcome[] = [];

  async try(what: string, work: () => Promise<string | null>): Promise<void> {
    const wrong = await work().catch((error: unknown) => (error as Error).message);
    this.outcomes.push({ what, wrong });
    process.stdout.write(wrong === null ? `✓ ${what}\n` : `✗ ${what}\n    ${wrong}\n`);
  }
}

/** Whether a command ended well and said what it should. */
export function expecting(said: Said, code: number, words: RegExp): string | null {
  if (said.code === code && words.test(`${said.stdout}${said.stderr}`)) return null;
  return `ended with ${said.code}, said: ${said.stdout.slice(0, 500)} ${said.stderr.slice(0, 500)}`;
}

/** One office's work on the command line: a new folder, import, a new report, check, search, export, backup, restore. */
export async function commandLine(
  root: string,
  journal: Journal,
  env: Record<string, string>,
): Promise<void> {
  const cli = (...args: string[]): Promise<Said> =>
    runThere(root, [NODE, COMMAND_LINE, ...args, '--data', '/home/office/data'], { env });
  const home = join(root, HOME);
  cpSync(FIXTURE, join(home, '往年.txt'));

  await journal.try('demo data in a new folder', async () => expecting(await cli('demo'), 0, /./));
  await journal.try('import', async () => expecting(await cli('import', '/home/office/往年.txt'), 0, /2022/));
  let id = '';
  await journal.try('list', async () => {
    const said = await cli('list', '--json');
    const reports = JSON.parse(said.stdout) as { id: string; year: number }[];
    id = reports.find((report) => report.year === 2025)?.id ?? '';
    return id !== '' && reports.length > 3 ? null : said.stdout;
  });
  await journal.try('check', async () => expecting(await cli('check', id), 1, /./));
  await journal.try('search by two characters', async () =>
    expecting(await cli('search', '普法', '--year', '2025'), 0, /普法/),
  );
  for (const format of ['docx', 'txt']) {
    const out = `/home/office/总结.${format}`;
    const args = ['export', id, '--format', format, '--edition', 'internal', '--out', out];
    await journal.try(`export as ${format}`, async () => {
      const said = await cli(...args);
      return expecting(said, 0, /./) ?? (existsSync(join(root, out)) ? null : 'no file');
    });
  }
  await journal.try('what was exported as Word, imported again elsewhere', async () =>
    expecting(
      await runThere(
        root,
        [NODE, COMMAND_LINE, 'import', '/home/office/总结.docx', '--data', '/home/office/other'],
        {
          env,
        },
      ),
      0,
      /2025/,
    ),
  );
  await journal.try('backup', async () =>
    expecting(await cli('backup', '/home/office/备份.db'), 0, /已备份/),
  );
  await journal.try('restore elsewhere', async () =>
    expecting(
      await runThere(
        root,
        [NODE, COMMAND_LINE, 'restore', '/home/office/备份.db', '--data', '/home/office/restored'],
        {
          env,
        },
      ),
      0,
      /已恢复到/,
    ),
  );
  await journal.try('doctor, with the search index made anew', async () =>
    expecting(await cli('doctor', '--rebuild-index'), 1, /备份/),
  );
}
