import type { Cases } from '../case.ts';

export const cases: Cases = {
  rule: 'personal-data',
  wrong: [
    { in: '聘请王小明律师担任法律顾问。', words: '王小明', fix: null },
    { in: '联系电话13912345678。', words: '13912345678', fix: null },
    { in: '镇党委书记李建国主持会议。', words: '李建国', fix: null },
    { in: '身份证号11010519491231002X。', words: '11010519491231002X', fix: null },
  ],
  right: [
    '聘请{person|王小明|律师}担任法律顾问。',
    '村（社区）法律顾问律师到岗。',
    '拨打12348热线。',
    '镇党委书记主持会议。',
    '全体党员同志参加。',
    '订单号20251231000012345678',
  ],
};
