import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A measurement: prints its own lines. Compared by ratio with a peer in the same run, never with the clock. */
export type Bench = { name: string; run(): Promise<void> };

const folder = fileURLToPath(new URL('.', import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(folder).filter((file) => file.endsWith('.bench.ts'));
for (const file of files.sort()) {
  if (wanted.length > 0 && !wanted.some((name) => file.startsWith(name))) continue;
  const { bench } = (await import(`./${file}`)) as { bench: Bench };
  process.stdout.write(`\n${bench.name}\n`);
  await bench.run();
}
