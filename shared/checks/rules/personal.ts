import { findNames } from '../../edition/names.ts';
import { findPersonalData, type PersonalKind } from '../../edition/personal-data.ts';
import type { BlockRule, BlockView, Hit } from '../types.ts';

type Found = { text: string; at: number };

const WHAT: Partial<Record<PersonalKind, string>> = {
  'id-number': '身份证号',
  'bank-card': '银行账号',
  phone: '电话号码',
};

/** Name, phone, ID number or bank account left in clear */
export const personalData: BlockRule = {
  id: 'personal-data',
  no: 54,
  name: '个人信息没有用字段',
  severity: 'warning',
  source: '《政府信息公开条例》',
  example: ['聘请王小明律师', '把姓名改成字段，公开版自动遮盖'],
  scope: 'block',
  run: (view) => {
    const { text } = view;
    const hits: Hit[] = [];
    const add = (what: string, found: readonly Found[]): void => {
      for (const { text: words, at } of found) {
        const to = at + words.length;
        if (inField(view, at, to) || hits.some((hit) => hit.from < to && at < hit.to)) continue;
        hits.push({
          from: at,
          to,
          message: `${what}“${words}”直接写在正文里，公开版会原样印出。改成字段即可遮盖。`,
        });
      }
    };
    if (/\d{7}/.test(text)) {
      for (const found of findPersonalData(text)) {
        const what = WHAT[found.kind];
        if (what) add(what, [found]);
      }
    }
    if (/同志|书记|长|主任|律师|委员|[法检察警]官/.test(text)) {
      add('姓名', findNames(text));
    }
    return hits;
  },
};

function inField(view: BlockView, from: number, to: number): boolean {
  return view.fields.some((field) => field.from < to && from < field.to);
}
