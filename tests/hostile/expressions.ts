import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { parseSync } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A regular expression of the program and the file that it stands in. */
export type Expression = { file: string; source: string; flags: string };

type Node = { type?: string; [key: string]: unknown };

/** All that a file imports when it runs, at once or later: its own files as paths in the project, packages by name. */
export function importsOf(entry: string): Set<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    const path = relative(root, file);
    if (found.has(path)) return;
    found.add(path);
    for (const name of importedBy(parsed(file))) {
      if (!name.startsWith('.')) found.add(name);
      else if (existsSync(resolve(dirname(file), name))) visit(resolve(dirname(file), name));
    }
  };
  visit(join(root, entry));
  return found;
}

const programs = new Map<string, Node>();

function parsed(file: string): Node {
  let program = programs.get(file);
  if (!program) {
    program = parseSync(file, readFileSync(file, 'utf8')).program as unknown as Node;
    programs.set(file, program);
  }
  return program;
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesOf(one);
  else if (value && typeof value === 'object') {
    const node = value as Node;
    if (typeof node.type === 'string') yield node;
    for (const inner of Object.values(node)) yield* nodesOf(inner);
  }
}

/** What one file of the project imports itself. */
export const importsOfFile = (path: string): string[] => importedBy(parsed(join(root, path)));

/** Types are gone when a file runs. */
const isOfTypes = (node: Node): boolean => node['importKind'] === 'type' || node['exportKind'] === 'type';

function importedBy(program: Node): string[] {
  const names: string[] = [];
  for (const node of nodesOf(program)) {
    const isImport =
      /^(?:Import|ExportNamed|ExportAll)Declaration$/.test(node.type ?? '') && !isOfTypes(node);
    if (!isImport && node.type !== 'ImportExpression') continue;
    const { value } = (node['source'] ?? {}) as { value?: unknown };
    if (typeof value === 'string') names.push(value);
  }
  return names;
}

/** The expressions of these files: those written out, and those that are put together while a file is loaded. */
export async function expressionsOf(files: readonly string[]): Promise<Expression[]> {
  const found = new Map<string, Expression>();
  const add = (file: string, source: string, flags: string): void => {
    const key = `/${source}/${flags}`;
    if (!found.has(key)) found.set(key, { file, source, flags });
  };
  for (const file of files)
    for (const { regex } of nodesOf(parsed(join(root, file)))) {
      const written = regex as { pattern: string; flags: string } | undefined;
      if (written) add(file, written.pattern, written.flags);
    }
  const Real = globalThis.RegExp;
  try {
    for (const file of files) {
      globalThis.RegExp = new Proxy(Real, {
        construct: (target, [source, flags = '']: [string | RegExp, string?]) => {
          const made = new target(source, flags);
          add(file, made.source, made.flags);
          return made;
        },
      });
      await import(/* @vite-ignore */ pathToFileURL(join(root, file)).href);
    }
  } finally {
    globalThis.RegExp = Real;
  }
  return [...found.values()];
}
