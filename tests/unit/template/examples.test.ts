import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { AppError } from '../../../shared/errors/app-error.ts';
import { isField } from '../../../shared/document/guards.ts';
import { exampleInlines } from '../../../shared/template/fill.ts';
import { newDocument } from '../../../shared/template/instantiate.ts';
import { parseTemplate } from '../../../shared/template/parse.ts';

const files = ['01-work-summary.json', '02-law-government-report.json'];
const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../resources/templates/${file}`, import.meta.url)), 'utf8');
const facts = { year: 2026, unit: '青禾镇', variables: { unit: '青禾镇' } };

describe('examples of a slot', () => {
  it.each(files)('are there for every slot that is written in, with empty fields: %s', (file) => {
    const template = parseTemplate(file, read(file));
    for (const slot of template.slots.filter(({ style }) => style !== 'parent')) {
      expect(slot.examples.length, slot.key).toBeGreaterThan(0);
      for (const example of slot.examples) {
        const nodes = exampleInlines(example, template, facts);
        const words = nodes.map((node) => ('text' in node ? node.text : '')).join('');
        // Nothing of the notation is left, and no figure is given away as if it were true.
        expect(words).not.toMatch(/[[\]{}]/);
        expect(words.replaceAll(/20\d\d/g, '')).not.toMatch(/\d/);
        for (const node of nodes) if (isField(node) && !node.variable) expect(node.value).toBe('');
      }
    }
  });

  it.each(files)('are never in a new report: %s', (file) => {
    const template = parseTemplate(file, read(file));
    const text = JSON.stringify(newDocument(template, facts));
    for (const slot of template.slots) {
      if (slot.guidance) expect(text).not.toContain(slot.guidance);
      for (const example of slot.examples) expect(text).not.toContain(example.slice(0, 12));
    }
  });

  it('name the place of an indicator that does not exist', () => {
    const broken = read('01-work-summary.json').replace('[group-study]', '[no-such]');
    expect(() => parseTemplate('x.json', broken)).toThrow(AppError);
    expect(() => parseTemplate('x.json', broken)).toThrow(/examples\[0\].*没有定义的指标 \[no-such\]/);
  });
});
