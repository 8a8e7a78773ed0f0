import { FIELD_KINDS } from '../document/field-kinds.ts';
import { newId, type IdSource } from '../document/ids.ts';
import { makeField, padInlines } from '../document/make.ts';
import type { Inline, Variables } from '../document/types.ts';
import type { Template } from './schema.ts';
import { unitSuffix } from '../document/unit-name.ts';

export type FillFacts = { year: number; unit: string; variables: Variables };

/**
 * Text of a template as inline nodes: `{year}` and `{nextYear}` become text, `{unit}` and the template's own
 * variables become fields, so that changing the variable changes every place.
 */
export function fillInlines(
  text: string,
  template: Template,
  facts: FillFacts,
  ids: IdSource = newId,
): Inline[] {
  const nodes: Inline[] = [];
  let from = 0;
  const addText = (part: string): void => {
    if (part) nodes.push({ text: part });
  };
  for (const match of text.matchAll(/\{([^}]+)\}/g)) {
    addText(text.slice(from, match.index));
    from = match.index + match[0].length;
    const key = match[1] ?? '';
    if (key === 'year') addText(String(facts.year));
    else if (key === 'nextYear') addText(String(facts.year + 1));
    else nodes.push(variableField(key, template, facts, ids));
  }
  addText(text.slice(from));
  return padInlines(nodes);
}

/** An example as inline nodes: as `fillInlines`, and an empty field for each `[indicator]`. */
export function exampleInlines(
  text: string,
  template: Template,
  facts: FillFacts,
  ids: IdSource = newId,
): Inline[] {
  const known = new Map(
    template.slots.flatMap((slot) => slot.indicators.map((one) => [one.key, one] as const)),
  );
  const nodes: Inline[] = [];
  for (const part of text.split(/(\[[a-z][a-z0-9-]*\])/)) {
    const indicator = /^\[.*\]$/.test(part) ? known.get(part.slice(1, -1)) : undefined;
    if (!indicator) nodes.push(...fillInlines(part, template, facts, ids));
    else {
      const { key, label, kind, unit, sensitivity } = indicator;
      nodes.push(makeField({ kind, unit, label, sensitivity, indicator: key }, ids));
    }
  }
  return padInlines(nodes);
}

/** A field that shows a variable of the report. */
export function variableField(key: string, template: Template, facts: FillFacts, ids: IdSource): Inline {
  const variable = template.variables.find((entry) => entry.key === key);
  const value = key === 'unit' ? facts.unit : (facts.variables[key] ?? '');
  const kind = variable?.kind ?? 'place';
  const unit = FIELD_KINDS[kind].unitInName && value ? unitSuffix(value) : (variable?.unit ?? '');
  return makeField(
    {
      kind,
      variable: key,
      unit,
      label: variable?.label ?? '单位名称',
      sensitivity: variable?.sensitivity ?? 'internal',
      ...(variable && variable.unitPlace !== 'after' ? { unitPlace: variable.unitPlace } : {}),
    },
    ids,
  );
}
