import { describe, expect, it } from 'vitest';

import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { recognise } from '../../../shared/structure/recognise.ts';
import { unitOfReport } from '../../../shared/structure/report-unit.ts';

const unit = (title: string): string | undefined => unitOfReport(title, [], false)?.unit;

const report = (text: string) => {
  const found = recognise(
    text.split('\n').map((line) => ({ text: line })),
    { templates: [] },
  );
  const { blocks } = found.document;
  expect(plainText(blocks, { variables: found.variables }).replaceAll(/\s/g, '')).toBe(
    text.replaceAll(/\s/g, ''),
  );
  const fields = blocks.flatMap((block) =>
    inlinesOf(block).filter((node) => isField(node) && node.variable === 'unit'),
  );
  return {
    unit: found.unit,
    variable: found.variables['unit'],
    fields: fields.length,
    sure: found.sure.unit,
  };
};

describe('the unit whose report it is', () => {
  it.each([
    ['青禾镇2025年法治政府建设工作总结', '青禾镇'],
    ['青禾镇关于2025年度法治政府建设情况的报告', '青禾镇'],
    ['关于青禾镇2025年法治政府建设情况的报告', '青禾镇'],
    ['青禾镇人民政府2025年度法治政府建设年度报告', '青禾镇人民政府'],
    ['2025年青禾镇法治政府建设年度报告', '青禾镇'],
    ['2025年度青禾镇人民政府法治政府建设年度报告', '青禾镇人民政府'],
    ['二〇二五年青禾镇依法行政工作总结', '青禾镇'],
    ['青禾镇二〇二五年依法行政工作总结', '青禾镇'],
    ['青禾镇法治政府建设2025年度报告', '青禾镇'],
    ['青禾镇党委、政府2025年法治建设工作总结', '青禾镇'],
    ['中共青禾镇委员会2025年全面依法治镇工作总结', '青禾镇委员会'],
    ['青禾街道2025年法治建设工作总结及2026年工作思路', '青禾街道'],
    ['青禾街道办事处关于2025年法治政府建设情况的报告', '青禾街道办事处'],
    ['青禾民族乡2025年法治建设工作总结', '青禾民族乡'],
    ['云川省司法厅2024年度法治政府建设报告', '云川省司法厅'],
    ['清江县司法局2023年法治政府建设报告', '清江县司法局'],
    ['司法局2024年上半年工作总结', '司法局'],
    ['云川市人民政府2025年法治政府建设年度报告', '云川市人民政府'],
    ['云川市2025年法治政府建设年度报告', '云川市'],
    ['云川市城市管理和综合执法局2025年法治政府建设情况报告', '云川市城市管理和综合执法局'],
    ['云川市公安局青禾分局2025年执法规范化建设总结', '云川市公安局青禾分局'],
    ['云川高新技术产业开发区管理委员会2025年法治政府建设报告', '云川高新技术产业开发区管理委员会'],
    ['云川市中级人民法院2025年工作总结', '云川市中级人民法院'],
    ['青禾镇“八五”普法工作总结', '青禾镇'],
    ['云川水务集团2025年法治建设工作报告', '云川水务集团'],
    ['青禾镇司法所2025年工作总结', '青禾镇司法所'],
  ])('%s', (title, want) => {
    expect(unit(title)).toBe(want);
  });

  it.each([
    '2025年法治政府建设工作总结',
    '全面依法治市工作总结',
    '**镇2022年全面依法治市工作总结',
    '镇2022年工作总结',
    '法治政府建设委员会工作情况',
    '2025年度行政执法工作总结',
    '关于做好普法工作的报告',
    '各区2025年工作总结',
    '我镇2025年工作总结',
  ])('%s says none', (title) => {
    expect(unit(title)).toBeUndefined();
  });

  it('by the signature, the letterhead, the opening sentence', () => {
    expect(
      report(
        '2024年，在县委、县政府的领导下，青禾镇扎实推进法治建设。现将有关情况报告如下：\n一、主要举措\n青禾镇开展检查18次。\n青禾镇人民政府\n2024年12月20日',
      ),
    ).toEqual({ unit: '青禾镇', variable: '青禾镇', fields: 3, sure: 0.9 });
    expect(
      report(
        '青禾镇人民政府文件\n2024年工作总结\n一、主要举措\n青禾镇开展检查18次。\n二、下步打算\n继续努力。',
      ).unit,
    ).toBe('青禾镇');
    expect(
      report(
        '2024年工作总结\n2024年，青禾镇扎实推进法治建设。\n一、主要举措\n青禾镇开展检查18次。\n二、下步打算\n继续努力。',
      ),
    ).toMatchObject({ unit: '青禾镇', fields: 2, sure: 0.6 });
    expect(
      report('2024年工作总结\n2024年，全镇扎实推进法治建设。\n一、主要举措\n开展检查18次。').unit,
    ).toBeUndefined();
  });

  it('a redacted report has none, whoever else is named', () => {
    const text = '**镇2024年工作总结\n2024年，云川市高度重视，**镇扎实推进。\n一、举措\n云川市开展检查。';
    expect(report(text)).toMatchObject({ unit: undefined });
  });
});
