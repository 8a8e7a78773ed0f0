import { describe, expect, it } from 'vitest';

import { findPersonal } from '../../../shared/privacy/find-personal.ts';

const found = (text: string): string[] =>
  findPersonal(text).map(({ kind, text: words }) => `${kind} ${words}`);

describe('names by what stands around them', () => {
  it.each([
    ['专班成员：***、单雄、***', '单雄'],
    ['十佳名单：一、**；二、***；三、鲍春生；四、**', '鲍春生'],
    ['咨询：党政办辛小满，电话略', '辛小满'],
    ['会议由党建国主持。', '党建国'],
    ['“游满仓工作室”挂牌', '游满仓'],
    ['聘任情况｜文思敏｜聘期三年', '文思敏'],
    ['司法协理员高度每天走访', '高度'],
    ['第一书记白天明带队', '白天明'],
    ['鉴定人酆怀远出庭', '酆怀远'],
  ])('%s', (text, name) => {
    expect(found(text)).toContain(`name ${name}`);
  });

  it.each([
    '书记高度重视，主任全面负责，律师全程参与，网格员时刻关注。',
    '向群众宣讲，为群众解难，居民幸福感、安全感提升。',
    '对从业人员毛发检测；信访人诉求合理的解决到位。',
    '项目｜项措施｜项工作｜完成',
    '老师和家长共同参与，石榴红调解工作室挂牌，老党员工作室、法官工作室揭牌。',
  ])('words are none: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('numbers by their label or shape', () => {
  it.each([
    ['邮件单号1094827736521', 'case-number 1094827736521'],
    ['会议号583-204-7719', 'account 583-204-7719'],
    ['提取码x8k3', 'account x8k3'],
    ['宗地代码440899003007GB00152', 'case-number 440899003007GB00152'],
    ['合同YXJD-FW-2025-016到期', 'case-number YXJD-FW-2025-016'],
    ['柳调协字2025-0093号', 'case-number 柳调协字2025-0093号'],
    ['写作sfs2025(at)126(dot)com', 'email sfs2025(at)126(dot)com'],
    ['“粤遂渔61823”船', 'plate 粤遂渔61823'],
    ['生于2008年2月29日', 'birthday 2008年2月29日'],
    ['其系艾滋病感染者', 'private 艾滋病感染者'],
  ])('%s', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  it('what everybody may read is none', () => {
    for (const text of [
      '执行GB/T 19001质量管理体系要求，GB 2760标准，COVID-19防控',
      '老旧小区9栋居民楼',
      '关爱艾滋病患者，为精神障碍患者服务',
      '项目编号A2156，于2025-12-01备案',
    ])
      expect(found(text)).toEqual([]);
  });
});

describe('names behind which only a title stands', () => {
  it.each([
    ['交警中队沙队长坚持教育', '沙队长'],
    ['村里的牛支书带头拆除', '牛支书'],
    ['退休电工胡师傅自愿加入', '胡师傅'],
    ['大家喊他“强哥”', '强哥'],
    ['民警岩罕温走村入寨', '岩罕温'],
    ['法务总监山本健太郎在座谈会上发言', '山本健太郎'],
  ])('%s', (text, name) => {
    expect(found(text)).toContain(`name ${name}`);
  });

  it('offices alone are none', () => {
    expect(
      found('党总支书记、司法所长、平安书记工作室，办公室主任任主任，向书记汇报，经所长同意，的哥的姐。'),
    ).toEqual([]);
  });
});

describe('numbers that are masked in part, or mistyped beside a firm', () => {
  it.each([
    ['预留手机1599***8837，', 'phone 1599***8837'],
    ['违停车辆闽D·8*6K2多次', 'plate 闽D·8*6K2'],
    ['该企业（91350299MA32K7QX4T）经约谈', 'credit-code 91350299MA32K7QX4T'],
  ])('%s', (text, number) => {
    expect(found(text)).toContain(number);
  });

  it('a sum that is masked in part is none', () => {
    expect(found('罚款15***元，共1599***件')).toEqual([]);
  });
});
