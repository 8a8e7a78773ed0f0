import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { plainText } from '../../../shared/document/plain-text.ts';
import { textOfCell } from '../../../shared/structure/source-text.ts';
import { recognise } from '../../../shared/structure/recognise.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { corpus } from '../../corpus/corpus.ts';
import { MEASURES, scoreOf } from '../../corpus/score.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
const squeezed = (text: string): string => text.replace(/\s/g, '');

describe('recognising the corpus', () => {
  const reports = corpus();
  const scores = scoreOf(reports, resources);

  it('is large enough and varied', () => {
    expect(reports.length).toBeGreaterThanOrEqual(55);
    expect(new Set(reports.map(({ name }) => name)).size).toBe(reports.length);
    for (const measure of MEASURES)
      expect(reports.reduce((sum, { truth }) => sum + truth[measure].length, 0)).toBeGreaterThan(300);
  });

  it.each(MEASURES)('finds %s, and hardly any that are none', (measure) => {
    const { precision, recall, wrong, missed } = scores[measure];
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.98);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.98);
  });

  it('tells year and unit', () => {
    expect(scores.years).toBe(1);
    expect(scores.units).toBe(1);
  });

  it('loses no character', () => {
    const templates = [...loadTemplates(resources).values()];
    for (const { name, lines } of reports) {
      const { document, variables } = recognise(lines, { templates });
      const source = lines
        .map((line) => line.text + (line.table?.flat().map(textOfCell).join('') ?? ''))
        .join('');
      expect(squeezed(plainText(document.blocks, { variables })), name).toBe(squeezed(source));
    }
  });
});
