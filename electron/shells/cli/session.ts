import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { PdfPrinter } from '../../backend/ports.ts';
import type { Backend } from '../../backend/service/registry.ts';
import { defaultDataDir } from '../data-dir.ts';
import { debugLogger } from '../logger.ts';
import { calledAs, host } from './host.ts';

/** A path as the user wrote it, from where the user is. */
export const pathOf = (path: string): string => resolve(host().userDir, path);

/** A printer that is looked for when the first page is printed: most commands print nothing. */
function lazyPrinter(): PdfPrinter {
  let loaded: Promise<PdfPrinter> | null = null;
  const get = (): Promise<PdfPrinter> => (loaded ??= host().loadPrinter());
  return {
    print: async (request) => (await get()).print(request),
    installedFonts: async (families) => (await get()).installedFonts(families),
    close: async () => {
      if (loaded) await (await loaded).close();
    },
  };
}

/** The data folder that `--data` means; the user's own without it. */
export function dataDirOf(data: string | undefined): string {
  return data === undefined
    ? defaultDataDir(process.platform, process.env, homedir())
    : resolve(host().userDir, data);
}

/**
 * Runs `work` on a backend over the data folder, and closes it whatever happens.
 * @param data the `--data` option
 */
export async function withBackend<T>(
  data: string | undefined,
  work: (backend: Backend) => Promise<T>,
): Promise<T> {
  const { createBackend } = await import('../../backend/service/backend.ts');
  const { resourcesDir, version, startReader } = host();
  const printer = lazyPrinter();
  const backend = await createBackend({
    dataDir: dataDirOf(data),
    resourcesDir,
    shell: 'cli',
    version,
    commandLine: calledAs(),
    now: () => new Date(),
    logger: debugLogger(),
    printer,
    startReader,
  });
  try {
    return await work(backend);
  } finally {
    await backend.close();
    await printer.close();
  }
}

/** Runs `work` on a backend that leaves nothing behind: for what is asked about a file alone. */
export async function withoutData<T>(work: (backend: Backend) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'nianshu-cli-'));
  try {
    return await withBackend(folder, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
