import { relative } from 'node:path';

import { root } from '../lib/paths.mjs';
import { say } from '../lib/run.mjs';
import { buildDrivers } from './build-drivers.ts';
import { readNativeFile } from './native-file.ts';

// Builds the database driver for Linux and tells what each file asks of a machine.
try {
  for (const path of Object.values(await buildDrivers())) {
    const file = readNativeFile(path);
    process.stdout.write(
      `${relative(root, path)}：${file?.machine}，glibc ${file?.glibc}，${file?.needed.join(' ')}\n`,
    );
  }
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
}
