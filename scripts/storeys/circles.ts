import { posix } from 'node:path';

import type { Import } from './import-graph.ts';

/** Folders that reach each other by imports, with one import for each step from folder to folder. */
export type FolderCircle = { folders: string[]; imports: Import[] };

/** The circles of folders: strongly connected components of more than one, after Tarjan. */
export function folderCircles(imports: readonly Import[]): FolderCircle[] {
  const steps = new Map<string, Map<string, Import>>();
  for (const one of imports) {
    const [from, to] = [posix.dirname(one.file), posix.dirname(one.to)];
    if (!steps.has(from)) steps.set(from, new Map());
    if (from !== to && !steps.get(from)?.has(to)) steps.get(from)?.set(to, one);
  }
  return components(steps).map((folders) => ({
    folders: folders.toSorted(),
    imports: folders.flatMap((from) =>
      [...(steps.get(from) ?? [])].filter(([to]) => folders.includes(to)).map(([, one]) => one),
    ),
  }));
}

function components(steps: ReadonlyMap<string, ReadonlyMap<string, unknown>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (folder: string): number => {
    const own = index.size;
    index.set(folder, own);
    let least = own;
    stack.push(folder);
    for (const next of steps.get(folder)?.keys() ?? []) {
      if (!index.has(next)) least = Math.min(least, visit(next));
      else if (stack.includes(next)) least = Math.min(least, low.get(next) ?? index.get(next) ?? own);
    }
    low.set(folder, least);
    if (least === own) {
      const component = stack.splice(stack.indexOf(folder));
      if (component.length > 1) found.push(component);
    }
    return least;
  };
  for (const folder of steps.keys()) if (!index.has(folder)) visit(folder);
  return found;
}
