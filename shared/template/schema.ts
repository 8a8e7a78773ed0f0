import { z } from 'zod';

import { FIELD_KIND_NAMES } from '../document/field-kinds.ts';
import { SLOT_STYLE_NAMES } from './slot-styles.ts';

const sensitivity = z.enum(['public', 'internal', 'secret']).default('internal');

const fieldKind = z.enum(FIELD_KIND_NAMES);

/** A yearly figure that a slot usually states. */
export const indicatorSchema = z.strictObject({
  /** Stable across years and reports. */
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: z.string().min(1),
  kind: fieldKind,
  unit: z.string(),
  sensitivity,
});

export const slotSchema = z.strictObject({
  /** Stable key: headings of different years and wordings meet on it. */
  key: z.string().regex(/^[a-z][a-z0-9-]*$/),
  /** Heading text without its number; may hold variables. Empty only for the introduction. */
  heading: z.string(),
  /** Other wordings of the same heading, for recognising old reports. */
  aliases: z.array(z.string().min(1)).default([]),
  /** Words that say what the section is about however the heading is worded: 亮点, 第一责任人. */
  keywords: z.array(z.string().min(2)).default([]),
  /** 0 is the introduction before the first heading. */
  level: z.int().min(0).max(4),
  required: z.boolean(),
  style: z.enum(SLOT_STYLE_NAMES),
  minItems: z.int().min(0).default(0),
  guidance: z.string().default(''),
  /** Suggested length in characters. */
  length: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
  /** Text the slot starts with; may hold variables. */
  lead: z.string().optional(),
  indicators: z.array(indicatorSchema).default([]),
  /**
   * How it may read: a sentence or an item each, to be put in by the writer. `{variable}` as elsewhere; `[indicator]` is
   * an empty field with its unit.
   */
  examples: z.array(z.string().min(1)).default([]),
});

export const variableSchema = z.strictObject({
  key: z.string().regex(/^[a-zA-Z]+$/),
  label: z.string().min(1),
  kind: fieldKind,
  unit: z.string().default(''),
  unitPlace: z.enum(['after', 'before', 'none']).default('after'),
  sensitivity,
  example: z.string().default(''),
});

export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  description: z.string().default(''),
  /** Title text with `{unit}`, `{year}`, `{nextYear}`. */
  title: z.string().min(1),
  /** Whether the report carries unit and date at its end. */
  signature: z.boolean().default(true),
  /** Characters beyond which the whole report is too long. */
  maxLength: z.int().optional(),
  variables: z.array(variableSchema),
  slots: z.array(slotSchema).min(1),
});

export type Template = z.infer<typeof templateSchema>;
export type Slot = z.infer<typeof slotSchema>;
export type Indicator = z.infer<typeof indicatorSchema>;
export type TemplateVariable = z.infer<typeof variableSchema>;
