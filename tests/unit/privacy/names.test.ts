import { describe, expect, it } from 'vitest';

import { findPersonal, isPersonName } from '../../../shared/privacy/find-personal.ts';
import { findNames } from '../../../shared/privacy/names.ts';

const names = (text: string): string[] => findNames(text).map((place) => place.text);

describe('findNames', () => {
  it('ends a name where the sentence goes on', () => {
    expect(names('书记王强调研法治工作，副书记王小强主持会议。')).toEqual(['王强', '王小强']);
  });

  it('knows both sides of a suit, and lists', () => {
    expect(names('原告赵铁柱诉被告孙桂英离婚一案')).toEqual(['赵铁柱', '孙桂英']);
    expect(names('表彰陈建国、李秀英、王小红等先进个人')).toEqual(['陈建国', '李秀英', '王小红']);
  });

  it('knows names that are spelled by sound', () => {
    expect(names('阿依古丽·吐尔逊、扎西顿珠和John Smith先生到场')).toEqual([
      '阿依古丽·吐尔逊',
      '扎西顿珠',
      'John Smith',
    ]);
  });

  it('leaves alone who is masked, and who is known to all', () => {
    expect(names('当事人钱某华、李某某、王*，习近平总书记，国务院总理李强')).toEqual([]);
    expect(names('村民李强')).toEqual(['李强']);
  });

  it('does not take 范人民 out of 模范人民调解员, nor offices for names', () => {
    expect(names('全国模范人民调解员；镇长任组长；镇长向书记汇报；书记高位推动')).toEqual([]);
  });

  it('says what is a name by itself', () => {
    expect(['周明远', '欧阳明', '高度', '法治'].map(isPersonName)).toEqual([true, true, false, false]);
  });

  it('does not call a place with a number a name as well', () => {
    expect(findPersonal('家住育才路12号3栋501室').map(({ kind }) => kind)).toEqual(['address']);
  });
});
