import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { createBackend } from '../../../electron/backend/service/backend.ts';
import { factsOf } from '../../../electron/backend/store/backups/facts.ts';
import { restoreFrom } from '../../../electron/backend/store/backups/restore.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import { salvage } from '../../../electron/backend/store/recovery/salvage.ts';
import { testPorts } from '../service/deps.ts';

it('what is put over a damaged database is later than that was, also where no backup of it is here', async () => {
  const ports = testPorts();
  const own = join(ports.dataDir, DATABASE);
  const backup = join(ports.dataDir, 'backup-on-a-stick.db');
  const backend = await createBackend(ports);
  await backend.call('people.save', { person: { id: 'p1', name: '周敏', unit: '青禾镇', role: 'writer' } });
  await backend.close();
  copyFileSync(own, backup);
  const restored = await restoreFrom(ports.dataDir, backup, true, new Date('2026-01-05T08:00:00Z'));
  // Somebody works with it, of which only a disk that is away has a copy.
  const again = await createBackend(ports);
  await again.call('people.save', { person: { id: 'p2', name: '林晓', unit: '青禾镇', role: 'writer' } });
  await again.close();
  const db = openDb(own);
  const lost = db.prepare('SELECT generation FROM store_state').pluck().get();
  db.close();
  expect(lost).toBe(restored.facts.generation);
  writeFileSync(own, Buffer.alloc(65_536, 7));
  const put = join(ports.dataDir, 'put-together.db');
  salvage(ports.dataDir, own, put);
  expect(factsOf(put)?.generation).toBeGreaterThan(restored.facts.generation);
  const { facts, wasDamaged } = await restoreFrom(
    ports.dataDir,
    backup,
    true,
    new Date('2026-01-06T08:00:00Z'),
  );
  expect(wasDamaged).toBe(true);
  expect(facts.generation).toBeGreaterThan(restored.facts.generation);
  expect(existsSync(own)).toBe(true);
  ports.remove();
});
