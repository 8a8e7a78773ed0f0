import { newId, type IdSource } from '../document/ids.ts';
import {
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  makeField,
  padInlines,
} from '../document/make.ts';
import {
  SCHEMA_VERSION,
  type Block,
  type HeadingLevel,
  type Inline,
  type ReportDocument,
} from '../document/types.ts';
import { fillInlines, variableField, type FillFacts } from './fill.ts';
import type { Slot, Template } from './schema.ts';
import { SLOT_STYLES } from './slot-styles.ts';

/**
 * A new report's document: the title, every slot's heading with an empty paragraph to write in (with the lead-in
 * and the first item where the slot is written in items), and the signature.
 */
export function newDocument(template: Template, facts: FillFacts, ids: IdSource = newId): ReportDocument {
  const fill = (text: string): Inline[] => fillInlines(text, template, facts, ids);
  const blocks: Block[] = [makeTitle(fill(template.title), ids)];
  for (const slot of template.slots) {
    if (slot.level > 0)
      blocks.push(makeHeading(slot.level as HeadingLevel, fill(slot.heading), slot.key, ids));
    if (SLOT_STYLES[slot.style].body) blocks.push(makeParagraph(bodyOf(slot, fill), 'body', ids));
  }
  if (template.signature) blocks.push(...signature(template, facts, ids));
  return { schema: SCHEMA_VERSION, blocks };
}

function bodyOf(slot: Slot, fill: (text: string) => Inline[]): Inline[] {
  const lead = slot.lead ? fill(slot.lead) : [];
  return SLOT_STYLES[slot.style].items ? padInlines([...lead, makeOrdinal()]) : padInlines(lead);
}

/** 落款: the unit, and a date that is filled in when the report is finished. */
export function signature(template: Template, facts: FillFacts, ids: IdSource): Block[] {
  return [
    makeSignature('unit', [variableField('unit', template, facts, ids)], ids),
    makeSignature('date', [dateField(ids)], ids),
  ];
}

export function dateField(ids: IdSource): Inline {
  return makeField({ kind: 'date', label: '成文日期', sensitivity: 'public' }, ids);
}
