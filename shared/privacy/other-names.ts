import type { Place } from './place.ts';

/** Characters that foreign and minority names are spelled with. */
const SOUNDS =
  '默翰阿艾埃安奥巴拜贝比别宾波布查察昌彻次达黛代戴丹德登迪丁顿东杜多顿恩尔法菲费芬弗夫福盖高戈哥格根古贡果哈海汉罕赫黑亨胡华惠霍吉加贾嘉江姜杰金津卡凯坎科克肯库奎拉莱兰朗劳勒雷丽里力利莉列林琳隆卢鲁伦罗洛旺马玛迈麦曼梅蒙孟米莫木穆姆那娜纳乃内尼妮诺努欧帕排派佩皮平坡珀普其齐奇恰强乔切琼曲让热仁日茹瑞若萨塞赛桑森沙莎山舍圣诗什石史斯思松苏索塔泰坦汤特提图吐托娃瓦万旺威维韦魏温沃乌伍西希夏肖谢辛逊雅亚延央扬叶伊依衣以易英尤于玉约再扎詹珍朱珠卓兹孜子措买合提艾热古丽力木买苏克提别克汗帕江孜热夏依丁麦热不都吾甫沙尔赞增白姆嘉群培旦才让当周其美益邦顿朵萨仓觉扎央';
const SOUND = `[${[...new Set(SOUNDS)].join('')}]`;

/** Names that say by themselves that they are names, of Tibetans, Uyghurs, Mongols and others. */
const ELEMENTS =
  '扎西|次仁|卓玛|央金|格桑|达瓦|尼玛|多吉|旺堆|平措|洛桑|索朗|丹增|拉姆|仁青|仁增|嘉措|强巴|德吉|普布|巴桑|边巴|米玛|拉巴|曲珍|措姆|旦增|次旺|才让|才旦|贡布|罗布|班觉|群培|桑吉|卓嘎|拉珍|加措|顿珠|旺杰|旺姆|白玛|次珍|尖措|泽仁|泽朗|格勒|' +
  '买买提|买合木提|阿卜杜|阿不都|阿布都|艾买提|艾合买提|吐尔逊|古丽|古力|热合曼|艾力|玉素甫|依明|伊明|克里木|沙吾提|努尔|帕提|尼亚孜|卡德尔|热依汗|阿迪力|迪丽|热巴|木合塔尔|哈力|阿依|麦麦提|图尔荪|吾守尔|赛买提|' +
  '巴特尔|格日|乌兰|那日|苏和|娜仁|其木格|高娃|呼和|斯琴|图雅|额尔敦|布和|宝音|朝鲁|孟和|萨日|哈斯|托娅|道尔吉|巴雅尔|巴图|阿古拉|其其格|毕力格|乌云|苏日|那仁|' +
  '沙马|阿牛|吉克|木呷|尔古|曲比|吉木|日尔|阿苦|曲木|吉伍|阿甲|拉黑|俄木|海来|马海|日哈';

const MINORITY = new RegExp(`(?:${ELEMENTS})(?:${ELEMENTS}|${SOUND}){1,6}`, 'uy');
const PARTED = /[\p{Script=Han}]{1,7}(?:[·•・‧∙．][\p{Script=Han}]{1,8}){1,4}/gu;
const SOUNDS_ONLY = new RegExp(`${SOUND}{2,7}$`, 'u');
const SOUNDS_FROM = new RegExp(`^${SOUND}{2,8}`, 'u');
const DOT = /[·•・‧∙．]/u;

/** 阿依古丽·吐尔逊, 约翰·史密斯: both halves are spelled by sound. */
function parted(text: string): Place[] {
  if (!DOT.test(text)) return [];
  const found: Place[] = [];
  for (const match of text.matchAll(PARTED)) {
    const parts = match[0].split(DOT);
    const first = SOUNDS_ONLY.exec(parts[0] ?? '')?.[0];
    const last =
      SOUNDS_FROM.exec(parts.at(-1) ?? '')?.[0] ?? (parts.length > 2 ? parts.at(-1)?.slice(0, 1) : undefined);
    if (first === undefined || last === undefined || first.length + last.length < 4) continue;
    const from = (parts[0]?.length ?? 0) - first.length;
    const to = match[0].length - ((parts.at(-1)?.length ?? 0) - last.length);
    found.push({ text: match[0].slice(from, to), at: match.index + from });
  }
  return found;
}

/** 阮氏秋恒, 岩罕温, 山本健太郎: Vietnamese, Dai and Japanese names, told by how they begin and end. */
const SHAPED =
  /(?:[阮陈黎范潘武裴邓胡吴杨李][氏文]\p{Script=Han}{1,2}|[岩玉](?:罕|香|温|叫|坎|应|甩|吨|扁|恩|的|腊|光|波|龙|双|拉|捧|喃|尖|儿|小|糯|伦|帕|章)\p{Script=Han}|(?:佐藤|铃木|高桥|渡边|伊藤|山本|小林|加藤|吉田|佐佐木|山口|松本|斋藤|山崎|池田|桥本|阿部|森田|石川|藤田|冈田|后藤|长谷川|村上|近藤|坂本|远藤|藤井|西村|福田|三浦|藤原|冈本|松田|中岛|小野|田村|竹内|中村|木村|前田|井上)\p{Script=Han}{0,2}[郎子美一二雄介也夫男彦树惠香奈明治])/uy;
/** The end of such a name behind an office or a label. */
export function shapedNameAt(text: string, at: number): number | null {
  SHAPED.lastIndex = at;
  return SHAPED.test(text) ? SHAPED.lastIndex : null;
}

/** Words that those elements are in, and that are no names: 乌兰牧骑, 呼和浩特. */
const NO_NAME =
  /^(?:乌兰(?:牧骑|察布|浩特)|呼和浩特|格桑花|扎西德勒|阿依莲|努尔(?:哈赤|苏丹)|巴图鲁|马海|日尔曼|那日|哈斯达|达瓦(?:孜|河)|古力[^\p{Script=Han}]|海来)/u;

/** The end of a name that begins here and is made of such elements, or null. */
export function minorityAt(text: string, at: number): number | null {
  MINORITY.lastIndex = at;
  const name = MINORITY.exec(text)?.[0];
  return name === undefined || NO_NAME.test(name) ? null : at + name.length;
}

/** First names that foreigners are often called by, and the titles before a name. */
const FIRST =
  'John|James|Robert|Michael|Mike|William|David|Richard|Joseph|Thomas|Tom|Charles|Christopher|Daniel|Matthew|Anthony|Mark|Donald|Steven|Paul|Andrew|Joshua|Kenneth|Kevin|Brian|George|Edward|Ronald|Timothy|Jason|Jeffrey|Ryan|Jacob|Gary|Nicholas|Eric|Jonathan|Stephen|Larry|Justin|Scott|Brandon|Benjamin|Samuel|Sam|Frank|Gregory|Raymond|Alexander|Alex|Patrick|Jack|Dennis|Jerry|Peter|Henry|Adam|Nathan|Oliver|Harry|Mohammed|Muhammad|Ahmed|Ali|Hassan|Ibrahim|Ivan|Sergei|Dmitri|Vladimir|Carlos|Jose|Juan|Luis|Pedro|Maria|Mary|Patricia|Jennifer|Linda|Elizabeth|Barbara|Susan|Jessica|Sarah|Karen|Lisa|Nancy|Betty|Margaret|Sandra|Ashley|Emily|Emma|Anna|Olivia|Sophia|Julia|Kate|Lucy|Alice|Grace|Helen|Laura|Rachel|Amy|Fatima|Aisha|Olga|Natasha|Elena|Nguyen|Tran|Kim|Park|Singh|Kumar';
const LATIN = new RegExp(
  `(?<![A-Za-z])(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\\.? ?[A-Z][a-z]{1,14}(?: [A-Z][a-z]{1,14}){0,2}|(?:${FIRST})(?: [A-Z]\\.?)?(?: (?:[a-z]{2,3} )?[A-Z][A-Za-z'’-]{1,14}){1,2})(?![A-Za-z])`,
  'g',
);

function latin(text: string): Place[] {
  if (!/[A-Z][a-z]/.test(text)) return [];
  return Array.from(text.matchAll(LATIN), (match) => ({ text: match[0], at: match.index }));
}

/** Names of foreigners and of minorities which a dot or Latin letters give away. */
export function findOtherNames(text: string): Place[] {
  return [...parted(text), ...latin(text)];
}

const LATIN_HERE = /[A-Z][a-z]{1,14}(?: [A-Z]\.?)?(?: [A-Z][a-z]{1,14}){1,2}/y;
const ONE_HERE = new RegExp(`(?:${ELEMENTS})`, 'uy');
const SOUND_HERE = new RegExp(`${SOUND}{3,8}`, 'uy');

/** Characters that stand in names spelled by sound more than in other words. */
const TELLING =
  /[阿艾依古丽买提吐尔逊热孜扎措桑仁旺堆珠卓玛姆娜妮莎翰斯特克夫伊伦朗兰帕萨汗努拉木巴图雅格其乌布迪赛穆玉吾甫吉]/g;

/** The end of a name of that kind that begins here, beside an office or a label. */
export function otherNameAt(text: string, at: number, mayEnd: (at: number) => boolean): number | null {
  LATIN_HERE.lastIndex = at;
  if (LATIN_HERE.test(text)) return LATIN_HERE.lastIndex;
  SOUND_HERE.lastIndex = at;
  const spelled = SOUND_HERE.exec(text)?.[0];
  if (spelled !== undefined && (spelled.match(TELLING) ?? []).length >= 2)
    for (let length = spelled.length; length >= 3; length -= 1) if (mayEnd(at + length)) return at + length;
  ONE_HERE.lastIndex = at;
  if (!ONE_HERE.test(text)) return null;
  const end = at + (ONE_HERE.lastIndex - at);
  return end - at >= 3 || mayEnd(end) ? end : null;
}

const IS_SOUND = new Uint8Array(0x1_0000);
for (const char of SOUNDS + ELEMENTS.replaceAll('|', '')) IS_SOUND[char.charCodeAt(0)] = 1;

/** Characters of names of the south-west that the lists above don't hold. */
for (const char of '呷嘎腊仡滚芈惹各果旦甲牛') IS_SOUND[char.charCodeAt(0)] = 1;

/** True for a character that names are spelled with. */
export const isSoundAt = (text: string, at: number): boolean => IS_SOUND[text.charCodeAt(at)] === 1;

/** True where such a name may begin: a quick no for nearly all places. */
export function mayBeOtherName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0x41 && code <= 0x5a) return true;
  return IS_SOUND[code] === 1 && IS_SOUND[text.charCodeAt(at + 1)] === 1;
}
