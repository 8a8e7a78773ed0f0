import type { PdfPrinter } from '../ports.ts';
import { OWN_FONTS, type OwnFont } from './own-fonts.ts';

/**
 * The official fonts, the names under which systems and offices carry the same design, and what is free and can
 * stand in. `resources/print/page-fonts.css` has the same names in the same order.
 */
export type OfficialFont = {
  /** As the standard and every office call it. */
  name: string;
  /** The variable of page-fonts.css. */
  variable: string;
  /** The same design under other names: no substitution. */
  same: readonly string[];
  /** Another design that is nearer to it than our own. */
  near: readonly string[];
  /** What stands in on every machine. */
  own: OwnFont;
  /** For characters that our own does not have, and for the page that is written on, which has to do without it. */
  free: readonly string[];
};

const NOTO_SERIF = ['Noto Serif CJK SC', 'Noto Serif SC', 'Source Han Serif SC', '思源宋体'];

export const OFFICIAL_FONTS: readonly OfficialFont[] = [
  {
    name: '仿宋_GB2312',
    variable: '--font-fangsong',
    same: [
      'FangSong_GB2312',
      '方正仿宋_GB2312',
      '方正仿宋_GBK',
      '仿宋',
      'FangSong',
      '华文仿宋',
      'STFangsong',
    ],
    near: ['朱雀仿宋', 'Zhuque Fangsong'],
    own: OWN_FONTS.songti,
    free: ['FandolFang R', 'FandolFang', ...NOTO_SERIF, 'Songti SC', '宋体', 'SimSun'],
  },
  {
    name: '楷体_GB2312',
    variable: '--font-kaiti',
    same: [
      'KaiTi_GB2312',
      '方正楷体_GB2312',
      '方正楷体_GBK',
      '楷体',
      'KaiTi',
      '华文楷体',
      'STKaiti',
      'Kaiti SC',
    ],
    near: [],
    own: OWN_FONTS.kaiti,
    free: [
      'LXGW WenKai',
      '霞鹜文楷',
      'FandolKai',
      'AR PL KaitiM GB',
      'AR PL UKai CN',
      ...NOTO_SERIF.slice(0, 2),
    ],
  },
  {
    name: '方正小标宋简体',
    variable: '--font-xiaobiaosong',
    same: ['FZXiaoBiaoSong-B05S', '方正小标宋_GBK', 'FZXiaoBiaoSong-B05'],
    near: ['华文中宋', 'STZhongsong'],
    own: OWN_FONTS.xiaobiaosong,
    free: [...NOTO_SERIF, 'Songti SC', '宋体', 'SimSun'],
  },
  {
    name: '黑体',
    variable: '--font-heiti',
    same: ['SimHei', '方正黑体_GBK', '华文黑体', 'STHeiti', 'Heiti SC'],
    near: [],
    own: OWN_FONTS.heiti,
    free: [
      'Noto Sans CJK SC',
      'Noto Sans SC',
      'Source Han Sans SC',
      '思源黑体',
      'WenQuanYi Zen Hei',
      'PingFang SC',
      'Microsoft YaHei',
    ],
  },
  {
    name: '宋体',
    variable: '--font-songti',
    same: ['SimSun', '方正书宋_GBK', '华文宋体', 'STSong', 'Songti SC'],
    near: [],
    own: OWN_FONTS.songti,
    free: NOTO_SERIF,
  },
];

/** Official font → what stands in for it on this machine; fonts that are there are left out. */
export async function substitutedFonts(printer: PdfPrinter): Promise<Record<string, string>> {
  const asked = new Set(OFFICIAL_FONTS.flatMap((font) => [font.name, ...font.same, ...font.near]));
  const installed = new Set(await printer.installedFonts([...asked]));
  const out: Record<string, string> = {};
  for (const { name, same, near, own } of OFFICIAL_FONTS) {
    if ([name, ...same].some((one) => installed.has(one))) continue;
    out[name] = near.find((one) => installed.has(one)) ?? own.label;
  }
  return out;
}
