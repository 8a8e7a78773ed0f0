import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all files below a folder, sorted; links are named, not followed. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
    )
    .sort();
}
