import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';

import { parseSync } from 'vite';

/** One file that uses another, or a package. Types count: what one must know of is what one depends on. */
export type Import = {
  /** Path from the project's root, with `/`. */
  file: string;
  line: number;
  /** A path from the root where the specifier is relative, `node:fs`, or the package's name without what follows it. */
  to: string;
  /** False for a package. */
  own: boolean;
};

/** An import whose target is worked out while the program runs, so that nobody can say which room it goes to. */
export type Unseen = { file: string; line: number; text: string };

export type FileImports = { imports: Import[]; unseen: Unseen[] };

/** Directories that hold nothing that is written by hand. */
const SKIPPED = new Set(['node_modules', 'out', 'release']);
const SOURCE = /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

/** Paths of all source files under the root, from it. Hidden folders are left out. */
export function sourceFiles(root: string, folder = ''): string[] {
  return readdirSync(posix.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) return [];
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(root, path);
    return SOURCE.test(entry.name) ? [path] : [];
  });
}

/** What the files import. */
export function importGraph(root: string, files: readonly string[]): FileImports {
  const read = files.map((file) => importsOf(file, readFileSync(posix.join(root, file), 'utf8')));
  return {
    imports: read.flatMap(({ imports }) => imports),
    unseen: read.flatMap(({ unseen }) => unseen),
  };
}

/**
 * What one file imports: statically, dynamically, for types only (`import type`, `import('…').Name`), by re-export,
 * `require`, as a worker or file (`new URL('…', import.meta.url)`), and with Vite's `import.meta.glob`.
 * Throws where the text is no TypeScript.
 */
export function importsOf(file: string, text: string): FileImports {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message ?? 'cannot be parsed'}`);
  const imports: Import[] = [];
  const unseen: Unseen[] = [];
  const add = (specifier: unknown, node: AstNode): void => {
    const line = lineAt(text, node.start);
    const own = wordsOf(specifier);
    // A URL beside this file needs no `./`.
    const words = own !== null && node.type === 'NewExpression' && !own.startsWith('.') ? `./${own}` : own;
    if (words === null) unseen.push({ file, line, text: text.slice(node.start, node.end) });
    else imports.push({ file, line, ...targetOf(file, words) });
  };
  visit(program, (node) => {
    for (const specifier of specifiersOf(node)) add(specifier, node);
  });
  return { imports, unseen };
}

type AstNode = { type: string; start: number; end: number } & Record<string, unknown>;

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function visit(value: unknown, see: (node: AstNode) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see);
  else if (isNode(value)) {
    see(value);
    for (const key in value) if (typeof value[key] === 'object') visit(value[key], see);
  }
}

/** The nodes that name what a node imports; none where it imports nothing. */
function specifiersOf(node: AstNode): unknown[] {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node['source'] ? [node['source']] : [];
    case 'TSExternalModuleReference':
      return [node['expression']];
    case 'NewExpression':
      return isNamed(node['callee'], 'URL') && isImportMeta(argumentsOf(node)[1], 'url')
        ? [argumentsOf(node)[0]].filter((first) => wordsOf(first) !== null)
        : [];
    case 'CallExpression':
      if (isNamed(node['callee'], 'require')) return [argumentsOf(node)[0]];
      if (isImportMeta(node['callee'], 'glob')) {
        const first = argumentsOf(node)[0];
        return isNode(first) && Array.isArray(first['elements']) ? first['elements'] : [first];
      }
      return [];
    default:
      return [];
  }
}

function argumentsOf(node: AstNode): readonly unknown[] {
  return Array.isArray(node['arguments']) ? node['arguments'] : [];
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name;
}

/** `import.meta.url`, `import.meta.glob`. */
function isImportMeta(node: unknown, property: string): boolean {
  if (!isNode(node) || node.type !== 'MemberExpression') return false;
  return (
    isNode(node['object']) && node['object'].type === 'MetaProperty' && isNamed(node['property'], property)
  );
}

/** The words of a literal, or of a template without holes; null where they are worked out. */
function wordsOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  const quasis: unknown = node['quasis'];
  if (node.type !== 'TemplateLiteral' || !Array.isArray(quasis) || quasis.length !== 1) return null;
  const [only]: unknown[] = quasis;
  const value = isNode(only) ? (only['value'] as { cooked?: string }) : {};
  return value.cooked ?? null;
}

function targetOf(file: string, specifier: string): Pick<Import, 'to' | 'own'> {
  // A query says how Vite loads it, and what follows a star is for it to find.
  const path = specifier.replace(/[?#].*$/, '').replace(/\/[^/]*\*.*$/, '');
  if (path.startsWith('.')) return { to: posix.join(posix.dirname(file), path), own: true };
  if (path.startsWith('/')) return { to: path.slice(1), own: true };
  if (isBuiltin(path)) return { to: path.startsWith('node:') ? path : `node:${path}`, own: false };
  const [first = '', second = ''] = path.split('/');
  return { to: first.startsWith('@') ? `${first}/${second}` : first, own: false };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
