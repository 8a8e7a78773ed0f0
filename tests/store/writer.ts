import { openStore } from '../../electron/backend/store/store.ts';

/**
 * Saves without end and says each revision that was answered, until it is killed.
 * Arguments: data folder, report id.
 */
const [dataDir, id] = process.argv.slice(2);
if (!dataDir || !id) throw new Error('data folder and report id');
const store = await openStore(dataDir, () => new Date());
for (let base = store.reports.get(id).revision; ; base += 1) {
  store.reports.apply({
    id,
    batch: `batch-${base}`,
    base,
    ops: [{ type: 'insert_text', path: [1, 0], offset: base, text: '字' }],
  });
  process.stdout.write(`${base + 1}\n`);
}
