import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

import { subsetFont } from './subset-font.ts';

/**
 * A free font that comes with the program (`resources/fonts`, made by `scripts/fonts/make-fonts.py`). With TrueType
 * outlines, it gets into a PDF as a font; Chromium turns the others that are free, with PostScript outlines, into Type 3.
 */
export type OwnFont = {
  /** As page-fonts.css calls it. */
  family: string;
  file: string;
  /** As users are told of it. */
  label: string;
};

const songti: OwnFont = { family: 'Nianshu Songti', file: 'songti.ttf.br', label: '程序自带的宋体' };

export const OWN_FONTS = {
  songti,
  xiaobiaosong: {
    family: 'Nianshu Xiaobiaosong',
    file: 'xiaobiaosong.ttf.br',
    label: '程序自带的粗宋体',
  },
  heiti: { family: 'Nianshu Heiti', file: 'heiti.ttf.br', label: '程序自带的黑体' },
  kaiti: { family: 'Nianshu Kaiti', file: 'kaiti.ttf.br', label: '程序自带的楷体' },
} as const satisfies Record<string, OwnFont>;

/** Also in what the style sheet puts on every page. */
const ALWAYS = '0123456789— ';
const unpack = promisify(brotliDecompress);

/** The whole fonts take 16 MB, and a tenth of a second to unpack: kept while one page after the other is printed. */
const KEPT_MS = 60_000;
const unpacked = new Map<string, Promise<Buffer>>();
let forget: NodeJS.Timeout | null = null;

function fontIn(path: string): Promise<Buffer> {
  if (forget) clearTimeout(forget);
  forget = setTimeout(() => unpacked.clear(), KEPT_MS);
  forget.unref();
  const known = unpacked.get(path);
  if (known) return known;
  const font = readFile(path).then((bytes) => unpack(bytes));
  unpacked.set(path, font);
  font.catch(() => unpacked.delete(path));
  return font;
}

/**
 * The page with our own fonts in it, each with the characters of the page alone. Also where all official fonts are there:
 * those of GB2312 lack characters of names (镕、堃), and the browser loads what it needs.
 */
export async function withOwnFonts(html: string, resourcesDir: string): Promise<string> {
  const characters = new Set(Array.from(html + ALWAYS, (char) => char.codePointAt(0) ?? 0));
  const { songti: plain, xiaobiaosong: heavy } = OWN_FONTS;
  const faces = await Promise.all(
    Object.values(OWN_FONTS).map(async ({ family, file }) => {
      const data = subsetFont(await fontIn(join(resourcesDir, 'fonts', file)), characters).toString('base64');
      const src = `src: url(data:font/ttf;base64,${data});`;
      // The heavy cut of our 宋体 is its bold; one that a browser thickens is no font in the file any more.
      const bold =
        file === heavy.file && html.includes('<b>')
          ? ` @font-face { font-family: '${plain.family}'; font-weight: 700; ${src} }`
          : '';
      return `@font-face { font-family: '${family}'; ${src} }${bold}`;
    }),
  );
  return html.replace('</head>', () => `<style>${faces.join('\n')}</style>\n</head>`);
}
