import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { AppError } from '../../../shared/errors/app-error.ts';
import { upgradeDocument } from '../../../shared/document/upgrade.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';
import { filesOf } from './templates.ts';
import { reportStates } from '../../../shared/document/report-state.ts';

/** A report of the invented town, as it lies in `resources/demo`. */
const demoSchema = z.strictObject({
  template: z.string(),
  year: z.int(),
  unit: z.string(),
  state: z.enum(reportStates),
  document: z.looseObject({ schema: z.int() }),
  variables: z.record(z.string(), z.string()),
  /** Year of the earlier demo report that this one was rolled over from. */
  from: z.int().optional(),
});

function readDemo(folder: string, file: string): z.infer<typeof demoSchema> {
  try {
    return demoSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  } catch (error) {
    throw new AppError(
      'internal',
      `演示数据 ${file} 读不出来，没有载入。请重新安装年述，您的报告不受影响。`,
      {
        cause: error,
      },
    );
  }
}

export function demoHandlers({ ports, store, emit }: Deps) {
  return handlersFor({
    'demo.load': () => {
      // Oldest first: a year is rolled over from the one before.
      const there = store.reports.list().filter((report) => report.demo);
      if (there.length > 0) return { ids: there.sort((a, b) => a.year - b.year).map(({ id }) => id) };
      const folder = join(ports.resourcesDir, 'demo');
      // All are read before the first is stored: a broken file leaves nothing half loaded.
      const demos = filesOf(folder).map((file) => {
        const demo = readDemo(folder, file);
        return { ...demo, document: upgradeDocument(demo.document) };
      });
      const byYear = new Map<number, string>();
      for (const { from, ...demo } of demos) {
        const before = from === undefined ? undefined : byYear.get(from);
        const id = store.reports.insert({
          ...demo,
          demo: true,
          ...(from !== undefined && before !== undefined ? { from: { id: before, year: from } } : {}),
        });
        byYear.set(demo.year, id);
      }
      emit('reports.changed', {});
      return { ids: [...byYear.values()] };
    },
  });
}
