import { creditCodeFits, idCheckDigitFits, isOldId, luhnFits } from './check-digits.ts';
import type { NumberKind } from './kinds.ts';
import { LABELLED_RULES } from './labelled-numbers.ts';
import type { Place } from './place.ts';

/** Digits may be typed in groups (138 0013 8000, 6222-0212-…), with any dash; marks of full width are folded before. */
const GAP = '[ \\-]{0,2}';
const digits = (n: number): string => `(?:\\d${GAP}){${n - 1}}\\d`;

/** Digits of which some are stars: it still says who is meant. */
const HIDDEN = '[*×Xx•●]';

type Rule = {
  kind: NumberKind;
  pattern: RegExp;
  /** Judges the find without gaps, and what stands before it. */
  fits?: (plain: string, before: string) => boolean;
  /** What the text must hold for it to be tried; a digit where nothing else is said. */
  needs?: RegExp;
};

/** A label, words like 为 and 是, a colon, brackets: then the number, which is the group `n`. */
const behind = (labels: string, number: string): RegExp =>
  new RegExp(`(?:${labels})(?:号码?|档案|编号|证号|是|为|[:：]|[(（"“]| ){0,4}(?<n>${number})`, 'g');

const PLATE_FIRST = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';

/** Hotlines that everybody shall know: government, lawyers, courts, police, help. */
const HOTLINE = /^(?:1[12]\d|1\d{4}|9[56]\d{3,4})$/;

/** What a text must hold for a rule to be tried at all. */
const NEEDS = {
  digit: /\d/,
  five: /\d(?:[ -]{0,2}[\d*×Xx•●]){4}/,
  plate: /[A-Z使领][ ·•・-]{0,2}[A-Z\d*]{3}/,
  point: /\d\.\d|[°度′'’分]/,
  device: /\d\.\d{1,3}\.\d|[\dA-Fa-f][:-][\dA-Fa-f]{2}[:-]|[\dA-Fa-f]{12}/,
  mail: /@/,
  year: /[([〔]\s?(?:19|20)\d{2}/,
  numbered: /\d[\u4e00-\u9fff]{1,5}\d{1,6}号/,
};
const ADDRESS_SPELLED = /[号栋幢座室户元]/;

/** In this order: what is an identity card is no bank card. */
const RULES: readonly Rule[] = [
  // Second-generation identity cards (GB 11643-1999) and the fifteen digits of the first.
  {
    kind: 'id-number',
    needs: NEEDS.five,
    pattern: new RegExp(`(?<![\\dA-Za-z])[1-9]${GAP}${digits(16)}${GAP}[\\dXx](?![\\dA-Za-z])`, 'g'),
    fits: (plain, before) => idCheckDigitFits(plain) || /身份证|证件号|公民身份|证号/.test(before),
  },
  { kind: 'id-number', needs: NEEDS.five, pattern: /(?<!\d)[1-9]\d{14}(?!\d)/g, fits: isOldId },
  {
    kind: 'id-number',
    needs: NEEDS.five,
    pattern: new RegExp(`(?<!\\d)[1-9]\\d{2,13}${HIDDEN}{2,14}\\d{0,6}[\\dXx]?(?![\\dA-Za-z*])`, 'g'),
    fits: (plain, before) => plain.length === 18 || (plain.length >= 12 && /身份证|证件/.test(before)),
  },
  {
    kind: 'id-number',
    needs: NEEDS.digit,
    pattern: behind('身份证(?:号码|号)?(?:尾号|后[四六4-6]位)(?:为|是)?', '\\d{3,5}[\\dXx]'),
  },
  // 统一社会信用代码 (GB 32100-2015).
  {
    kind: 'credit-code',
    needs: NEEDS.five,
    pattern: /(?<![\dA-Z])[1-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![\dA-Z])/g,
    fits: (plain, before) =>
      creditCodeFits(plain) || /信用代码|税号|识别号|注册号|(?:企业|公司|商户|合作社)[(]$/.test(before),
  },
  {
    kind: 'bank-card',
    needs: NEEDS.five,
    pattern: new RegExp(`(?<!\\d)(?:[3-6]|9)${GAP}(?:\\d${GAP}){14,17}\\d(?!\\d)`, 'g'),
    fits: (plain) => plain.length >= 16 && plain.length <= 19 && luhnFits(plain),
  },
  {
    kind: 'bank-card',
    needs: NEEDS.five,
    pattern: behind('账[号户]|帐[号户]|卡号|银行卡|存折|公积金', `\\d${GAP}(?:[\\d*]${GAP}){6,22}\\d(?!\\d)`),
  },
  {
    kind: 'bank-card',
    needs: NEEDS.digit,
    pattern: behind('(?:卡|账|帐)号?(?:尾号|后四位)(?:为|是)?', '\\d{4}(?!\\d)'),
  },
  // Mobile numbers of the mainland, whole or in part.
  {
    kind: 'phone',
    needs: NEEDS.five,
    pattern: new RegExp(`(?<![\\d.])(?:(?:\\+|00)?86${GAP})?1${GAP}[3-9]${GAP}${digits(9)}(?!\\d)`, 'g'),
  },
  {
    kind: 'phone',
    needs: NEEDS.five,
    pattern: new RegExp(`(?<!\\d)1[3-9]\\d{1,2}${HIDDEN}{3,4}\\d{4}(?!\\d)`, 'g'),
  },
  { kind: 'phone', needs: NEEDS.five, pattern: new RegExp(`(?<!\\d)1[3-9]\\d{5}${HIDDEN}{4}(?!\\d)`, 'g') },
  // Fixed lines with their area code, 400 and 800, and local numbers behind what says so.
  {
    kind: 'phone',
    needs: NEEDS.five,
    pattern:
      /(?<![\d.])(?:\+?86[ -]?)?(?:\(0\d{2,3}\) ?|0\d{2,3} ?-{0,2} ?)[2-9]\d{2,3} ?-?\d{4}(?:-\d{1,4})?(?!\d)/g,
  },
  {
    kind: 'phone',
    needs: NEEDS.five,
    pattern: /(?<![\d.])[48]00[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)/g,
    fits: (plain) => plain.length === 10,
  },
  {
    kind: 'phone',
    needs: NEEDS.five,
    pattern: behind(
      '电话|传真|热线|座机|手机|专线|联系方式|拨打|致电|来电|值班|固话|短号|电联|举报|咨询|TEL|Tel|tel|FAX|Fax',
      '[2-9]\\d{2,3}[ -]?\\d{4}(?:[-转]\\d{1,4})?(?!\\d)(?!\\s?[人次件宗个元万余亿场家户起条份项名多])',
    ),
    fits: (plain) => plain.length >= 7,
  },
  {
    kind: 'phone',
    needs: NEEDS.digit,
    pattern: behind('短号|小号|虚拟网', '\\d{3,6}(?!\\d)(?![人次件宗个元])'),
    fits: (plain) => !HOTLINE.test(plain),
  },
  {
    kind: 'plate',
    needs: NEEDS.plate,
    pattern: new RegExp(
      `[${PLATE_FIRST}][A-HJ-Z][ ·•・\\-]{0,2}(?:[A-HJ-NP-Z\\d]{4}[警学使领挂港澳试超]|[A-HJ-NP-Z\\d]{5,6}|[A-HJ-NP-Z\\d]{1,3}\\*{1,4}[A-HJ-NP-Z\\d]{1,3})(?![A-Za-z\\d])`,
      'g',
    ),
    fits: (plain) => /\d/.test(plain),
  },
  {
    kind: 'plate',
    needs: NEEDS.plate,
    pattern: behind(
      '车牌|号牌|车号|牌照',
      `[${PLATE_FIRST}]?[A-Z][ ·•・\\-]{0,2}[A-Z\\d]{4,6}(?![A-Za-z\\d])`,
    ),
    fits: (plain) => /\d/.test(plain),
  },
  {
    kind: 'plate',
    needs: NEEDS.plate,
    pattern: /(?:使|WJ|领)[ -]?\d{3}[·•]?\d{3}(?!\d)|WJ[\u4e00-\u9fff]?[ -]?\d{4,5}[A-Z]?(?![\dA-Za-z])/g,
  },
  {
    kind: 'email',
    needs: NEEDS.mail,
    pattern:
      /(?<![A-Za-z\d])[A-Za-z\d][A-Za-z\d._%+-]{0,63} ?@ ?[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,8}\.[A-Za-z]{2,63}/g,
  },
  // Courts and arbitration number their cases, offices what they decide.
  {
    kind: 'case-number',
    needs: NEEDS.year,
    pattern:
      /[([〔]\s?(?:19|20)\d{2}\s?[)\]〕]\s?[\u4e00-\u9fff]{0,3}\d{0,6}[\u4e00-\u9fff]{1,10}第?\s?\d{1,7}(?:-\d{1,4}|之[一二三四五六七八九十])?\s?号/g,
  },
  {
    kind: 'case-number',
    needs: NEEDS.year,
    pattern: /[\u4e00-\u9fff()]{2,14}[([〔]\s?(?:19|20)\d{2}\s?[)\]〕]\s?第?\s?[A-Z]?\d[\d-]{0,11}\s?号/g,
    fits: (plain) => isOwnDecision(plain),
  },
  {
    kind: 'case-number',
    needs: NEEDS.five,
    pattern: behind(
      '案号|文书号|处罚决定书?(?:文号|编号)?|案件编号|受理号|受理编号|工单编?号|信访件?编?号|举报件?编?号|卷宗号',
      '[A-Z]{0,6}[\\u4e00-\\u9fff]{0,8}[\\dA-Z-]{5,24}(?:号)?',
    ),
    fits: (plain) => /\d{3}/.test(plain),
  },
  {
    kind: 'case-number',
    needs: NEEDS.numbered,
    pattern: new RegExp(
      `[${PLATE_FIRST}]\\d{2,4}(?:民|刑|行|执|赔|破|知民|司惩)[\\u4e00-\\u9fff]{0,3}\\d{1,6}号`,
      'g',
    ),
  },
  // A passport, a permit for travel, cards of soldiers, of insurance, of trades: only a label says what it is.
  {
    kind: 'certificate',
    needs: NEEDS.five,
    pattern: behind(
      '护照|通行证|台胞证|回乡证|居住证|居留证|永居证|军官证|士兵证|警官证|文职证|军人证|残疾人?证|社保卡?|医保卡?|社会保障|医疗证|参保|就诊卡?|病历|住院|门诊|驾驶证|驾照|行驶证|执业证|资格证|执法证|许可证|执照|营业执照|学籍|学号|工号|警号|准考证|房产证|不动产权?证?|产权证|土地证|结婚证|出生证|户口簿?|毕业证|残疾证|低保证|优待证|退役证|证书|证件|证照|证|律师证|编号为?证',
      '[A-Z\\u4e00-\\u9fff]{0,3}(?:字?第)?[A-Z]{0,4}[ -]?[A-Z\\d][A-Z\\d*-]{4,20}(?:号)?',
    ),
    fits: (plain) => /\d{4}|\d{2}\*{2,}/.test(plain),
  },
  {
    kind: 'certificate',
    needs: NEEDS.five,
    pattern: /(?<![A-Za-z\d])(?:[EGKPSD][A-Z]?\d{7,8}|[HM]\d{8,10})(?![A-Za-z\d])/g,
  },
  {
    kind: 'certificate',
    needs: NEEDS.five,
    pattern: /[军武士文空海政参后装北南东西中沈兰济广成][\u4e00-\u9fff]?字第?\s?\d{5,8}号?/g,
  },
  {
    kind: 'account',
    needs: NEEDS.digit,
    pattern: behind(
      '微信号?|微信ID|WeChat|wechat|QQ群?号?|qq号?|抖音号?|快手号?|支付宝账?号?|微博|钉钉号?|用户名|账号|昵称|网名|小红书号?',
      '@?[A-Za-z\\d][\\w-]{4,29}(?![\\w])',
    ),
    fits: (plain) => /[\d_]/.test(plain) && !/^\d{1,4}$/.test(plain),
  },
  { kind: 'account', pattern: /(?<![A-Za-z])[Qq]{2}群?[:： ]{0,2}[1-9]\d{4,11}(?!\d)/g },
  { kind: 'account', needs: NEEDS.digit, pattern: /(?<![A-Za-z\d_])wxid_[A-Za-z\d]{6,24}/g },
  {
    kind: 'device',
    needs: NEEDS.device,
    pattern:
      /(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d{1,2})(?:\.(?:25[0-5]|2[0-4]\d|1?\d{1,2})){3}(?::\d{2,5})?(?![\d.])/g,
    fits: (plain, before) =>
      /IP|ip|地址|网|服务器|登录|端口|主机/.test(before) ||
      /^(?:10|172|192|127)\./.test(plain) ||
      /\.\d{3}/.test(plain),
  },
  {
    kind: 'device',
    needs: NEEDS.device,
    pattern: /(?<![\dA-Fa-f])[\dA-Fa-f]{2}(?:[:-][\dA-Fa-f]{2}){5}(?![\dA-Fa-f:-])/g,
  },
  {
    kind: 'device',
    needs: NEEDS.device,
    pattern: behind('IMEI|imei|IMSI|串号|MAC地?址?|设备号|序列号|SN', '[\\dA-Fa-f]{12,17}(?![\\dA-Fa-f])'),
  },
  {
    kind: 'coordinates',
    needs: NEEDS.point,
    pattern: /(?:[东西南北][经纬])?(?<![\d.])\d{1,3}[°度]\s?\d{1,2}[′'’分](?:\s?\d{1,2}(?:\.\d+)?[″"”秒])?/g,
  },
  {
    kind: 'coordinates',
    needs: NEEDS.point,
    pattern:
      /(?:[东西南北][经纬]|[EWNS]|[经纬]度)\s?[:：为]?\s?\d{1,3}(?:\.\d{2,10}(?:°|度)?|[°度]\s?\d{1,2}(?:[′'’分]\s?(?:\d{1,2}(?:\.\d+)?[″"”秒]?)?)?)/g,
  },
  {
    kind: 'coordinates',
    needs: NEEDS.point,
    pattern:
      /(?<![\d.])(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{4,10}\s?[,，、 ]\s?(?:[1-4]\d|5[0-3]|\d)\.\d{4,10}(?!\d)/g,
  },
  {
    kind: 'coordinates',
    needs: NEEDS.point,
    pattern:
      /(?<![\d.])(?:[1-4]\d|5[0-3])\.\d{4,10}\s?[,，、 ]\s?(?:7[3-9]|[89]\d|1[0-2]\d|13[0-5])\.\d{4,10}(?!\d)/g,
  },
  // A street, a village or an estate with a number: 育才路12号3栋501室, 石桥村三组8号.
  {
    kind: 'address',
    needs: ADDRESS_SPELLED,
    pattern:
      /(?:路|街|巷|大道|胡同|弄|里|村|社区|小区|花园|苑|城|公寓|大厦|广场|家园|屯|庄)(?:[\d一二三四五六七八九十百A-Z]{1,6}(?:-\d{1,4})?(?:号院|号|弄|组|栋|幢|座|单元|室|楼|户|房)(?!文|令|线|公告|提案|工作|公路|国道|桥|地块|居民|楼|房屋|住宅|建筑|老|危|违)){1,6}(?:[\d-]{1,8}(?:室|号|房)?)?/g,
    fits: (plain) => /[\d一二三四五六七八九十百A-Z](?:号|栋|幢|座|室|户|单元)/.test(plain),
  },
  {
    kind: 'address',
    needs: NEEDS.digit,
    pattern:
      /(?<![\d.])\d{1,3}(?:号楼|栋|幢|座|单元)(?:\d{1,2}(?:号楼|单元|层|楼))?-?\d{2,4}(?:室|房|号|户)?(?![\d%个人户件次])/g,
  },
  {
    kind: 'address',
    needs: NEEDS.digit,
    pattern: /(?<=[住地址组])[\d一二三四五六七八九十]{1,3}组\d{1,4}号(?![文令线])/g,
  },
];

/** How the sign of a decision about somebody ends: a penalty, a permit, a petition's answer. */
const DECIDES =
  /(?:罚|决|立|拘|许|复|告|扣|催|信|访|裁|仲|刑|诉|矫|援|案|强|执|处|密电|内|督|检[\u4e00-\u9fff]{0,4}建|调|不予?|听|认|停|封|没)(?:[决处告字罚催通知书受理答]{0,4})$/;
const OF_THE_STATE = /(?:国|中办|中发|法释|高检)[发办函]?[字复]?$/;

/** 青综执罚〔2023〕第118号 is a decision about somebody; 国办发〔2023〕5号 is a document for everybody. */
const isOwnDecision = (plain: string): boolean => {
  const sign = /^[^[〔]+?(?=[([〔]?(?:19|20)\d{2})/.exec(plain)?.[0] ?? '';
  return DECIDES.test(sign) && !OF_THE_STATE.test(sign);
};

/** Full width and the many dashes as what they mean, place for place. */
function folded(text: string): string {
  return text.replaceAll(
    /[０-９Ａ-Ｚａ-ｚ＠．－＋（）　—–‐‑−~～［］【】]/g,
    (char) => FOLD[char] ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0),
  );
}
const FOLD: Record<string, string> = {
  '　': ' ',
  '—': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '~': '-',
  '～': '-',
  '【': '[',
  '】': ']',
};

/** Those that a form of their own tells come first. */
const ALL_RULES: readonly Rule[] = [...RULES, ...LABELLED_RULES];

/** Digits, addresses in words, what is said of somebody's health. */
const MAY_HOLD = /[\d@号栋幢座室户元病癌]|障碍|HIV|唯一/;

/** How far a street's or an estate's name goes back. */
const STREET = 8;

/** Numbers and addresses by which somebody can be told: each kind by its form, its check digit, or its label. */
export function findNumbers(text: string): ({ kind: NumberKind } & Place)[] {
  const plainText = folded(text);
  if (!MAY_HOLD.test(plainText)) return [];
  const found: ({ kind: NumberKind } & Place)[] = [];
  const covered = new Uint8Array(text.length);
  const holds = new Map<RegExp, boolean>();
  for (const { kind, pattern, fits, needs = NEEDS.digit } of ALL_RULES) {
    if (!holds.has(needs)) holds.set(needs, needs.test(plainText));
    if (!holds.get(needs)) continue;
    for (const match of plainText.matchAll(pattern)) {
      const end = match.index + match[0].length;
      const number = match.groups?.['n'] ?? match[0];
      const at = kind === 'address' ? withStreet(plainText, end - number.length) : end - number.length;
      const plain = kind === 'email' || kind === 'address' ? number : number.replaceAll(/[ -]/g, '');
      const before = plainText.slice(Math.max(0, at - 12), at);
      if (fits && !fits(plain, before)) continue;
      if (covered[at] || covered[end - 1]) continue;
      covered.fill(1, at, end);
      found.push({ kind, text: text.slice(at, end), at });
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function withStreet(text: string, place: number): number {
  let at = place;
  while (at > 0 && place - at < STREET && /\p{Script=Han}/u.test(text.charAt(at - 1))) at -= 1;
  return at;
}
