import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { DOMParser, XMLSerializer, type Document, type Element } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';

import { imageFacts } from '../../electron/backend/files/image.ts';

const schemas = fileURLToPath(new URL('./schemas', import.meta.url));
const ISO = 'ISO-IEC29500-4_2016';

/** Which schema a part has to follow; the first that fits. Null: `checkCore` looks at it. */
const RULES: readonly (readonly [RegExp, string | null])[] = [
  [/^\[Content_Types\]\.xml$/, 'opc/opc-contentTypes.xsd'],
  [/\.rels$/, 'opc/opc-relationships.xsd'],
  [/^docProps\/core\.xml$/, null],
  [/^docProps\/custom\.xml$/, `${ISO}/shared-documentPropertiesCustom.xsd`],
  [/^docProps\/app\.xml$/, `${ISO}/shared-documentPropertiesExtended.xsd`],
  [/^word\/theme\//, `${ISO}/dml-main.xsd`],
  [/^word\/(?:commentsExtended|people)\.xml$/, 'microsoft/wml-2012.xsd'],
  [/^word\/commentsIds\.xml$/, 'microsoft/wml-cid-2016.xsd'],
  [/^word\/[^/]+\.xml$/, `${ISO}/wml.xsd`],
  [/^xl\/.*\.xml$/, `${ISO}/sml.xsd`],
];

const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** An office file and what it is called when something is wrong in it. */
export type OfficeFile = { name: string; bytes: Uint8Array };

/**
 * Checks every part of Word and Excel files against the ISO 29500 transitional schemas (and Word's extensions against
 * Microsoft's), and that the parts are those that the package names. Gives what is wrong, a line each; none when all
 * is well.
 */
export async function schemaProblems(files: readonly OfficeFile[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nianshu-schema-'));
  try {
    const problems: string[] = [];
    const bySchema = new Map<string, string[]>();
    // Many parts (styles, theme, settings) are the same in every file: they are looked at once.
    const seen = new Set<string>();
    files.forEach(({ name, bytes }, at) => {
      const parts = Object.entries(unzipSync(bytes)).filter(([part]) => !part.endsWith('/'));
      problems.push(...packageProblems(parts).map((line) => `${name}: ${line}`));
      for (const [part, content] of parts) {
        // An image is no XML: that it is one, the reader of images says.
        if (/^word\/media\/[^/]+$/.test(part) && imageFacts(content)) continue;
        const rule = RULES.find(([pattern]) => pattern.test(part));
        if (!rule) {
          problems.push(`${name}: ${part} has no schema`);
          continue;
        }
        const xml = strFromU8(content);
        if (seen.has(`${part}\n${xml}`)) continue;
        seen.add(`${part}\n${xml}`);
        const root = parsed(xml);
        if (rule[1] === null) {
          problems.push(...coreProblems(root).map((line) => `${name}: ${part}: ${line}`));
          continue;
        }
        // Word passes over what a file marks as ignorable, and so do the schemas, which know nothing of it.
        withoutIgnorable(root);
        mkdirSync(join(folder, String(at)), { recursive: true });
        const path = `${at}/${part.replaceAll(/[^\w.]/g, '_')}`;
        writeFileSync(join(folder, path), new XMLSerializer().serializeToString(root));
        bySchema.set(rule[1], [...(bySchema.get(rule[1]) ?? []), path]);
      }
    });
    for (const [schema, paths] of bySchema) problems.push(...(await lint(folder, schema, paths, files)));
    return problems;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One run for all parts of a schema: reading it takes longer than checking them. */
function lint(
  folder: string,
  schema: string,
  paths: readonly string[],
  files: readonly OfficeFile[],
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const args = ['--nonet', '--noout', '--schema', join(schemas, schema), ...paths];
    const options = { cwd: folder, maxBuffer: 64 * 1024 * 1024 };
    execFile('xmllint', args, options, (error, _out, complaints) => {
      if (!error) {
        resolve([]);
        return;
      }
      // 3 and 4: parts do not follow the schema. Anything else, as a missing program, is no answer.
      if (error.code !== 3 && error.code !== 4) {
        reject(new Error(`xmllint: ${complaints || error.message}`, { cause: error }));
        return;
      }
      const lines = complaints.split('\n').filter((line) => / error : /.test(line));
      resolve(
        lines.map((line) =>
          line.replace(/^(\d+)\//, (_, at: string) => `${files[Number(at)]?.name ?? at}: `),
        ),
      );
    });
  });
}

function parsed(xml: string): Element {
  const document: Document = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(xml, 'application/xml');
  if (!document.documentElement) throw new Error('no root');
  return document.documentElement;
}

const children = (element: Element): Element[] =>
  Array.from(element.childNodes).filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);

/** Takes away the attributes of markup compatibility, and what is in the namespaces that they let pass. */
function withoutIgnorable(root: Element, scope: ReadonlyMap<string, string> = new Map()): void {
  const ignorable = new Set<string>();
  const visit = (element: Element, outer: ReadonlyMap<string, string>): void => {
    const names = new Map(outer);
    const attributes = Array.from(element.attributes);
    for (const { name, value } of attributes) if (name.startsWith('xmlns:')) names.set(name.slice(6), value);
    for (const prefix of (element.getAttributeNS(MC, 'Ignorable') ?? '').split(/\s+/)) {
      const uri = names.get(prefix);
      if (prefix && uri === undefined) throw new Error(`mc:Ignorable names ${prefix}, which is not declared`);
      // commentsExtended.xml marks its own namespace as one that others may ignore.
      if (uri !== undefined && uri !== root.namespaceURI) ignorable.add(uri);
    }
    for (const one of attributes) {
      const foreign = one.namespaceURI === MC || ignorable.has(one.namespaceURI ?? '');
      if (foreign && !one.name.startsWith('xmlns')) element.removeAttributeNode(one);
    }
    for (const child of children(element)) {
      if (ignorable.has(child.namespaceURI ?? '')) element.removeChild(child);
      else visit(child, names);
    }
  };
  visit(root, scope);
}

/** docProps/core.xml (ECMA-376-2, 11): known properties, each once. Its schema leans on Dublin Core's, which are not here. */
function coreProblems(root: Element): string[] {
  const known = new Set(
    'category contentStatus created creator description identifier keywords language lastModifiedBy lastPrinted modified revision subject title version'.split(
      ' ',
    ),
  );
  const problems: string[] = [];
  if (root.localName !== 'coreProperties') problems.push(`the root is ${root.nodeName}`);
  const names = children(root).map((child) => child.localName ?? '');
  for (const name of names) if (!known.has(name)) problems.push(`${name} is no core property`);
  if (new Set(names).size < names.length) problems.push('a property stands twice');
  for (const child of children(root)) {
    if (child.localName !== 'created' && child.localName !== 'modified') continue;
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(child.textContent ?? ''))
      problems.push(`${child.localName} is no W3CDTF date: ${child.textContent}`);
  }
  return problems;
}

/** Each part has a content type; each target of a relationship is there. */
function packageProblems(parts: readonly (readonly [string, Uint8Array])[]): string[] {
  const names = new Set(parts.map(([name]) => name));
  const types = strFromU8(parts.find(([name]) => name === '[Content_Types].xml')?.[1] ?? new Uint8Array());
  const problems: string[] = [];
  const defaults = new Set(
    [...types.matchAll(/<Default\b[^>]*Extension="([^"]+)"/g)].map(([, extension = '']) => extension),
  );
  const overrides = new Set(
    [...types.matchAll(/<Override\b[^>]*PartName="\/([^"]+)"/g)].map(([, part = '']) => part),
  );
  for (const name of names) {
    if (name === '[Content_Types].xml') continue;
    const extension = name.slice(name.lastIndexOf('.') + 1);
    if (!overrides.has(name) && !defaults.has(extension)) problems.push(`${name} has no content type`);
  }
  for (const part of overrides)
    if (!names.has(part)) problems.push(`a type is given for ${part}, which is missing`);
  for (const [name, content] of parts) {
    if (!name.endsWith('.rels')) continue;
    const base = name.replace(/_rels\/[^/]+$/, '');
    const ids: string[] = [];
    for (const [tag] of strFromU8(content).matchAll(/<Relationship\b[^>]*>/g)) {
      ids.push(/\bId="([^"]+)"/.exec(tag)?.[1] ?? '');
      const target = /\bTarget="([^"]+)"/.exec(tag)?.[1] ?? '';
      if (/TargetMode="External"/.test(tag)) continue;
      const path = target.startsWith('/') ? target.slice(1) : base + target;
      if (!names.has(path)) problems.push(`${name} leads to ${target}, which is missing`);
    }
    if (new Set(ids).size < ids.length) problems.push(`${name} has an id twice`);
  }
  return problems;
}
