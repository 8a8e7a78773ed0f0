import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Whether this runs from a bundle in `out/<part>`, as in packages, and not from the project's sources. */
export const isBundled = !import.meta.url.endsWith('.ts');

/** The folder of the project or of the package under plain Node. This file and the bundles lie two folders below it. */
export const programFolder = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
