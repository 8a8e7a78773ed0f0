import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A folder takes a file under its own name; anything else is where the file itself goes. */
export async function inFolder(path: string, name: string): Promise<string> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return folder ? join(path, name) : path;
}
