import { attribute, elementsOf, type Document } from './xml.ts';

/** A part of the file, or something outside of it. */
export type Relation = { part: string } | { outside: true };
/** What the ids of a part stand for. */
export type Relations = ReadonlyMap<string, Relation>;

/** The relations of a part of `word/`. Paths that lead out of the file are none. */
export function readRelations(document: Document | null): Relations {
  const relations = new Map<string, Relation>();
  for (const element of document ? elementsOf(document.documentElement) : []) {
    const id = attribute(element, 'Id');
    const target = attribute(element, 'Target');
    if (element.localName !== 'Relationship' || id === null || target === null) continue;
    if (attribute(element, 'TargetMode') === 'External') relations.set(id, { outside: true });
    else relations.set(id, { part: partOf(target) });
  }
  return relations;
}

/** The part that holds the relations of a part. */
export function relationsOf(part: string): string {
  const at = part.lastIndexOf('/') + 1;
  return `${part.slice(0, at)}_rels/${part.slice(at)}.rels`;
}

/** What a document has its parts by, as the last step of a relation's type; comments need not be in `comments.xml`. */
export class PartsByType {
  readonly #parts: { type: string; part: string }[] = [];
  readonly #byId = new Map<string, string>();

  /** @param folder of the part that has these relations; '' for the file itself */
  constructor(relations: Document | null, folder: string) {
    for (const element of relations ? elementsOf(relations.documentElement) : []) {
      const target = attribute(element, 'Target');
      const type = attribute(element, 'Type');
      if (target === null || type === null || attribute(element, 'TargetMode') === 'External') continue;
      const part = partOf(target, folder);
      this.#parts.push({ type: type.slice(type.lastIndexOf('/') + 1), part });
      const id = attribute(element, 'Id') ?? '';
      if (!this.#byId.has(id)) this.#byId.set(id, part);
    }
  }

  /** The first part of that type. */
  one(type: string): string | undefined {
    return this.#parts.find((one) => one.type === type)?.part;
  }

  byId(id: string): string | undefined {
    return this.#byId.get(id);
  }

  all(...types: string[]): string[] {
    return this.#parts.filter(({ type }) => types.includes(type)).map(({ part }) => part);
  }
}

function partOf(target: string, folder = 'word'): string {
  const steps: string[] = target.startsWith('/') || folder === '' ? [] : folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
