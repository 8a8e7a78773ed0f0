import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { createReader } from '../../../electron/backend/reading/reader.ts';
import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { Deps } from '../../../electron/backend/service/deps.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { openStore } from '../../../electron/backend/store/store.ts';
import { portsOn } from '../ports.ts';

/** A data folder, and what use cases are made from, with the real reader. */
export type Desk = {
  deps: Deps;
  dataDir: string;
  /** What went wrong inside and no file should make go wrong, as the log has it. */
  faults: string[];
  close: () => Promise<void>;
};

/** @param prepare makes what is there to begin with, with a backend that can print */
export async function openDesk<T>(prepare: (backend: Backend) => Promise<T>): Promise<Desk & { made: T }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianshu-mutated-'));
  const printer = new BrowserPrinter();
  const ports = { ...portsOn(dataDir), shell: 'cli' as const, printer };
  let made: T;
  try {
    const backend = await createBackend(ports);
    try {
      made = await prepare(backend);
    } finally {
      await backend.close();
    }
  } finally {
    await printer.close();
  }
  const store = await openStore(dataDir, ports.now);
  const templates = loadTemplates(ports.resourcesDir);
  const faults: string[] = [];
  const reader = createReader({
    start: ports.startReader,
    templates: [...templates.values()],
    logger: {
      info: () => {},
      warn: () => {},
      error: (_, facts) => void faults.push(String(facts?.['fault'])),
    },
  });
  return {
    deps: { ports, templates, store, reader, emit: () => {} },
    dataDir,
    faults,
    made,
    close: async () => {
      reader.close();
      await store.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
