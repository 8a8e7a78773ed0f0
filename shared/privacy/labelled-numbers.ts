import type { NumberKind } from './kinds.ts';

/** A number that its label or its shape gives away. */
export type LabelledRule = {
  kind: NumberKind;
  pattern: RegExp;
  fits?: (plain: string, before: string) => boolean;
  needs?: RegExp;
};

const DIGIT = /\d/;
const BORN = /生/;
const ILL = /病|HIV|障碍|怀孕|流产|阳性/;
const LATIN = /[A-Za-z]/;

const behind = (labels: string, number: string): RegExp =>
  new RegExp(`(?:${labels})(?:号码?|编号|是|为|[:：]|[(（"“]| ){0,4}(?<n>${number})`, 'g');

const COUNTED = '(?!\\s?[人次件宗个元万余亿场家户起条份项名多年月日页期%])';
const DAY = '(?:19|20)\\d{2}\\s?[年./-]\\s?\\d{1,2}\\s?[月./-]\\s?(?:\\d{1,2}\\s?[日号]?)?';
const SHIPS = '京津冀辽苏浙皖闽赣鲁鄂湘粤桂琼渝川沪';

/** Numbers of things by which a person, a case or a place can be looked up. */
export const LABELLED_RULES: readonly LabelledRule[] = [
  // A number behind what says that it is one: 单号1094827736521, 会议号583-204-7719, 提取码x8k3.
  {
    kind: 'account',
    needs: DIGIT,
    pattern: behind(
      '密码|口令|提取码|验证码|取件码|激活码|邀请码|授权码|会议(?:号|ID|id)|房间号|直播间|群号|入群|登录名|工号|尾号',
      `[A-Za-z\\d](?:[A-Za-z\\d@#$&!_.-]| (?=\\d)){2,24}${COUNTED}`,
    ),
    fits: (plain) => /\d/.test(plain),
  },
  {
    kind: 'case-number',
    needs: DIGIT,
    pattern: behind(
      '编号|编码|代码|(?<!订)单号|户号|表号|流水号|合同号|保单号|工单|警情|警单|案件|信访件|来信|来件|举报件|投诉件|线索|点位|卡口|批次号|备案号|登记号|受理号|回执|收据|发票|票号|箱号|钢印号?|底册|档号|卷号|墓穴号?|地号|宗地号?|图斑号?|快递|运单|邮件|邮政|条码|ETC卡?|油卡|一卡通|饭卡|门禁卡?|会员|存单|股权证?|车架|发动机',
      `(?:第)?[A-Za-z]{0,6}[A-Za-z\\d](?:[A-Za-z\\d]|[-—](?=[A-Za-z\\d])| (?=\\d{3})){3,30}号?${COUNTED}`,
    ),
    fits: (plain) =>
      plain.length >= 6 &&
      /\d{4}|\d{2,}[A-Z]|[A-Z]\d{2,}/.test(plain) &&
      !/^(?:19|20)\d{2}$/.test(plain) &&
      !STANDARD.test(plain),
  },
  // 440899003007GB00152, XF2025081900462, LVTDB21B5HD307946: no word and no standard looks so.
  {
    kind: 'case-number',
    needs: LATIN,
    pattern: /(?<![A-Za-z\d])(?:[A-Z]{1,4}\d{9,24}|\d{6,15}[A-Z]{1,3}\d{4,8})(?![A-Za-z\d])/g,
  },
  {
    kind: 'device',
    needs: LATIN,
    pattern: /(?<![A-Za-z\d])(?=[A-Z\d]{0,16}[A-Z])[A-HJ-NPR-Z\d]{17}(?![A-Za-z\d])/g,
    fits: (plain) => (plain.match(/[A-Z]/g) ?? []).length >= 3 && (plain.match(/\d/g) ?? []).length >= 5,
  },
  // DSJ-A8-00317, YXJD-FW-2025-016, 3408-ZX-077, 第ZD-2025-041号.
  {
    kind: 'case-number',
    needs: LATIN,
    pattern: /(?<![A-Za-z\d-])(?:[A-Z]{1,8}\d{0,4}|\d{2,8}(?=-[A-Z]))(?:-[A-Z\d]{1,8}){1,4}(?![A-Za-z\d-])/g,
    fits: (plain, before) =>
      !before.includes('-') &&
      /[A-Z]/.test(plain) &&
      (plain.match(/\d/g) ?? []).length >= 4 &&
      !STANDARD.test(plain),
  },
  // 柳调协字2025-0093号, 双综执罚决字2025第213号.
  {
    kind: 'case-number',
    needs: DIGIT,
    pattern: /[\u4e00-\u9fff]{2,12}字(?:19|20)\d{2}(?:年|-|第|年第){1,2}\d{1,6}号?/g,
  },
  // （〔2025〕19期，内部资料）.
  { kind: 'case-number', needs: DIGIT, pattern: /[〔[(（](?:19|20)\d{2}[〕\])）]\s?第?\d{1,4}期/g },
  // 公章, 备案章编码.
  { kind: 'case-number', needs: DIGIT, pattern: behind('[印公专]?章', '\\d{10,15}(?!\\d)') },
  { kind: 'phone', needs: DIGIT, pattern: /(?<![\d.])1[3-9]\d[.·•]\d{4}[.·•]\d{4}(?![\d.])/g },
  {
    kind: 'id-number',
    needs: DIGIT,
    pattern:
      /(?:身份证|证件|卡号?|手机号?|电话)号?码?(?:的)?[后末][四六4-8][位码](?:[^。；\d]{0,16}?)(?<n>\d{4,8}[\dXx]?)(?!\d)/g,
  },
  {
    kind: 'email',
    needs: LATIN,
    pattern:
      /(?<![A-Za-z\d])[A-Za-z\d][A-Za-z\d._-]{1,40} ?(?:[([{] ?(?:at|AT) ?[)\]}]|＃|#|艾特| at ) ?[A-Za-z\d-]{2,30}(?: ?[([{] ?(?:dot|DOT|点) ?[)\]}] ?| dot |点|\.)(?:[a-z]{2,10})/g,
  },
  {
    kind: 'account',
    needs: LATIN,
    pattern:
      /(?<![A-Za-z\d.])(?:https?:\/\/)?(?:pan\.baidu|yun\.baidu|pan\.quark|pan\.xunlei|(?:www\.)?aliyundrive|(?:www\.)?alipan|cloud\.189|share\.weiyun|(?:www\.)?lanzou[a-z]?|(?:www\.)?123pan|(?:www\.)?kdocs|docs\.qq|f\.wps|meeting\.tencent|(?:www\.)?wjx)\.[a-z]{2,3}\/[A-Za-z\d_/?=&.%-]{3,80}/g,
  },
  // Ships: 粤遂渔61823.
  {
    kind: 'plate',
    needs: DIGIT,
    pattern: new RegExp(`[${SHIPS}][\\u4e00-\\u9fff]{0,4}[渔货客油运拖机驳工船]\\d{3,6}(?!\\d)`, 'g'),
  },
  // Beds, rooms, graves: 外科楼9层32床, 悦来宾馆8416房, B区14排27号.
  {
    kind: 'address',
    needs: DIGIT,
    pattern:
      /(?:楼|层|科|病房|病区|室|院)\d{0,4}[-室房号]?\d{1,3}号?床|(?:宾馆|酒店|旅馆|旅社|民宿|招待所|宿舍|公寓|医院|养老院|敬老院|病房)[A-Z]?\d{2,5}(?:号房|房间?|室|客房|号)|[A-Z\d一二三四五六七八九东西南北]区?\d{1,3}排\d{1,3}[号座位]/g,
  },
  {
    kind: 'address',
    needs: /[巷弄里组屯]/,
    pattern: /(?:[巷弄里]|村[\u4e00-\u9fff]{1,4}[组屯坊])[甲乙丙丁附]?\d{1,4}号(?![文令])/g,
  },
  // Whose birthday it is stands beside it.
  {
    kind: 'birthday',
    needs: BORN,
    pattern: new RegExp(`(?:生于|出生日期|出生年月|生日)(?:是|为|[:： ]){0,2}(?<n>${DAY})`, 'g'),
  },
  { kind: 'birthday', needs: BORN, pattern: new RegExp(`(?:${DAY})(?=\\s?(?:出生|生[，,；;）)]))`, 'g') },
  // Health and the like, said of one who is spoken of.
  {
    kind: 'private',
    needs: ILL,
    pattern:
      /(?<=系|患有?|确诊为?|身患|感染|诊断为|属)(?:艾滋病|HIV|梅毒|性病|乙肝|肺结核|传染病|精神分裂症?|精神障碍|精神病|抑郁症|躁郁症|癫痫|尿毒症|白血病|[胃肝肺肾脑肠乳血骨]癌|癌症|肿瘤)(?:[\u4e00-\u9fff]{0,4}?(?:感染者|病毒携带者|携带者|患者|病人))?/g,
  },
  {
    kind: 'private',
    needs: /班|唯一/,
    pattern:
      /(?<=系|为|是|在)[\u4e00-\u9fff]{0,8}(?:[初高小][一二三四五六]|[一二三四五六七八九]年级)[（(]?\d{1,2}[）)]?班[\u4e00-\u9fff]{0,8}|(?<=系|是)[\u4e00-\u9fff]{0,6}唯一(?:的|一名|一位|一个)?[\u4e00-\u9fff]{2,10}/g,
  },
];

const STANDARD = /^(?:GB|GA|DB|ISO|IEC|JG|HJ|CJ|SF|TCP|IPV|COVID|AQ|NY|QB|YD|UTF|SA)/i;
