import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { OFFICIAL_FONTS, substitutedFonts } from '../../../electron/backend/print/fonts.ts';
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
  it.each(OFFICIAL_FONTS)(
    'has the names of $name, in their order',
    ({ variable, name, same, near, own, free }) => {
      const stack = new RegExp(`${variable}:([^;]*);`).exec(css)?.[1] ?? '';
      const families = [...stack.matchAll(/'([^']*)'/g)].map((match) => match[1]);
      expect(families).toEqual([name, ...same, ...near, own.family, ...free]);
    },
  );
});

describe('substitutedFonts', () => {
  it('says nothing of fonts that are there, under whatever name', async () => {
    const all = ['FangSong', 'KaiTi', 'FZXiaoBiaoSong-B05S', '黑体', 'SimSun'];
    expect(await substitutedFonts(machine(all))).toEqual({});
  });

  it('names the design that is nearer, where it is there, and else our own', async () => {
    const found = await substitutedFonts(machine(['华文中宋', 'Noto Serif CJK SC', 'SimHei', 'SimSun']));
    expect(found).toEqual({
      仿宋_GB2312: '程序自带的宋体',
      楷体_GB2312: '程序自带的楷体',
      方正小标宋简体: '华文中宋',
    });
  });
});
