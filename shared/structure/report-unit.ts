/** A line of the report as far as it may say whose report it is. */
type Line = { text: string; kind: { kind: string; role?: string } };

/** Whose report it is, and how sure that is: 0 to 1. */
export type UnitFound = { unit: string; sure: number };

/** What a unit's name ends with, the longer first. */
const ENDS =
  '街道办事处|民族乡|街道|人民政府|人民法院|人民检察院|检察院|法院|党工委|工作委员会|管理委员会|管委会|委员会|办公室|开发区|高新区|新区|管理区|林区|苏木|司法所|派出所|分局|支队|大队|总队|中心|集团|公司|学校|大学|学院|医院|镇|乡|县|区|市|省|州|盟|旗|厅|局|委|办|院|所';

/** Before the unit in a title. */
const LEAD =
  '(?:关于)?(?:印发)?(?:\\d{4}年度?(?:[上下]半年)?|[一二〇○零三四五六七八九]{4}年度?)?(?:中共|中国共产党)?';

/** Behind a unit in a title nothing else can be part of its name. */
const HARD = '关于|[（(]|\\d{4}年|[*＊xX]{2,4}年|20[*xX]{2}年|的';

/** What may stand behind it as well, but also in a name: 法治建设委员会, 依法行政办公室. */
const SOFT =
  '[一二〇○零]{2}[一二三四五六七八九〇○零]{2}年|党委|党工委|党组|人大|政府|[“"‘]|[、，]|年度|[上下]半年|本年|法治|全面依法|依法|普法|推进|开展|贯彻|落实|学习|行政|履行|工作|述法|情况|第[一二三四]季度|“?[七八九]五';

const IN_TITLE = new RegExp(`^${LEAD}([\\p{Script=Han}]{2,30}?(?:${ENDS}))(?=${HARD})`, 'u');
const IN_TITLE_SOFT = new RegExp(`^${LEAD}([\\p{Script=Han}]{2,16}?(?:${ENDS}))(?=${SOFT}|$)`, 'u');
/** 青禾镇人民政府文件, right above the title. */
const LETTERHEAD = new RegExp(`^(?:中共|中国共产党)?([\\p{Script=Han}]{2,30}?(?:${ENDS}))文件`, 'u');
const NAME = new RegExp(`^(?:中共|中国共产党)?([\\p{Script=Han}]{2,30}(?:${ENDS}))$`, 'u');

/** Words that end like a unit's name and are none. */
const NO_UNIT =
  /^(?:[本全我各该某两]|法治|依法|全面|行政|年度|上级|基层|党委|政府|机关|关于|工作|普法|综合行政|司法行政)|(?:建设|工作|以上|以下|所属|下属|各级|各)(?:市|县|区|镇|乡|局|所|院|办|委)$/;

/** Offices behind the name of a place, which is how the unit is called: 青禾镇人民政府 → 青禾镇. */
const OFFICE_OF_PLACE =
  /^(.{2,}(?:镇|乡|街道|县|区|市|省|州|盟|旗))(?:人民政府|办事处|委员会|工作委员会|党工委|党委)$/u;

/** What a unit does that is the subject of an opening sentence. */
const SUBJECT =
  /(?:^|[，。])([\p{Script=Han}]{2,12}?(?:镇|乡|街道|管委会|司法局|司法所|司法厅|县|区|市|局))(?=(?:党委|党工委|委|政府|、)*(?:坚持|深入|扎实|认真|全面|紧紧|紧扣|围绕|始终|积极|切实|严格|持续|着力|高度|以习近平|牢固|聚焦))/gu;

/** Lines in which an opening sentence stands. */
const OPENING = 6;

/**
 * Whose report it is: said in the title, in the letterhead (青禾镇人民政府文件), by the signature, or by an opening sentence
 * whose subject comes up again. Undefined where the name is masked or not said.
 */
export function unitOfReport(
  title: string,
  lines: readonly Line[],
  isRedacted: boolean,
): UnitFound | undefined {
  const titled = inTitle(title);
  if (titled) return titled;
  const signed = lines
    .filter(({ kind }) => kind.kind === 'signature' && kind.role === 'unit')
    .flatMap(({ text }) => nameIn(text) ?? []);
  const head = lines
    .slice(0, OPENING)
    .flatMap(({ text }) => nameIn(/^(.{3,30})文件$/.exec(text.trim())?.[1] ?? '') ?? []);
  const [said] = [...head, ...signed].map((name) => placeOf(name));
  if (said !== undefined) return { unit: said, sure: 0.9 };
  return isRedacted ? undefined : opening(lines);
}

function inTitle(title: string): UnitFound | undefined {
  const plain = title.replaceAll(/\s/g, '');
  const sure = IN_TITLE.exec(plain)?.[1];
  // 镇2022年…: the name itself was deleted.
  if (sure && isName(sure)) return { unit: sure, sure: 0.97 };
  const letterhead = LETTERHEAD.exec(plain)?.[1];
  if (letterhead && isName(letterhead)) return { unit: placeOf(letterhead), sure: 0.9 };
  const likely = IN_TITLE_SOFT.exec(plain)?.[1];
  return likely && isName(likely) ? { unit: likely, sure: 0.9 } : undefined;
}

const placeOf = (name: string): string => OFFICE_OF_PLACE.exec(name)?.[1] ?? name;

const isName = (name: string): boolean => Array.from(name).length >= 3 && !NO_UNIT.test(name);

function nameIn(line: string): string | null {
  const name = NAME.exec(line.replaceAll(/\s/g, ''))?.[1];
  return name !== undefined && isName(name) ? name : null;
}

function opening(lines: readonly Line[]): UnitFound | undefined {
  const first = lines.filter(({ kind }) => kind.kind === 'paragraph').slice(0, OPENING);
  for (const { text } of first)
    for (const [, name = ''] of text.matchAll(SUBJECT)) {
      const times = lines.reduce((sum, line) => sum + line.text.split(name).length - 1, 0);
      if (isName(name) && times > 1) return { unit: name, sure: 0.6 };
    }
  return undefined;
}
