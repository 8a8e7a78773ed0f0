/** Characters of names and offices in their older form, and what they are written as now; two by two. */
const PAIRS =
  '國国龍龙鳳凤鎮镇鄉乡縣县區区長长張张陳陈劉刘趙赵吳吴孫孙馬马鄧邓馮冯許许蕭萧蔣蒋韓韩鄭郑謝谢鄒邹羅罗葉叶黃黄楊杨蘇苏呂吕盧卢譚谭陸陆範范賈贾韋韦譙谯龔龚龐庞顏颜聶聂魯鲁樊樊閻阎閆闫齊齐萬万莊庄嚴严溫温喬乔賴赖華华偉伟傑杰榮荣貴贵蘭兰麗丽紅红綠绿銀银鐵铁興兴業业東东雲云霧雾雙双棲栖鷺鹭灣湾島岛嶺岭橋桥樹树楓枫園园廣广場场廠厂產产開开發发經经濟济學学校校醫医院院書书記记員员會会辦办處处務务總总團团聯联黨党軍军隊队警警檢检審审訴诉訟讼調调證证護护縣县級级機机關关門门們们個个從从眾众愛爱億亿條条陽阳陰阴鄰邻漁渔魚鱼鳥鸟鶴鹤鴻鸿鵬鹏鷹鹰麥麦豐丰禮礼義义誠诚德德賢贤聖圣達达遠远進进運运連连邊边寧宁寶宝實实富富財财貝贝質质順顺須须頭头領领顯显飛飞騰腾驗验體体點点';
const OLD: ReadonlyMap<string, string> = new Map(
  (PAIRS.match(/../gu) ?? []).map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);
const ANY = new RegExp(`[${[...OLD].flatMap(([old, now]) => (old === now ? [] : [old])).join('')}]`, 'g');

/** The text with older characters as they are written now, place for place: 鳳棲街道 is 凤栖街道. */
export const modernised = (text: string): string => text.replace(ANY, (char) => OLD.get(char) ?? char);
