import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { runTask } from '../../electron/backend/store/care/run-task.ts';
import { tempFolder } from './folder.ts';

it('an error of SQLite comes out of a thread with its code, by which whoever asked words it', async () => {
  const file = join(tempFolder(), 'none.db');
  writeFileSync(file, '不是数据库'.repeat(1000));
  await expect(runTask('difference', [file, file])).rejects.toMatchObject({ code: 'SQLITE_NOTADB' });
});
