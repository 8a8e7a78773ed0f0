import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Document, Element } from './xml.ts';
import { NS, kids, parseXml, writeXml } from './xml.ts';

const OFFICE_REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const STRICT_PAIRS: readonly (readonly [strict: string, transitional: string])[] = [
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', NS.w],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', OFFICE_REL],
  ['http://purl.oclc.org/ooxml/officeDocument/math', NS.m],
  [
    'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing',
    'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  ],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'http://schemas.openxmlformats.org/drawingml/2006/main'],
  [
    'http://purl.oclc.org/ooxml/drawingml/picture',
    'http://schemas.openxmlformats.org/drawingml/2006/picture',
  ],
  [
    'http://purl.oclc.org/ooxml/officeDocument/extendedProperties',
    'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties',
  ],
  [
    'http://purl.oclc.org/ooxml/officeDocument/customProperties',
    'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties',
  ],
  [
    'http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes',
    'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes',
  ],
];

/** Writes Transitional XML as Strict XML, by the namespaces of ISO 29500-1. */
export function toStrict(text: string): string {
  let out = text;
  for (const [strict, transitional] of STRICT_PAIRS) {
    out = out.replaceAll(`"${transitional}`, `"${strict}`);
  }
  // The two property parts have relationship types with a hyphen in Transitional only.
  return out
    .replaceAll('/extended-properties"', '/extendedProperties"')
    .replaceAll('/custom-properties"', '/customProperties"');
}

function toTransitional(text: string): string {
  let out = text;
  for (const [strict, transitional] of STRICT_PAIRS) out = out.replaceAll(`"${strict}`, `"${transitional}`);
  return out
    .replaceAll('relationships/extendedProperties"', 'relationships/extended-properties"')
    .replaceAll('relationships/customProperties"', 'relationships/custom-properties"');
}

/** Another prefix in all tags and attributes; values of attributes are left alone. */
export function renamePrefix(xml: string, from: string, to: string): string {
  return xml
    .replaceAll(new RegExp(`(</?)${from}:`, 'gu'), `$1${to}:`)
    .replaceAll(new RegExp(`(\\s)${from}:([A-Za-z]+=")`, 'gu'), `$1${to}:$2`)
    .replaceAll(`xmlns:${from}="`, `xmlns:${to}="`);
}

/** Word does not keep the prefixes of a file: it always writes `w`. */
function withUsualPrefix(xml: string): string {
  const declared = new RegExp(`xmlns:(\\w+)="${NS.w}"`, 'u').exec(xml)?.[1];
  return declared && declared !== 'w' ? renamePrefix(xml, declared, 'w') : xml;
}

/** A relationship of a part. */
export type Relationship = { id: string; type: string; target: string; external: boolean };

/** An opened package (ECMA-376 part 2): parts by name without the first slash, XML parts parsed when asked for. */
export class DocxPackage {
  readonly parts: Map<string, Uint8Array>;
  main: string;
  private readonly parsed = new Map<string, Document>();

  constructor(bytes: Uint8Array) {
    this.parts = new Map(Object.entries(unzipSync(bytes)));
    for (const name of this.parts.keys()) if (name.endsWith('/')) this.parts.delete(name);
    const office = this.relationships('').find((rel) => rel.type.endsWith('/officeDocument'));
    if (!office) throw new Error('The package has no main document.');
    this.main = office.target;
  }

  /** The parsed XML of a part. Changes to it are written on save. */
  xml(name: string): Document {
    const have = this.parsed.get(name);
    if (have) return have;
    const bytes = this.parts.get(name);
    if (!bytes) throw new Error(`The package has no part ${name}.`);
    const doc = parseXml(withUsualPrefix(toTransitional(strFromU8(bytes))));
    this.parsed.set(name, doc);
    return doc;
  }

  /** The root element of a part. */
  root(name: string): Element {
    const root = this.xml(name).documentElement;
    if (!root) throw new Error(`The part ${name} is empty.`);
    return root;
  }

  /** Puts a part into the package, with its content type. */
  addPart(name: string, content: string | Uint8Array, contentType: string): void {
    this.parts.set(name, typeof content === 'string' ? strToU8(content) : content);
    this.parsed.delete(name);
    const types = this.root('[Content_Types].xml');
    const override = types.ownerDocument!.createElementNS(NS.types, 'Override');
    override.setAttribute('PartName', `/${name}`);
    override.setAttribute('ContentType', contentType);
    types.appendChild(override);
  }

  /** The relationships of a part ('' is the package itself); targets are part names. */
  relationships(part: string): Relationship[] {
    const name = relsName(part);
    if (!this.parts.has(name) && !this.parsed.has(name)) return [];
    return kids(this.root(name)).map((rel) => {
      const external = rel.getAttribute('TargetMode') === 'External';
      const target = rel.getAttribute('Target') ?? '';
      return {
        id: rel.getAttribute('Id') ?? '',
        type: rel.getAttribute('Type') ?? '',
        target: external ? target : resolveTarget(part, target),
        external,
      };
    });
  }

  /** Adds a relationship and returns its identifier. */
  relate(part: string, type: string, target: string, external = false): string {
    const name = relsName(part);
    if (!this.parts.has(name))
      this.parts.set(name, strToU8(`<?xml version="1.0"?><Relationships xmlns="${NS.rels}"/>`));
    const root = this.root(name);
    const used = new Set(kids(root).map((rel) => rel.getAttribute('Id')));
    let number = used.size + 1;
    while (used.has(`rId${number}`)) number += 1;
    const rel = root.ownerDocument!.createElementNS(NS.rels, 'Relationship');
    rel.setAttribute('Id', `rId${number}`);
    rel.setAttribute('Type', type.includes(':') ? type : `${OFFICE_REL}/${type}`);
    rel.setAttribute('Target', external ? target : relativeTarget(part, target));
    if (external) rel.setAttribute('TargetMode', 'External');
    root.appendChild(rel);
    return `rId${number}`;
  }

  /** The part that the main document relates to by a type such as `comments`, if there is one. */
  related(type: string): string | undefined {
    return this.relationships(this.main).find((rel) => rel.type.endsWith(`/${type}`))?.target;
  }

  /** Gives a part another name, with its relationships; what points at it has to be changed by the caller. */
  moveBytes(from: string, to: string): void {
    for (const [old, made] of [
      [from, to],
      [relsName(from), relsName(to)],
    ] as const) {
      const bytes = this.parts.get(old);
      const doc = this.parsed.get(old);
      this.parts.delete(old);
      this.parsed.delete(old);
      if (bytes) this.parts.set(made, bytes);
      if (doc) this.parsed.set(made, doc);
    }
    if (this.main === from) this.main = to;
  }

  /** All XML parts as they are now. */
  xmlNames(): string[] {
    return [...this.parts.keys()].filter((name) => /\.(xml|rels)$/u.test(name));
  }

  /** The zipped package; `edit` may change the text of every XML part as it is written. */
  write(edit: (name: string, text: string) => string = (_, text) => text): Uint8Array {
    const files: Record<string, Uint8Array> = {};
    const rest = [...this.parts.keys()].filter((name) => name !== '[Content_Types].xml');
    // Word and other consumers expect the content types first in the archive.
    for (const name of ['[Content_Types].xml', ...rest]) {
      const bytes = this.parts.get(name);
      if (!bytes) continue;
      const doc = this.parsed.get(name);
      const isXml = /\.(xml|rels)$/u.test(name);
      files[name] = isXml ? strToU8(edit(name, doc ? writeXml(doc) : strFromU8(bytes))) : bytes;
    }
    // A fixed date keeps the same script giving the same bytes.
    return zipSync(files, { level: 6, mtime: new Date(2026, 0, 1) });
  }
}

/** Gives a part another file name in its folder; relationships and content types follow. */
export function renamePart(pkg: DocxPackage, part: string | undefined, fileName: string): void {
  if (!part) return;
  const to = part.slice(0, part.lastIndexOf('/') + 1) + fileName;
  if (to === part || pkg.parts.has(to)) return;
  for (const name of [...pkg.parts.keys()].filter((each) => each.endsWith('.rels'))) {
    const owner = name.replace('_rels/', '').slice(0, -'.rels'.length);
    for (const rel of kids(pkg.root(name))) {
      const target = rel.getAttribute('Target') ?? '';
      if (rel.getAttribute('TargetMode') === 'External' || resolveTarget(owner, target) !== part) continue;
      rel.setAttribute('Target', relativeTarget(owner, to));
    }
  }
  for (const type of kids(pkg.root('[Content_Types].xml'))) {
    if (type.getAttribute('PartName') === `/${part}`) type.setAttribute('PartName', `/${to}`);
  }
  pkg.moveBytes(part, to);
}

/** The name of the relationships part of a part. */
export function relsName(part: string): string {
  const slash = part.lastIndexOf('/');
  return `${part.slice(0, slash + 1)}_rels/${part.slice(slash + 1)}.rels`;
}

function resolveTarget(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const segments = part.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function relativeTarget(part: string, target: string): string {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  return target.startsWith(folder) ? target.slice(folder.length) : `/${target}`;
}
