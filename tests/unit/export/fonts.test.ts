import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { ANY_FONT, OFFICIAL_FONTS, substitutedFonts } from '../../../electron/backend/print/fonts.ts';
import type { PdfPrinter } from '../../../electron/backend/ports.ts';

const css = readFileSync(new URL('../../../resources/print/page-fonts.css', import.meta.url), 'utf8');

/** A machine with these fonts; the question is only what follows from them. */
function machine(fonts: readonly string[]): PdfPrinter {
  return {
    print: () => Promise.reject(new Error('not asked for')),
    installedFonts: (families) => Promise.resolve(families.filter((family) => fonts.includes(family))),
    close: () => Promise.resolve(),
  };
}

describe('page-fonts.css', () => {
  it.each(OFFICIAL_FONTS)('has the names of $name, in their order', ({ variable, name, same, free }) => {
    const stack = new RegExp(`${variable}:([^;]*);`).exec(css)?.[1] ?? '';
    const families = [...stack.matchAll(/'([^']*)'/g)].map((match) => match[1]);
    expect(families).toEqual([name, ...same, ...free]);
  });
});

describe('substitutedFonts', () => {
  it('says nothing of fonts that are there, under whatever name', async () => {
    const all = ['FangSong', 'KaiTi', 'FZXiaoBiaoSong-B05S', '黑体', 'SimSun'];
    expect(await substitutedFonts(machine(all))).toEqual({});
  });

  it('names the first stand-in that is there', async () => {
    const found = await substitutedFonts(machine(['LXGW WenKai', 'Noto Serif CJK SC', 'SimHei', 'SimSun']));
    expect(found).toEqual({
      仿宋_GB2312: 'Noto Serif CJK SC',
      楷体_GB2312: 'LXGW WenKai',
      方正小标宋简体: 'Noto Serif CJK SC',
    });
  });

  it('says so where nothing is there', async () => {
    expect(Object.values(await substitutedFonts(machine([])))).toEqual(Array(5).fill(ANY_FONT));
  });
});
