export type Place = { text: string; at: number };

/** The most common family names; without those that are mostly other words here (于 任 高 党 方 成 向 安). */
const FAMILY =
  '欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|尉迟|慕容|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范廖石韦贾夏付邹熊孟秦阎薛侯雷龙段郝孔邵史毛顾赖武康贺严尹钱施洪龚汤陶黎温莫易樊乔文颜殷翟倪庄鲁骆柳]';
const ROLE =
  '同志|书记|镇长|乡长|区长|县长|市长|局长|主任|所长|律师|委员|法官|检察官|警官|干警|民警|调解员|法律顾问|先生|女士|老师|教授';
/** Given names don't hold these; offices and ranks do (任党委书记, 黄村支部书记). */
const GIVEN =
  '(?:(?![党委支部总副市县区镇乡村街社组法律公职专级名位等各该本为由及与和的在对将带要])\\p{Script=Han}){1,2}';

const NAME = `(?:${FAMILY})${GIVEN}`;

/** 周明远同志, and lists: 李华、王小明等两位律师, 李华和王小明律师. */
const BEFORE_ROLE = new RegExp(
  `${NAME}(?:[、和与及]${NAME})*(?=等?(?:[一二两三四五六七八九十\\d]+[位名])?(?:${ROLE}))`,
  'gu',
);
/** 书记周明远, and lists: 律师李华、王小明. */
const AFTER_ROLE = new RegExp(`(?<=(?:${ROLE})[：:]?)${NAME}(?:、${NAME})*`, 'gu');

/** Words that begin like a family name and are none: 法律顾问律师, 和谐…. */
const NO_NAME =
  /^(?:顾问|雷同|明确|温暖|安排|金融|施工|邮政|方便|许可|易地|章程|石油|康复|白天|牛年|童年|贾|段落|余下|付费|贺信|文明|文化|文书|万人|全体|时任|尚未|严格|严肃|严禁|查处|毛病|钱款|范围|孔隙|施行|黄金|常务|应急|苏区|唐突|武装|武警|黎明|汤水)/;

/** Names of persons beside an office or 同志: 周明远同志, 书记周明远. A name's end after an office is a guess. */
export function findNames(text: string): Place[] {
  const seen = new Set<number>();
  return [...places(text, BEFORE_ROLE), ...places(text, AFTER_ROLE)]
    .flatMap(splitList)
    .filter(({ text: name, at }) => {
      if (NO_NAME.test(name) || seen.has(at)) return false;
      seen.add(at);
      return true;
    });
}

function splitList({ text, at }: Place): Place[] {
  let from = at;
  return text.split(/[、和与及]/).map((name) => {
    const place = { text: name, at: from };
    from += name.length + 1;
    return place;
  });
}

function places(text: string, pattern: RegExp): Place[] {
  return Array.from(text.matchAll(pattern), (match) => ({ text: match[0], at: match.index }));
}
