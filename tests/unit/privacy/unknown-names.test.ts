import { describe, expect, it } from 'vitest';

import { findNames } from '../../../shared/privacy/names.ts';

const names = (text: string): string[] => findNames(text).map((place) => place.text);

describe('names without a family name that is known', () => {
  it('stand behind an office and before what people do', () => {
    for (const [text, name] of [
      ['村党支部书记古桑旺组织村民开会。', '古桑旺'],
      ['调解员阿木拉呷应邀参与调解。', '阿木拉呷'],
      ['司法助理员玛依拉负责台账。', '玛依拉'],
      ['县民语委翻译额勒巴雅尔将读本译为蒙古语。', '额勒巴雅尔'],
      ['蒙古族调解员朝鲁门，现场用双语释法。', '朝鲁门'],
      ['所长娜扎开提每周坐班。', '娜扎开提'],
    ] as const)
      expect(names(text), text).toEqual([name]);
  });

  it('stand in lists beside masks, in credits and on duty lists', () => {
    expect(names('经公示，确定李*、盘金凤、赵**为先进。')).toEqual(['盘金凤']);
    expect(names('小组由吴某、郑某及舍巴吉组成。')).toEqual(['舍巴吉']);
    expect(names('值守安排：周一 黄*；周二 贝远帆；周三 吴*。')).toEqual(['贝远帆']);
    expect(names('（供稿：青禾镇司法所　时雨　编辑：**）')).toEqual(['时雨']);
    expect(names('（文/图 青禾镇融媒体中心 尤梦渔　摄于青禾港）')).toEqual(['尤梦渔']);
  });

  it('words behind an office are none', () => {
    for (const text of [
      '调解员坐堂问诊，律师驻点接访，网格员巡查发现隐患。',
      '“三八”妇女维权周活动；把服务送到居民指尖。',
      '以镇长任双组长的领导小组；德古调解、寨老议事会。',
      '护林员巡山护林，河长巡河，楼栋长敲门行动。',
      '周一例会；周二 普法；周三 巡查。',
      '供稿：街道司法所　综治办；张*、李*和村委会。',
      '当事人握手言和；翻译成彝汉双语；司机肇事逃逸。',
    ])
      expect(names(text), text).toEqual([]);
  });
});
