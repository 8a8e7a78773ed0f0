#!/usr/bin/python3
"""
Makes resources/fonts: the free fonts that stand in for missing official ones in a PDF. They are TrueType, so that
Chromium embeds them as subsets of themselves; of each only what a Chinese report can hold is kept.

Run by hand, when a font is to be replaced; the program and its tests use what it made. Needs python3-fonttools,
python3-brotli, unicode-data and fonts-lxgw-wenkai (Debian), and the unpacked npm packages
@expo-google-fonts/noto-serif-sc 0.4.3 and @expo-google-fonts/noto-sans-sc 0.4.3:

    scripts/fonts/make-fonts.py NOTO-SERIF-FOLDER NOTO-SANS-FOLDER
"""

import bz2
import io
import sys
from pathlib import Path

import brotli
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parents[2] / 'resources' / 'fonts'
UNIHAN = '/usr/share/unicode/Unihan_OtherMappings.txt.bz2'
DASH = 0x2014
WENKAI = '/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf'


def of_encoding(name: str, lows: range, highs: range) -> set[int]:
    """Characters of a two-byte national encoding."""
    found = set()
    for high in highs:
        for low in lows:
            try:
                found.update(map(ord, bytes([high, low]).decode(name)))
            except UnicodeDecodeError:
                pass
    return found


def wanted() -> set[int]:
    """ASCII and Latin, 通用规范汉字表 (8105, with names' characters), GB2312, and all signs of GBK."""
    chars = set(range(0x20, 0x180))
    chars |= of_encoding('gb2312', range(0xA1, 0xFF), range(0xA1, 0xF8))
    chars |= of_encoding('gbk', range(0x40, 0xFF), range(0xA1, 0xAA))
    with bz2.open(UNIHAN, 'rt', encoding='utf-8') as lines:
        chars |= {int(line.split('\t')[0][2:], 16) for line in lines if '\tkTGH\t' in line}
    # Greek and Cyrillic are in GB2312; general punctuation, letter-like signs, numbers in circles, shapes, CJK signs.
    for first, last in [(0x2000, 0x206F), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
                        (0x2460, 0x24FF), (0x2500, 0x26FF), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFF00, 0xFFEF)]:
        chars |= set(range(first, last + 1))
    return chars


def set_width(font: TTFont, char: int, width: int, stretch: float, shift: float) -> None:
    """Gives a character a new width; its outline is stretched, then moved to the right."""
    glyf, name = font['glyf'], font.getBestCmap()[char]
    glyph = glyf[name]
    if glyph.isComposite():
        # Its parts have their own outlines.
        for part in glyph.components:
            part.x = round(part.x * stretch + shift)
    elif glyph.numberOfContours > 0:
        glyph.coordinates.transform(((stretch, 0), (0, 1)))
        glyph.coordinates.translate((shift, 0))
        glyph.coordinates.toInt()
    glyph.recalcBounds(glyf)
    font['hmtx'].metrics[name] = (width, getattr(glyph, 'xMin', 0))


def use_official_widths(font: TTFont) -> None:
    """
    In the official fonts the signs of the national encoding are as wide as a character, and those of ASCII half as wide:
    with other widths, lines would break in other places than on the machine of whoever has the fonts.
    """
    em = font['head'].unitsPerEm
    best, widths = font.getBestCmap(), font['hmtx'].metrics
    # A hyphen has a second name; a change of one would change it twice.
    done = set()
    for char in range(0x20, 0x7F):
        name, width = best[char], widths[best[char]][0]
        half = em // 2
        if name in done or width == half:
            continue
        done.add(name)
        stretch = min(1, half / width)
        set_width(font, char, half, stretch, (half - width * stretch) / 2)
    for char in sorted(of_encoding('gbk', range(0xA1, 0xFF), range(0xA1, 0xAA))):
        name = best.get(char)
        if name is None or name in done or chr(char).isalpha():
            continue
        done.add(name)
        width = widths[name][0]
        glyph = font['glyf'][name]
        if char == DASH:
            # Two of them make one line.
            stretch = em / (glyph.xMax - glyph.xMin)
            set_width(font, char, em, stretch, -glyph.xMin * stretch)
        elif width > em:
            set_width(font, char, em, em / width, 0)
        elif width < em:
            # An opening quote stands at the right of its square, a closing one at the left, all others in its middle.
            places = {'‘': em - width, '“': em - width, '’': 0, '”': 0}
            set_width(font, char, em, 1, places.get(chr(char), (em - width) // 2))


def make(source: Path | str, name: str, family: str, chars: set[int]) -> None:
    """Writes one font, cut to these characters."""
    font = TTFont(source)
    use_official_widths(font)
    options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 13, 14],
                      drop_tables=['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx', 'VORG', 'DSIG', 'STAT', 'meta', 'gasp'])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=chars)
    subsetter.subset(font)
    # A changed font does not go by its reserved name; whose it is, and its licence, stay in it.
    for number, text in [(1, family), (2, 'Regular'), (3, family), (4, family), (6, family.replace(' ', ''))]:
        font['name'].setName(text, number, 3, 1, 0x409)
    plain = io.BytesIO()
    font.save(plain)
    data = brotli.compress(plain.getvalue(), quality=11)
    (OUT / f'{name}.ttf.br').write_bytes(data)
    print(name, font['maxp'].numGlyphs, 'glyphs', len(plain.getvalue()), '→', len(data))


def main() -> None:
    serif, sans = Path(sys.argv[1]), Path(sys.argv[2])
    chars = wanted()
    make(serif / '400Regular/NotoSerifSC_400Regular.ttf', 'songti', 'Nianshu Songti', chars)
    make(serif / '700Bold/NotoSerifSC_700Bold.ttf', 'xiaobiaosong', 'Nianshu Xiaobiaosong', chars)
    make(sans / '500Medium/NotoSansSC_500Medium.ttf', 'heiti', 'Nianshu Heiti', chars)
    make(WENKAI, 'kaiti', 'Nianshu Kaiti', chars)


main()
