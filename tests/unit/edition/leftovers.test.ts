import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeField, makeParagraph } from '../../../shared/document/make.ts';
import type { Inline } from '../../../shared/document/types.ts';
import { findLeftovers } from '../../../shared/edition/leftovers.ts';
import { findIdNumbers, findMobileNumbers, findNames } from '../../../shared/edition/personal-data.ts';
import { sampleReport, sampleTemplate } from '../export/sample.ts';

const ids = countingIds('l');

function leftovers(...paragraphs: (string | Inline[])[]): string[] {
  const blocks = paragraphs.map((content) => makeParagraph(content, 'body', ids));
  const found = findLeftovers({ schema: 1, blocks }, { unit: '青禾镇' }, sampleTemplate);
  return found.map(({ kind, text }) => `${kind} ${text}`);
}

describe('findLeftovers', () => {
  it('finds a hidden value typed again in clear', () => {
    const hidden = [
      { text: '参加' },
      makeField({ value: '348', unit: '人' }, ids),
      { text: '，由' },
      makeField({ kind: 'person', value: '周明远', unit: '书记', unitPlace: 'before' }, ids),
    ];
    expect(leftovers(hidden, '全镇348人，其中周明远负责。')).toEqual(['value 348人', 'value 周明远']);
  });

  it('finds the unit’s name, with and without its last word', () => {
    const unit = makeField({ kind: 'place', variable: 'unit', unit: '镇' }, ids);
    expect(leftovers([unit], '青禾镇党委、青禾片区')).toEqual(['value 青禾镇', 'value 青禾']);
  });

  it('leaves numbers alone that only look alike', () => {
    expect(leftovers([makeField({ value: '12', unit: '次' }, ids)], '12月召开112次会议，2012年')).toEqual([]);
  });

  it('says where', () => {
    const [found] = findLeftovers(
      { schema: 1, blocks: [makeParagraph('由周明远同志负责', 'body', countingIds('p'))] },
      {},
      undefined,
    );
    expect(found).toEqual({ kind: 'name', block: 'p1', text: '周明远', at: 1 });
  });

  it('finds nothing in a report without leftovers', () => {
    const { document, variables } = sampleReport();
    expect(findLeftovers(document, variables, sampleTemplate)).toEqual([]);
  });
});

function texts(places: readonly { text: string }[]): string[] {
  return places.map((place) => place.text);
}

describe('personal data', () => {
  it('knows names beside an office', () => {
    expect(texts(findNames('李华律师、欧阳明律师和书记周明远'))).toEqual(['李华', '欧阳明', '周明远']);
  });
  it('knows a list of names before an office', () => {
    const found = findNames('聘请该所李华、王小明两位律师，张大山等3名同志');
    expect(found).toEqual([
      { text: '李华', at: 4 },
      { text: '王小明', at: 7 },
      { text: '张大山', at: 15 },
    ]);
  });
  it('takes no office for a name', () => {
    const plain =
      '担任党委书记，高级律师，村党支部书记，律师事务所，镇党委书记高度重视，书记带头，书记、镇长于3月，律师团队，政法委员，各村主任';
    expect(texts(findNames(plain))).toEqual([]);
  });
  it('knows mobile numbers', () => {
    expect(texts(findMobileNumbers('电话13800138000，编号138001380001'))).toEqual(['13800138000']);
  });
  it('knows identity cards by their check digit', () => {
    expect(texts(findIdNumbers('11010519491231002X 110105194912310021'))).toEqual(['11010519491231002X']);
  });
});
