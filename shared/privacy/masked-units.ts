import { isOrdinaryWord } from './common-words.ts';

/** A province at the beginning of a name says little, and stands in the names of many laws. */
const PROVINCE =
  /^(?:北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)(?:省|壮族自治区|回族自治区|维吾尔自治区|自治区)?(?=.{4})/;

/** What a place is called by. */
const PLACE_END =
  '自治区|自治州|自治县|特别行政区|新区|开发区|高新区|街道办事处|街道|地区|矿区|林区|[省市州盟县区旗镇乡村]|社区|苏木';
const PLACE = new RegExp(`([\\p{Script=Han}]{2,8}?)(${PLACE_END})`, 'gu');
const HOUSE =
  /(?:人民政府|办事处|委员会|党委|党工委|工作委员会|股份有限公司|有限责任公司|有限公司|集团公司|集团|分公司|公司|律师事务所|会计师事务所|事务所|律所|工厂|制品厂|厂|商店|超市|酒店|宾馆|饭店|餐厅|学校|医院|卫生院|门诊部|诊所|幼儿园|小学|中学|合作社|养殖场|农场|基地|项目部|经营部|商行|店|服务中心|中心|协会|商会|学会|基金会|办公室|小区|花园|花苑|公馆|家园|水库|电站|大桥|市场|商场|广场|公园|景区|码头|隧道|产业园|工业园|科技园|园区|工地|矿山?|敬老院|养老院|[局所站院])$/;
const TRADE =
  /(?:商贸|贸易|建筑|建设|工程|实业|科技|技术|物业|管理|服务|房地产|置业|开发|投资|发展|食品|制造|环保|电子|化工|物流|运输|建材|石材|矿业|农业|医药|文化|传媒|教育|咨询|装饰|园林|电力|能源|机械|纺织|服装|陶瓷|五金|塑料|餐饮|旅游|生态|畜牧|养殖|种植|林业|水利|市政|劳务|保安|环卫|安装|信息|网络|智能|评估|检测|鉴定|测绘|会计|审计|税务|律师|法律|集团|农贸|综合|批发|经济|高新|综合性|人力资源|供应链|供水|燃气|热力|汽车|汽修|钢铁|冶金|水泥|砂石|玻璃|家具|服饰|电器|广告|印刷|包装|贸|商务|健康|养老|家政|渔业|水产|果业|茶业|粮油|饲料|种业)$/;

/** What may follow the heart of a place's name that is a common word as well: 城关 is one only in 城关镇, 城关片区. */
const PLACE_FOLLOWS =
  /^(?:镇|乡|街|县|区|市|村|社区|片区|辖区|境内|籍|圩|墟|派出所|司法所|法庭|中心小学|小学|中学|人民政府|政府|党委|交警|税务|供电|卫生院|敬老院|综治)/;

/** What may follow a heart that is no word of its own: 禾丰二中, 澜庭二期. */
const HOUSE_FOLLOWS =
  /^(?:[一二三四]中|中医院|医院|公司|集团|矿业|矿|厂|所|律所|店|市场|水库|库区|产业园|工业园|园区|小区|[一二三四五]期|苑|物业|业主|业委会|桥|码头|景区|茶园|农庄|合作社)/;

/** What follows the heart of a name here, as far as it says that the name is meant. */
export function followsHeart(word: string, after: string): string | undefined {
  const [place] = PLACE_FOLLOWS.exec(after) ?? [];
  return place ?? (isOrdinaryWord(word) ? undefined : HOUSE_FOLLOWS.exec(after)?.[0]);
}

export type UnitWords = {
  /** Found wherever they stand. */
  words: string[];
  /** Common words: found only where a place's last word follows. */
  common: string[];
  /** What a document's sign of such a unit may begin with. */
  signs: string[];
};

/** The heart of a place's or a unit's name is its own where it is no common word and made of none. */
function isDistinctive(core: string): boolean {
  if (core.length < 2 || core.length > 6) return false;
  for (let at = 0; at + 2 <= core.length; at += 1) if (isOrdinaryWord(core.slice(at, at + 2))) return false;
  return true;
}

/** Parts of a unit's name that say which it is: of 清江县青螺镇人民政府 the words 清江县, 清江, 青螺镇, 青螺. */
export function wordsOfUnit(name: string): UnitWords {
  const words: string[] = [name];
  const common: string[] = [];
  const signs: string[] = [];
  let rest = name.replace(/^(?:中共|中国共产党)/, '').replace(PROVINCE, '');
  for (const [whole, core = '', end = ''] of rest.matchAll(PLACE)) {
    if (!name.includes(whole)) continue;
    // 小区 and 市场 are no 区 and no 市.
    if (whole.endsWith('小区') || (end === '市' && name.charAt(name.indexOf(whole) + whole.length) === '场'))
      continue;
    rest = rest.replace(whole, '');
    if (end === '省' || end === '自治区' || /^(?:本|全|我|各|该|某)/.test(core)) continue;
    if (isDistinctive(core)) words.push(core);
    else common.push(core);
    words.push(core + end.replace('办事处', ''));
    signs.push(core.charAt(0), core);
  }
  let body = rest;
  const [house = ''] = HOUSE.exec(rest) ?? [];
  while (HOUSE.test(body) && body.replace(HOUSE, '').length > 1) body = body.replace(HOUSE, '');
  const named = withoutTrades(body);
  // 青山恒砺: the place before it is a common word.
  const heart =
    named.length > 3 && !isDistinctive(named) && isDistinctive(named.slice(2)) ? named.slice(2) : named;
  if (body !== '' && body !== rest) {
    // 新桥路市场 of 新桥路农贸综合市场, 宏晟矿业 of 双榆宏晟矿业有限公司, 衡准公司, 澜庭二期.
    const isOfState = /[局所站院办室委会]$/.test(house) && !/(?:[中医]医院|律师事务所)$/.test(house);
    if (isDistinctive(named) || (!isOfState && named.length > 2)) words.push(named + house.slice(-2));
    const trade = TRADE.exec(body)?.[0] ?? '';
    if (named.length === 4) {
      const [front, back] = [named.slice(0, 2), named.slice(2)];
      if (trade !== '' && !isOfState)
        for (const half of [front, back]) if (!isOrdinaryWord(half)) words.push(half + trade);
      for (const half of [front, back]) if (!isOrdinaryWord(half)) common.push(half);
      if (isDistinctive(named)) words.push(back + house.slice(-2));
      if (!isOfState && !(isOrdinaryWord(front) && isOrdinaryWord(back))) words.push(named);
    } else if (named.length === 2) common.push(named);
    if (isDistinctive(heart)) words.push(heart);
    else if (heart !== body && isDistinctive(body)) words.push(body);
    if (heart !== body && body.length > 3 && !isOfState) words.push(body);
  } else if (rest === name && isDistinctive(rest) && rest.length <= 4) {
    signs.push(rest);
  }
  return {
    words: [...new Set(words)].filter((word) => word.length > 1),
    common: [...new Set(common)].filter((word) => word.length > 1),
    signs: [...new Set(signs)],
  };
}

function withoutTrades(body: string): string {
  let core = body;
  while (TRADE.test(core) && core.length > 3) core = core.replace(TRADE, '');
  return core;
}

/** A document's number with such a sign, in a squeezed text: 青府[2025]5号. */
export function signPattern(sign: string): RegExp {
  const plain = sign.replaceAll(/[^\p{Script=Han}]/gu, '');
  return new RegExp(
    `${plain}[镇乡县区市街局]?(?:府|党|委|政|办|人|司|法|发|综|执|财|教|卫|应急|安|纪|组|宣|统|字|函|公|农|水|自然资|住建|民|信访|平安|依法|普法|编|团|妇|武|环|市监|城管|通|呈|报|请|复|会|议|联){1,6}(?:\\[(?:19|20)\\d{2}\\]第?\\d{1,5}号?|\\[?\\*{1,4}\\]?第?\\*{0,4}号|\\[?(?:20\\d{2}|二〇[〇一二三四五六七八九]{2})年?[\\]第-]{1,3}[\\d一二三四五六七八九十]{1,5}号)`,
    'gu',
  );
}
