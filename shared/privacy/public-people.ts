/** Names that every report may print: leaders of the state, and those whom whole programmes are called after. */
const PUBLIC: ReadonlySet<string> = new Set(
  '习近平 赵乐际 王沪宁 丁薛祥 毛泽东 周恩来 刘少奇 邓小平 江泽民 胡锦涛 李克强 温家宝 朱镕基 栗战书 孙中山 雷锋 焦裕禄 孔繁森 谷文昌 杨善洲 黄文秀 张桂梅 廖俊波 时传祥 王进喜 马克思 恩格斯 列宁 白求恩 马锡五 鲁迅 孔子 包公 包拯 诸葛亮 钟南山 袁隆平 邹碧华 方志敏 刘胡兰 董存瑞 黄继光 邱少云 陈文清 王小洪'.split(
    ' ',
  ),
);

/** Leaders whose names many others bear: it is they only beside their office. */
const LEADERS: ReadonlySet<string> = new Set(
  '李强 蔡奇 李希 韩正 朱德 陈云 汪洋 张军 应勇 贺荣 何立峰'.split(' '),
);
const STATE = /国务院|总理|国家副?主席|中央|全国人大|全国政协|最高人民|中共|政治局/;

/** How far before a name its office is looked for. */
const BESIDE = 16;

/** True for a name that is no secret, as it stands in this text. */
export function isPublicPerson(name: string, text: string, at: number): boolean {
  if (PUBLIC.has(name)) return true;
  return LEADERS.has(name) && STATE.test(text.slice(Math.max(0, at - BESIDE), at + name.length + 4));
}
