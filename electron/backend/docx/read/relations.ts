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

function partOf(target: string): string {
  const steps: string[] = target.startsWith('/') ? [] : ['word'];
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
