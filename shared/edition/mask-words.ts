import { inlinesOf, isField } from '../document/guards.ts';
import { fieldValue } from '../document/field-text.ts';
import type { Block, Field, Variables } from '../document/types.ts';
import { maskOf } from './mask.ts';

/** Masks in what people say and quote the values of fields that no edition prints. */
export function wordMasker(
  blocks: readonly Block[],
  variables: Variables,
  hides: (field: Field) => boolean,
): (text: string) => string {
  const values = new Set<string>();
  for (const block of blocks)
    for (const node of inlinesOf(block)) {
      if (!isField(node) || !hides(node)) continue;
      const value = fieldValue(node, variables);
      if (Array.from(value).length > 1) values.add(value);
    }
  const secrets = [...values].toSorted((a, b) => b.length - a.length);
  return (text) => secrets.reduce((out, secret) => out.replaceAll(secret, maskOf(secret)), text);
}
