import { restoreWhileOpen } from '../../electron/backend/store/backups/restore.ts';

/**
 * Puts two backups in by turns, without end, until it is killed; says a line before each.
 * Arguments: data folder, the two files.
 */
const [dataDir, one, other] = process.argv.slice(2);
if (!dataDir || !one || !other) throw new Error('data folder and two files');
for (let turn = 0; ; turn += 1) {
  process.stdout.write(`${turn}\n`);
  await restoreWhileOpen({ dataDir, file: turn % 2 === 0 ? one : other, at: new Date().toISOString() });
}
