import type { Expected } from './name-at.ts';
import { BROAD_PEOPLE, COURTESY, OFFICE, PRIVATE_PEOPLE } from './offices.ts';

/** What may stand between an office or a label and the name. */
const GAP = /[\s：:“”"'」（(【]/;
const COLON = /[：:]/;
const MOST_GAPS = 3;

/** The last characters of all words beside which names stand: a quick no for every other place. */
const LAST: ReadonlySet<string> = new Set(
  '导务母父夫医记任席委员政长警官师授生夫士计纳理事裁监板志们表问书谋令者人部众民工机学儿童年女患病象主客东贩户属兵告妻子孙侄亲弟哥妹姐偶居孀犯手赖友伤姨爷妈娘叔傅婆奶伯汉公家太贤诉干审首医练者家讲模兵手籍译古老',
);

const behind = (words: string): RegExp => new RegExp(`(?<=${words})`, 'uy');
const IN_OFFICE = behind(`(?:${OFFICE}|${PRIVATE_PEOPLE})`);
const IN_BROAD = behind(`(?:${BROAD_PEOPLE})`);
const SUED = behind('(?:(?<![申投起上应告控公胜败反])诉|状告)');
const LABEL = behind(
  '(?:姓名|名单|签[名字]|摄影|拍摄|供稿|撰稿|拟稿|核稿|通讯|编[辑制写]|校对|审[核签定批]|记录|[出列]席|领导|[主承经协]办|参加|牵头|负责|联系|签发|制表|填表|填报)',
);
/** Labels behind which a name stands without a colon, the first of them only behind a space or a bar. */
const SPACED_LABEL = behind('(?:姓名|联系人|经办人?|填表人?|制表人?)');
const BARE_LABEL = behind('(?:拟稿|核稿|摄影|供稿|撰稿|供图)');

const holds = (pattern: RegExp, text: string, at: number): boolean => {
  pattern.lastIndex = at;
  return pattern.test(text);
};

/** How surely what stands before this place says that a name follows; null where nothing does. */
export function expectedAt(text: string, place: number): Expected | null {
  let at = place;
  let hasColon = false;
  for (let gaps = 0; gaps < MOST_GAPS && at > 0 && GAP.test(text.charAt(at - 1)); gaps += 1) {
    at -= 1;
    hasColon ||= COLON.test(text.charAt(at));
  }
  if (at === 0) return null;
  if (hasColon && holds(LABEL, text, at)) return 'label';
  if (holds(BARE_LABEL, text, at) || (at !== place && holds(SPACED_LABEL, text, at))) return 'label';
  if (LAST.has(text.charAt(at - 1))) {
    if (holds(IN_OFFICE, text, at)) return hasColon ? 'label' : 'office';
    if (holds(IN_BROAD, text, at)) return hasColon ? 'label' : 'broad';
    if (place === at && !/[求讼前状称请]/.test(text.charAt(at)) && holds(SUED, text, at)) return 'office';
  }
  // （姚姗姗）: who wrote it.
  if (/[（(]/.test(text.charAt(place - 1)) && /^.{2,4}[）)]/u.test(text.slice(place, place + 5)))
    return 'open';
  return hasColon && /\p{Script=Han}{2}$/u.test(text.slice(at - 2, at)) ? 'broad' : null;
}

/** Whom people are called by, behind one name or a list: 同志, 等3名律师, 等人, （男，45岁）, 诉. */
const BEHIND = new RegExp(
  `[\\s]?(?:等?(?:[一二两三四五六七八九十百\\d]{1,4}[位名])?(?<office>${OFFICE}|${COURTESY})|等(?:[一二两三四五六七八九十百\\d]{1,4}[位名人户]|人)|[（(，,](?:[男女][，,）)、]|身份证|\\d{2}岁|时任|现任|原任|系[本我])|(?:夫妇|夫妻|兄弟|姐妹|[二两]人|父[子女]|母[子女]|两家|一家|本人|(?:法官|调解|劳模|律师|创新|个人)?工作室)|(?<sues>诉(?![求讼前状称])|状告))`,
  'uy',
);

/** What stands behind a name that ends here, as it does behind names only. */
export function calledAt(text: string, at: number): { sues: boolean; to: number } | null {
  BEHIND.lastIndex = at;
  const match = BEHIND.exec(text);
  return match && { sues: match.groups?.['sues'] !== undefined, to: at + match[0].length };
}

const COURTESY_HERE = new RegExp(COURTESY, 'uy');
/** The end of 女士 or 师傅 that stands here. */
export function courtesyAt(text: string, at: number): number | null {
  COURTESY_HERE.lastIndex = at;
  return COURTESY_HERE.test(text) ? COURTESY_HERE.lastIndex : null;
}

/** Offices that are said behind a family name alone. */
const TITLE_HERE =
  /(?:副?(?:书记|主任|镇长|乡长|县长|区长|市长|局长|厅长|处长|科长|股长|所长|站长|院长|庭长|队长|校长|园长|行长|厂长|会长|村长|组长|社长|检察长)|支书|老板(?!娘)|教授|医生|大夫|老师|警官|法官|律师|检察官|经理|教练|主席|秘书长|总工)(?![及和与、])/uy;
/** The end of 队长 or 老板 that stands here. */
export function titleAt(text: string, at: number): number | null {
  TITLE_HERE.lastIndex = at;
  return TITLE_HERE.test(text) ? TITLE_HERE.lastIndex : null;
}

/** Words before a name as they stand before any: 由, 经, 和, 聘请. */
const LEADS_IN =
  /(?:[由经和与及同跟向对请让为给是系即叫将把被据]|聘任|任命|授予|抓获|逮捕|告知|责令|以及|包括|其中|分别|通过|推荐|选举|免去|接替|陪同|表彰|奖励|追授|慰问|看望|走访|约谈|联系|救助|资助|介绍|采访|会见)$/;
/** What an office stands in: its name ends so before the holder's. */
const HOUSE =
  /(?:[籍所院局镇乡县市区村会司社队组站科厅部处办厂店校室省州团庭]|中心|街道|政府|单位|支部|机关|企业)$/;
const PERSON = new RegExp(`(?:${OFFICE}|${PRIVATE_PEOPLE}|[人者员])$`, 'u');

/** True where the words before a name let one begin, though none of them asks for it. */
export const leadsIn = (before: string): boolean =>
  LEADS_IN.test(before) || HOUSE.test(before) || PERSON.test(before);
