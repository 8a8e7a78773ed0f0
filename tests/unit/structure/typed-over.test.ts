import { describe, expect, it } from 'vitest';

import { takesMore, typedOver } from '../../../shared/structure/typed-over.ts';

const figure = { kind: 'count', unit: '宗' } as const;
const money = { kind: 'money', unit: '万元' } as const;
const short = (over: ReturnType<typeof typedOver>): string =>
  over === null ? '–' : `${over.is} ${over.props.approx ?? ''}${over.props.value}|${over.props.unit}`;

describe('words typed over a field', () => {
  it.each([
    [figure, '7452', 'value 7452|宗'],
    [figure, '7452宗', 'value 7452|宗'],
    [figure, '７４５２宗', 'value 7452|宗'],
    [figure, '7,452宗', 'value 7,452|宗'],
    [figure, '7,4', 'begun 7,4|宗'],
    [figure, '近', 'begun 近|宗'],
    [figure, '近7000宗', 'value 近7000|宗'],
    [figure, '12.', 'begun 12.|宗'],
    [figure, '1.2万', 'value 1.2万|宗'],
    [figure, '7452件', 'unit 7452|件'],
    [figure, '七千宗', 'value 七千|宗'],
    [figure, '若干宗', '–'],
    [figure, '7452宗案件', '–'],
    [figure, '2025年', '–'],
    [{ kind: 'count', unit: '人次' }, '30人', 'begun 30|人次'],
    [money, '3.5万元', 'value 3.5|万元'],
    [money, '3.5万', 'begun 3.5|万元'],
    [money, '12000元', 'unit 12000|元'],
    [{ kind: 'percentage', unit: '%' }, '83.17％', 'value 83.17|%'],
    [{ kind: 'year', unit: '年' }, '2026年', 'value 2026|年'],
    [{ kind: 'date', unit: '' }, '11月23日', 'value 11月23日|'],
    [{ kind: 'person', unit: '' }, '李四', 'value 李四|'],
    [{ kind: 'person', unit: '书记', unitPlace: 'before' }, '书记李四', 'value 李四|书记'],
    [{ kind: 'person', unit: '书记', unitPlace: 'before' }, '书', 'begun |书记'],
    [{ kind: 'person', unit: '' }, '李四参加了会议', '–'],
    [{ kind: 'place', unit: '镇' }, '松原镇', 'value 松原|镇'],
    [{ kind: 'place', unit: '镇' }, '松原街道', 'unit 松原|街道'],
    [{ kind: 'place', unit: '街道' }, '松原街', 'begun 松原|街道'],
    [{ kind: 'document', unit: '' }, '青府〔2025〕5号', 'value 青府〔2025〕5号|'],
  ] as const)('%o takes %s as %s', (field, words, want) => {
    expect(short(typedOver(field, words))).toBe(want);
  });

  it('a name that is complete takes no more', () => {
    const person = { kind: 'person', unit: '' } as const;
    expect(short(takesMore(person, '王', '王小'))).toBe('value 王小|');
    expect(short(takesMore(person, '王小', '王小明'))).toBe('value 王小明|');
    expect(takesMore(person, '王小', '王小在')).toBeNull();
    expect(takesMore(person, '王小明', '王小明参')).toBeNull();
    const place = { kind: 'place', unit: '镇' } as const;
    expect(short(takesMore(place, '松原', '松原镇'))).toBe('value 松原|镇');
    expect(takesMore(place, '松原镇', '松原镇人')).toBeNull();
  });
});
