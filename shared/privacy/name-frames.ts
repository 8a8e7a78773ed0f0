import { isCommonWord, isCommonWordAt } from './common-words.ts';
import { isMaskChar, isOftenGiven, mayBeGivenAt } from './given-names.ts';
import { endsAt, nameAt } from './name-at.ts';
import { unknownNameAt } from './unknown-names.ts';
import { surnameAt } from './surnames.ts';

/** Where a name stands because of the shape of what is around it, whatever the words are. */
type Frame = {
  /** A quick no for most texts. */
  needs: RegExp;
  /** What leads up to the name. */
  lead: RegExp;
  /** What has to follow it, where the frame has an end. */
  follow?: RegExp;
};

const OFFICE_ROOM = '(?:[办室所局站科股队委庭会处院]|中心)';
const DOES =
  '主持|拍摄|摄影|提供|撰写|起草|拟稿|授课|主讲|讲授|负责|牵头|担任|接任|兼任|带队|陪同|承办|经办|主办|代理|签收|保管|记录|整理|绘制|设计|创作|包案|包联|督办|领办|点评|宣读|出庭|作证|举报|供图|供稿';

const FRAMES: readonly Frame[] = [
  // `获评“最美法治人物”的厍成林，`.
  { needs: /”的/, lead: /”的/g, follow: /^[，,。；;]/ },
  // `***、单雄、***`, `***（综治办）、管乐天（执法队）`, `一、**；二、鲍春生`, `A岗***、B岗石慧琳`.
  {
    needs: /[*＊]{2}/,
    lead: /[*＊]{2}(?:[（(][^（）()\n]{1,10}[）)])?[、；;，,和与及](?:[一二三四五六七八九十\d]{1,2}[、.．])?(?:[A-Z]岗)?/g,
    follow: /^(?:$|[、；;，,。（(）)\n]|和|与|及|等|均)/,
  },
  // `、管乐天（执法队）、**`: the mask behind it.
  {
    needs: /[、；;，,]\s?[*＊]{2}/,
    lead: /[、；;：:（(有为是](?=\p{Script=Han}{2,4}(?:[（(][^（）()\n]{1,10}[）)])?[、；;和与及]\s?[*＊]{2})/gu,
    follow: /^(?:[（(][^（）()\n]{1,10}[）)])?[、；;和与及]/,
  },
  // Cells of a table that came in as one line.
  // `吴某、郑某及舍巴吉组成`, `李*、盘金凤、赵**`.
  {
    needs: /[某*＊]/,
    lead: /(?<=\p{Script=Han})[某*＊][、；;和与及]/gu,
    follow: /^(?:$|[、；;，,。（(）)\n]|和|与|及|等|均|组成)/,
  },
  // `周一 黄*；周二 贝远帆；`: who is on duty.
  {
    needs: /周[一二三四五六日]/,
    lead: /周[一二三四五六日][\s　：:]+/g,
    follow: /^(?:$|[、；;，,。\n\s])/,
  },
  { needs: /[｜|]/, lead: /[｜|][\s　]*(?=\p{Script=Han}{2,4}[\s　]*[｜|])/gu, follow: /^[\s　]*[｜|]/ },
  // `联系人：党政办辛小满，`, `投诉受理：镇纪委 柏松涛`, `供稿：街道司法所 时雨`.
  {
    needs: /[：:]/,
    lead: new RegExp(
      `(?:联系|受理|咨询|投诉|承办|经办|主办|报送|填报|负责|值班|供稿|供图|摄影|整理|编辑|撰稿|审核|复核|校对)[人]?[：:]\\p{Script=Han}{1,9}?${OFFICE_ROOM}[\\s　]*(?=\\p{Script=Han}{2,4}(?:[，,、；;。\\s　（(）)\\d]|电话|$))`,
      'gu',
    ),
    follow: /^(?:$|[，,、；;。\s　（(）)\d]|电话)/,
  },
  // `（文/图 街道融媒体中心 尤梦渔 摄于青禾港）`.
  {
    needs: /文[/／]图|图[/／]文/,
    lead: /(?:文[/／]图|图[/／]文)[\s　：:]*(?:\p{Script=Han}{2,14}[\s　]+)?/gu,
    follow: /^[\s　）)，,。；;]/,
  },
  // `会议由党建国主持`, `照片均由谷雨生拍摄`.
  {
    needs: /[由经请]/,
    lead: new RegExp(`[由请](?=\\p{Script=Han}{2,4}(?:${DOES}))`, 'gu'),
    follow: new RegExp(`^(?:${DOES})`),
  },
  // “游满仓工作室”.
  {
    needs: /工作室|调解室/,
    lead: /[“"「]|设立|打造|成立|建成/g,
    follow: /^(?:\p{Script=Han}{0,4}工作室|调解室)/u,
  },
  // `典型案例二：滑建英与邻居相邻通风采光纠纷调解案`, `在宗小虎与用人单位的争议中`.
  {
    needs: /[与和诉](?:.{0,24})(?:纠纷|争议|矛盾|一案|案件|合同)/,
    lead: /(?:在|就|因|办理|调解|化解|处理|审理|受理|[：:。；;，,“《]|^)(?=\p{Script=Han}{2,4}[与和诉]\p{Script=Han}{2,24}(?:纠纷|争议|矛盾|案))/gu,
    follow: /^[与和诉]/,
  },
];

/** “强哥”, “九斤婶”: what somebody is called by all around him. */
const NICKNAME =
  /(?<=[“"「])(?!的|法|警|平安|和事|热心|知心|民|红|爱心|普法|法治|法律|社区|网格|乡|邻|外卖|快递|巾帼)\p{Script=Han}{1,2}[哥姐叔婶嫂爷姨伯娘爹公婆](?=[”"」])/gu;

/** Names that the shape of the text around them gives away. */
export function framedNames(text: string): [number, number][] {
  const found: [number, number][] = [];
  for (const { needs, lead, follow } of FRAMES) {
    if (!needs.test(text)) continue;
    for (const match of text.matchAll(lead)) {
      const at = match.index + match[0].length;
      const end = endInFrame(text, at, follow);
      if (end !== null) found.push([at, end]);
    }
  }
  for (const match of text.matchAll(NICKNAME)) found.push([match.index, match.index + match[0].length]);
  return found;
}

/** The end of a name here behind which the frame closes. */
function endInFrame(text: string, at: number, follow?: RegExp): number | null {
  const end = ownEndInFrame(text, at, follow);
  if (end !== null || !follow) return end;
  const unknown = unknownNameAt(text, at);
  return unknown !== null && follow.test(text.slice(unknown, unknown + 14)) ? unknown : null;
}

function ownEndInFrame(text: string, at: number, follow?: RegExp): number | null {
  const surname = surnameAt(text, at);
  if (!surname) return null;
  for (const given of [2, 1]) {
    const end = at + surname.length + given;
    if (end > text.length || isMaskChar(text.charAt(end))) continue;
    if (follow && !follow.test(text.slice(end, end + 14))) continue;
    if (!follow && endsAt(text, end) < 3) continue;
    const own = text.slice(at + surname.length, end);
    // 项措施, 项工作.
    if (isCommonWord(own) && !Array.from(own).every(isOftenGiven)) continue;
    if (own.length === 1 && text.charAt(at) === own) continue;
    if (nameAt(text, at, 'label') === end || isOwnName(text, at, surname.length, end)) return end;
  }
  return null;
}

/** Three characters of which neither pair is a word: no more than that is asked where a frame holds them. */
function isOwnName(text: string, at: number, surname: number, end: number): boolean {
  for (let place = at + surname; place < end; place += 1) if (!mayBeGivenAt(text, place)) return false;
  if (end - at < 3) return false;
  const given = text.slice(at + surname, end);
  if (isCommonWordAt(text, at) && surname === 1 && !Array.from(given).every(isOftenGiven)) return false;
  return (!isCommonWord(given) || Array.from(given).every(isOftenGiven)) && !isCommonWordAt(text, end - 1);
}
