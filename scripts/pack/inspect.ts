import { relative } from 'node:path';

import { filesIn } from './files-in.ts';
import { wrongContents } from './contents.ts';
import { wrongFuses } from './fuses.ts';
import { wrongIntegrity } from './integrity.ts';
import { wrongNames } from './names.ts';
import { measure, type Measured } from './native-files.ts';
import type { Layout, Target } from './targets.ts';

export type Inspected = { measured: Measured[]; problems: string[] };

/** Files of a package that come with Electron: all but its folder of resources. What stands in for them can't be measured. */
function ofElectron({ root, resources }: Layout): Set<string> {
  return new Set(
    filesIn(root)
      .filter((path) => !path.startsWith(resources))
      .map((path) => relative(root, path)),
  );
}

/**
 * Looks at everything in an unpacked package that can be known without the machine that it is for.
 * @param madeUp whether the Electron in it is made up
 */
export async function inspect(
  projectRoot: string,
  target: Target,
  layout: Layout,
  madeUp: boolean,
): Promise<Inspected> {
  const { measured, problems } = measure(layout.root, target, madeUp ? ofElectron(layout) : new Set());
  return {
    measured,
    problems: [
      ...problems,
      ...wrongContents(projectRoot, target, layout),
      ...(await wrongFuses(layout.program)),
      ...wrongIntegrity(target, layout),
      ...wrongNames(target, layout),
    ],
  };
}
