/** Family names of two characters. */
const COMPOUND =
  '欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 慕容 令狐 长孙 宇文 公孙 轩辕 端木 东方 南宫 独孤 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 赫连 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良 拓跋 宰父 谷梁 东郭 呼延 羊舌 梁丘 左丘 万俟 贺兰 纳兰 完颜 叶赫 那拉 爱新 耶律 钮祜禄 南门 百里 太史 公羊 叔孙 梁丘 段干 南荣 第五 夹谷 哥舒 斛律 贺若 达奚 徒单 富察 佟佳 北宫 即墨 西陵';

/** Family names that are hardly ever another word: with an office beside them they are enough. */
const PLAIN =
  '李刘陈杨赵吴周徐孙朱胡郭罗郑梁谢宋唐韩冯邓曹彭肖董袁潘蒋蔡杜苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦傅付邹熊孟秦邱阎闫薛侯段雷龙黎郝龚邵毛覃赖贺汤陶尹樊葛邢乔伍庞颜倪庄聂鲁岳翟殷詹欧耿焦俞柳阮柯纪梅童凌毕裴霍涂翁冉骆蓝靳祁蒲屈饶牟尤司吉缪芦褚娄窦戚岑冀郁卜佟臧闵苟邬卞姬仇栾隋刁巫寇桑甄仲虞敖巩佘麻苑迟邝匡鞠胥谌奚粟冼蔺郜阚屠禹阙晏瞿桂柏辛沙荣郎王张黄曾喻鲍邸芮鄢麦昝靖幸逯滕戎浦扈慕岑嵇邰郇邴逄綦荆宓郗仉訾郏郯钮隗雒甯茹庾郤璩桓卫伊胤闻牛昌酆湛狄裘贲荀於羿汲糜韶蓟郦濮宦殳夔晁毋蒯竺妫乜缑厍爨禤亓仝萧杭茅鄂呙佴僪麴郄苌啜谯禚缐芶茆莘蒉蘧虢澹睢笪筱隽雍鞏泮洑淦畲粘芈仵俎奕弋忻斛旷佀亻昃郐郓芗茌菅萨葸蒿蔄藉貊贠鄞锺雎颉麹';

/** Family names that are also other words: more is asked of what stands around them. */
const AMBIGUOUS =
  '贝祖晋楚蒙穆齐马高何林于叶余程任金石田史万方白江安易常康施文武温钱严戴莫孔向许祝甘古成关包宁尚季左单舒苗谷盛曲游路管柴房解艾阳时农卓简车项连宫费冷席米宗全应边明商丛储花楼盘满权强景党池查封谈乐华班燕官钭牧原云苍展支符章顾兰申来木区步鱼滑廉凤禄寿厉印广蓬娜修铁银锁阿随信畅母沃操言户青才宿树仰冶呼闪丘朴暴薄阴危怀稽诸蔚枚漆豆勾揭堵钦';

/** So seldom a family name, and so often another word, that only a label before it or a list will do. */
const RARE =
  '陇刀年平和都国计双门生水通能公红海后相容敬里贯伏居衡充丰巴羊台隆别元束檀益盖练矫撒战火经玉亢油普典初纳仁仪那宣弓求汝良帅是洪竹皮厚哈候咸回委山干延彦思慈拉斗但首贡赏释黑光冒凡勇况召夕岐巨帖开念抗折指救有次民泉清漫理琴睦神种稳篆素线美老肇药虎袭西诺财资赤越远迎邦鉴锐长问闾降静音';

export type Surname = 'compound' | 'plain' | 'ambiguous' | 'rare';

const COMPOUNDS: ReadonlySet<string> = new Set(COMPOUND.split(' '));

const KINDS: readonly (Surname | null)[] = [null, 'rare', 'ambiguous', 'plain'];
/** By character: which of those kinds. The text is gone through character by character, so this is a table. */
const SINGLE = new Uint8Array(0x1_0000);
[RARE, AMBIGUOUS, PLAIN].forEach((chars, nth) => {
  for (const char of chars) SINGLE[char.charCodeAt(0)] = nth + 1;
});
const FIRST_OF_TWO = new Uint8Array(0x1_0000);
for (const two of COMPOUNDS) FIRST_OF_TWO[two.charCodeAt(0)] = 1;

const COMPOUND_FOUND = { length: 2, kind: 'compound' } as const;
const FOUND = KINDS.map((kind) => (kind === null ? null : { length: 1, kind }));

/** The family name that stands at this place of the text, and how sure that is by itself. */
export function surnameAt(text: string, at: number): { length: number; kind: Surname } | null {
  const code = text.charCodeAt(at);
  if (FIRST_OF_TWO[code] && COMPOUNDS.has(text.slice(at, at + 2))) return COMPOUND_FOUND;
  return FOUND[SINGLE[code] ?? 0] ?? null;
}
