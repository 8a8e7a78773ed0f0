import { describe, expect, it } from 'vitest';

import {
  changesOf,
  draftOf,
  hintOf,
  variableOf,
  type FieldDraft,
} from '../../../renderer/editor/field-card/field-draft.ts';
import { makeField } from '../../../shared/document/make.ts';

const meetings = makeField({
  value: '10',
  unit: '次',
  label: '专题会议',
  last: { value: '8', unit: '次', year: 2024 },
});
const typed = (change: Partial<FieldDraft>) => ({ ...draftOf(meetings, {}), ...change });

describe('a field and its card', () => {
  it('stays as it is where nothing was typed', () => {
    expect(changesOf(draftOf(meetings, {}), meetings)).toEqual({});
  });

  it('takes over what was typed and nothing else', () => {
    expect(changesOf(typed({ value: ' 12 ' }), meetings)).toEqual({ value: '12' });
    expect(changesOf(typed({ value: '12次' }), meetings)).toEqual({ value: '12' });
    expect(changesOf(typed({ value: '近200余', approx: '约' }), meetings)).toEqual({
      value: '200',
      approx: '近余',
    });
    expect(changesOf(typed({ sensitivity: 'secret', label: ' 会议 ' }), meetings)).toEqual({
      sensitivity: 'secret',
      label: '会议',
    });
  });

  it('is cut off at a day, and only as a figure', () => {
    expect(changesOf(typed({ cutoff: '11月底' }), meetings)).toEqual({ cutoff: '截至11月底' });
    expect(changesOf(typed({ cutoff: '不久' }), meetings)).toEqual({});
    const name = changesOf(typed({ kind: 'person', cutoff: '11月底', approx: '约' }), meetings);
    expect(name).toEqual({ kind: 'person' });
  });

  it('keeps a name that ends like its unit', () => {
    const village = makeField({ kind: 'place', value: '中村', unit: '村', label: '村名' });
    expect(changesOf(draftOf(village, {}), village)).toEqual({});
    expect(changesOf({ ...draftOf(village, {}), value: '下村' }, village)).toEqual({ value: '下' });
  });

  it('says the change since last year, how it reads, and what is wrong', () => {
    expect(hintOf(typed({}), meetings)).toEqual({ text: '2024年 8次，比上年增长25%', tone: '' });
    expect(hintOf(typed({ approx: '近' }), meetings).text).toBe('写作“近10次”；2024年 8次');
    expect(hintOf(typed({ cutoff: '不久' }), meetings).tone).toBe('warn');
    expect(hintOf(typed({ value: '1o' }), meetings).tone).toBe('warn');
    expect(hintOf(typed({ value: '' }), meetings)).toEqual({ text: '2024年 8次', tone: '' });
  });

  it('of what is the same everywhere has its unit again', () => {
    const town = makeField({ kind: 'organisation', variable: 'unit', unit: '镇', label: '单位名称' });
    const variables = { unit: '青禾镇' };
    expect(variableOf(draftOf(town, variables), town, variables)).toBeNull();
    expect(variableOf({ ...draftOf(town, variables), value: '云川' }, town, variables)).toMatch(/^云川/);
  });
});
