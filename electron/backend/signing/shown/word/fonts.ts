import { tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';

/**
 * Fonts whose glyphs are the characters that they stand for: those of our layout, and those that Word, WPS and
 * LibreOffice put in when they save a file or take another set of styles. Of any other it is not known what it shows.
 */
const LATIN = new Set(
  [
    'Times New Roman',
    'Times',
    'Arial',
    'Arial Unicode MS',
    'Helvetica',
    'Calibri',
    'Calibri Light',
    'Cambria',
    'Aptos',
    'Aptos Display',
    'Candara',
    'Constantia',
    'Corbel',
    'Consolas',
    'Courier New',
    'Courier',
    'Georgia',
    'Verdana',
    'Tahoma',
    'Trebuchet MS',
    'Century Gothic',
    'Garamond',
    'Segoe UI',
    'Carlito',
    'Caladea',
    'Lucida Sans Unicode',
    'Microsoft Sans Serif',
    'Nimbus Roman',
    'Nimbus Roman No9 L',
    'Nimbus Sans',
    'Nimbus Sans L',
    'Droid Sans Fallback',
    'FreeSans',
    'FreeSerif',
    'WPS灵秀黑',
  ].map((name) => name.toLowerCase()),
);

const CHINESE = new Set(
  [
    '宋体 新宋体 宋体-简 SimSun NSimSun SimSun-ExtB SimSun-ExtG 黑体 黑体-简 SimHei 楷体 楷体_GB2312 楷体-简 KaiTi KaiTi_GB2312',
    '仿宋 仿宋_GB2312 FangSong FangSong_GB2312 隶书 LiSu 幼圆 YouYuan 等线 等线-Light DengXian 微软雅黑 苹方-简',
    '华文宋体 华文中宋 华文仿宋 华文楷体 华文细黑 华文黑体 STSong STZhongsong STFangsong STKaiti STXihei STHeiti',
    '方正小标宋简体 方正小标宋_GBK 方正仿宋_GBK 方正仿宋简体 方正楷体_GBK 方正楷体简体 方正黑体_GBK 方正黑体简体 方正书宋_GBK 方正书宋简体 方正宋体-人口信息',
    'FZXiaoBiaoSong-B05 FZXiaoBiaoSong-B05S FZFangSong-Z02 FZKai-Z03 FZHei-B01 FZShuSong-Z01 PMingLiU MingLiU',
    '细明体 新細明體 細明體 标楷体 標楷體 DFKai-SB',
  ].flatMap((names) => names.toLowerCase().split(' ')),
);

/** Families that come in many names. */
const FAMILIES = [
  /^(?:noto (?:sans|serif)(?: mono)?(?: cjk)?(?: (?:sc|tc|hk|jp|kr))?)(?: (?:light|medium|regular))?$/,
  /^source han (?:sans|serif)(?: (?:sc|cn|tc|hc|k))?$/,
  /^(?:思源黑体|思源宋体)(?: cn| sc)?$/,
  /^liberation (?:sans|serif|mono)(?: narrow)?$/,
  /^dejavu (?:sans|serif)(?: mono| condensed)?$/,
  /^(?:wenquanyi|文泉驿)\s?(?:zen hei|micro hei|正黑|微米黑)(?: mono)?$/,
  /^microsoft (?:yahei|jhenghei)(?: ui| light)?$/,
  /^微软雅黑 light$/,
  /^等线 light$/,
  /^dengxian light$/,
  /^pingfang (?:sc|tc|hk)$/,
  /^ar pl (?:uming|ukai|mingti2l|kaitim|sungtil|new sung)(?: (?:cn|tw|hk|gb|big5))?$/,
  /^ms p?(?:mincho|gothic)$/,
  /^ｍｓ (?:明朝|ゴシック)$/,
];

/** Whether this font shows the characters that it is given. Some programs name several, one to take another's place. */
export function isTextFont(font: string): boolean {
  return font.split(';').every((one) => {
    const name = one.trim().toLowerCase().replace(/^@/, '');
    return (
      name === '' || LATIN.has(name) || CHINESE.has(name) || FAMILIES.some((family) => family.test(name))
    );
  });
}

/** Character sets (17.8.3.2) of fonts of signs: what they show for a character is another one. */
const SYMBOLS = new Set(['02', '2']);

/** What a file says of its fonts: which it brings itself, which others may take their places. */
export class FontTable {
  readonly #fonts = new Map<string, Tag>();

  constructor(root: Tag | null) {
    for (const font of tagsOf(root)) this.#fonts.set((font.attributes['w:name'] ?? '').toLowerCase(), font);
  }

  /** Why words in this font may show as others; null where they don't. */
  objection(font: string): string | null {
    if (!isTextFont(font)) return font;
    const said = this.#fonts.get(font.toLowerCase());
    if (!said) return null;
    const others = tagIn(said, 'w:altName')?.attributes['w:val'] ?? '';
    const strange = others.split(/[,;]/).find((other) => !isTextFont(other));
    if (strange !== undefined) return `${font}（以 ${strange} 代替）`;
    if (SYMBOLS.has(tagIn(said, 'w:charset')?.attributes['w:val'] ?? '')) return `${font}（符号字体）`;
    return null;
  }

  /** Fonts that the file brings itself: nobody knows what their glyphs look like. */
  get embedded(): string[] {
    return [...this.#fonts.values()]
      .filter((font) => tagsOf(font).some(({ name }) => name.startsWith('w:embed')))
      .map((font) => font.attributes['w:name'] ?? '');
  }
}
