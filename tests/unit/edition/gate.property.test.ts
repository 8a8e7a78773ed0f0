import { describe, expect, it } from 'vitest';

import { SCHEMA_VERSION, type Block, type Field, type Inline } from '../../../shared/document/types.ts';
import { toEdition, type EditionSource } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { sampleTemplate } from '../export/sample.ts';
import { fc, draws } from '../../random.ts';

/** Each secret is a word of its own that nothing else in the report can spell. */
type Secrets = { hidden: string[]; open: string[]; never: string[] };

type Spec = {
  kind: 'text' | 'ordinal' | 'field';
  internal: boolean;
  variable: number | null;
  deleted: boolean;
  commented: boolean;
  place: 'after' | 'before' | 'none';
  unit: string;
  width: number;
};

const spec: fc.Arbitrary<Spec> = fc.record({
  kind: fc.constantFrom('text', 'ordinal', 'field', 'field'),
  internal: fc.boolean(),
  variable: fc.option(fc.nat(3), { freq: 3 }),
  deleted: fc.boolean(),
  commented: fc.boolean(),
  place: fc.constantFrom('after', 'before', 'none'),
  unit: fc.constantFrom('', '次', '镇', '书记', '万元'),
  width: fc.integer({ min: 1, max: 30 }),
});

const blockSpec = fc.record({
  type: fc.constantFrom('title', 'heading', 'paragraph', 'signature', 'table'),
  markDeleted: fc.boolean(),
  runIn: fc.boolean(),
  inlines: fc.array(spec, { maxLength: 8 }),
});

const reportSpec = fc.record({
  blocks: fc.array(blockSpec, { minLength: 1, maxLength: 12 }),
  publicVariables: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  suffix: fc.constantFrom('', '镇', '街道'),
});

type ReportSpec = typeof reportSpec extends fc.Arbitrary<infer T> ? T : never;

function build(report: ReportSpec): {
  source: EditionSource;
  template: Template;
  secrets: Secrets;
} {
  const secrets: Secrets = { hidden: [], open: [], never: [] };
  let n = 0;
  const word = (width = 4): string => `〈${'密'.repeat(width)}${(n += 1)}〉`;
  // The first variable is the unit: it is internal, and it is used in file name and properties.
  const variables = Object.fromEntries(
    ['unit', 'a', 'b', 'c'].map((key) => [key, word() + (key === 'unit' ? report.suffix : '')]),
  );
  const isPublic = (at: number): boolean => at > 0 && report.publicVariables[at] === true;

  const inline = (one: Spec): Inline => {
    const marks = { ...(one.deleted ? { del: 'r' } : {}), ...(one.commented ? { c_t: true as const } : {}) };
    if (one.kind === 'ordinal') return { type: 'ordinal', scheme: 'shi', children: [{ text: '' }], ...marks };
    if (one.kind === 'text') {
      const text = one.deleted ? word() : '正文';
      if (one.deleted) secrets.never.push(text);
      return { text, ...marks };
    }
    const value = word(one.width);
    const hint = word();
    const label = word();
    secrets.never.push(hint, label);
    const key = one.variable === null ? undefined : ['unit', 'a', 'b', 'c'][one.variable];
    const hidden = one.internal || (one.variable !== null && !isPublic(one.variable));
    if (key !== undefined) secrets.never.push(value);
    else if (one.deleted) secrets.never.push(value);
    else (hidden ? secrets.hidden : secrets.open).push(value);
    const field: Field = {
      type: 'field',
      id: word(),
      kind: 'count',
      value,
      unit: one.unit,
      unitPlace: one.place,
      label,
      sensitivity: one.internal ? 'internal' : 'public',
      last: { value: hint, unit: '次', year: 2024 },
      children: [{ text: '' }],
      ...(key === undefined ? {} : { variable: key }),
      ...marks,
    };
    return field;
  };
  let titled = false;
  const blocks = report.blocks.map((one, at): Block => {
    const id = `b${at}`;
    const mark = one.markDeleted ? { pDel: 'r' } : {};
    const children = one.inlines.map(inline);
    const type = one.type === 'title' && titled ? 'paragraph' : one.type;
    if (type === 'title') {
      titled = true;
      return { type, id, children, ...mark };
    }
    if (type === 'heading')
      return { type, id, level: 1, children, ...mark, ...(one.runIn ? { runIn: true as const } : {}) };
    if (type === 'signature') return { type, id, role: 'unit', children, ...mark };
    if (type === 'table')
      return { type, id, children: [{ type: 'table-row', children: [{ type: 'table-cell', children }] }] };
    return { type: 'paragraph', id, children, ...mark };
  });
  const template: Template = {
    ...sampleTemplate,
    name: `${variables['unit']}的总结`,
    variables: ['unit', 'a', 'b', 'c'].map((key, at) => ({
      key,
      label: key,
      kind: 'place',
      unit: '',
      unitPlace: 'after',
      sensitivity: isPublic(at) ? 'public' : 'internal',
      example: '',
    })),
  };
  return {
    source: {
      document: { schema: SCHEMA_VERSION, blocks },
      variables,
      year: 2025,
      unit: variables['unit'] ?? '',
      state: 'drafting',
    },
    template,
    secrets,
  };
}

/** What of a variable's value is secret: all but its last word (镇). */
const stem = (value: string): string => value.replace(/(镇|街道)$/, '');

describe('the edition gate', () => {
  it('lets no internal value into the public edition, and all into the internal one', () => {
    fc.assert(
      fc.property(reportSpec, (report) => {
        const { source, template, secrets } = build(report);
        const open = JSON.stringify(toEdition(source, template, 'public', editionPolicy(template)));
        const full = JSON.stringify(toEdition(source, template, 'internal', editionPolicy(template)));
        for (const secret of [...secrets.hidden, ...secrets.never]) expect(open).not.toContain(secret);
        for (const secret of secrets.never) expect(full).not.toContain(secret);
        for (const secret of secrets.hidden) expect(full).toContain(secret);
        for (const value of secrets.open) {
          expect(open).toContain(value);
          expect(full).toContain(value);
        }
        for (const variable of template.variables) {
          const value = source.variables[variable.key] ?? '';
          if (variable.sensitivity === 'internal') expect(open).not.toContain(stem(value));
        }
      }),
      { numRuns: draws(300) },
    );
  });
});
