import type { Script } from './script.ts';

/** The smallest script, by dropping steps, that still fails. Any step may be dropped from a script. */
export function shrinkScript(script: Script, fails: (script: Script) => boolean): Script {
  let smallest = script;
  for (let size = Math.ceil(script.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < smallest.length;) {
      const shorter = smallest.toSpliced(start, size);
      if (fails(shorter)) smallest = shorter;
      else start += size;
    }
  }
  return smallest;
}
