import { findIdNumbers, findMobileNumbers, findNames } from '../../edition/personal-data.ts';
import type { BlockRule, BlockView, Hit } from '../types.ts';

type Found = { text: string; at: number };

/** Words that begin like a family name and are none: 法律顾问律师, 和谐…. */
const NO_NAME =
  /^(?:顾问|雷同|明确|温暖|安排|金融|施工|邮政|方便|许可|易地|章程|石油|康复|白天|牛年|童年|贾|段落|余下|付费|贺信|文明|文化|文书|万人|全体|时任|尚未|严格|严肃|严禁|查处|毛病|钱款|范围|孔隙|施行|黄金|常务|应急|苏区|唐突|武装|武警|黎明|汤水)/;

/** 16 to 19 digits whose check digit is right (Luhn; ISO/IEC 7812): bank cards. */
function bankAccounts(text: string): Found[] {
  return Array.from(text.matchAll(/(?<!\d)[3-6]\d{15,18}(?!\d)/g), (match) => ({
    text: match[0],
    at: match.index,
  })).filter(({ text: digits }) => luhnFits(digits));
}

function luhnFits(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - at));
    const value = at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += value;
  }
  return sum % 10 === 0;
}

/** Name, phone, ID number or bank account left in clear */
export const personalData: BlockRule = {
  id: 'personal-data',
  no: 54,
  name: '个人信息没有用字段',
  severity: 'warning',
  source: '《政府信息公开条例》第十五条；《个人信息保护法》',
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
    if (/\d{11}/.test(text)) {
      add('身份证号', findIdNumbers(text));
      add('银行账号', bankAccounts(text));
      add('手机号', findMobileNumbers(text));
    }
    if (/同志|书记|长|主任|律师|委员|[法检察警]官/.test(text)) {
      add(
        '姓名',
        findNames(text).filter((place) => !NO_NAME.test(place.text)),
      );
    }
    return hits;
  },
};

function inField(view: BlockView, from: number, to: number): boolean {
  return view.fields.some((field) => field.from < to && from < field.to);
}
