"""Word files in which words of the genuine file can't be read, or words are there that can't be seen."""
import re
import uuid

from docx import DOCUMENT, FONTS, SETTINGS, STYLES, THEME, NotFound, paragraph, run
from word_words import other_digit

EXTRA = "另有行政复议案件9宗未结。"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def tell(cases):
    other = cases.other

    def sentence(name, what, props):
        """The sentence with the figure gets these properties."""

        def make(d):
            if "w14:" in props:
                d.declare("w14", "http://schemas.microsoft.com/office/word/2010/wordml")
            d.dress_sentence(props)

        cases.add("hide-" + name, "other", what, "python", make)

    sentence("vanish", "a sentence is hidden text", "<w:vanish/>")
    sentence("spec-vanish", "a sentence is hidden by specVanish", "<w:vanish/><w:specVanish/>")
    sentence("white", "a sentence is white", '<w:color w:val="FFFFFF"/>')
    sentence("nearly-white", "a sentence is nearly white", '<w:color w:val="FDFEFD"/>')
    sentence("theme-white", "a sentence has the theme's background colour", '<w:color w:val="000000" w:themeColor="background1"/>')
    sentence("theme-tint", "a sentence is black with a tint that makes it white", '<w:color w:val="FFFFFF" w:themeColor="text1" w:themeTint="00"/>')
    sentence("black-shade", "a sentence is black on black", '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>')
    sentence("solid-shade", "a sentence lies under a solid pattern of its own colour", '<w:color w:val="000000"/><w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>')
    sentence("highlight-black", "a sentence is marked in black", '<w:color w:val="000000"/><w:highlight w:val="black"/>')
    sentence("one-point", "a sentence is half a point high", '<w:sz w:val="1"/><w:szCs w:val="1"/>')
    sentence("narrow", "a sentence is one hundredth as wide", '<w:w w:val="1"/>')
    sentence("condensed", "the letters of a sentence lie on each other", '<w:spacing w:val="-400"/>')
    sentence("raised", "a sentence is raised out of its line", '<w:position w:val="3000"/>')
    sentence("fit-text", "a sentence is squeezed into one twentieth of a millimetre", '<w:fitText w:val="3" w:id="77"/>')
    sentence("struck", "a sentence is struck through", "<w:strike/>")
    sentence("struck-twice", "a sentence is struck through twice", "<w:dstrike/>")
    sentence("symbol-font", "a sentence is in Wingdings", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:eastAsia="Wingdings" w:cs="Wingdings"/>')
    sentence("outline-none", "the letters of a sentence have neither filling nor outline", '<w14:textFill><w14:noFill/></w14:textFill>')
    sentence("see-through", "the letters of a sentence are wholly transparent", '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>')
    sentence("web-hidden", "a sentence is hidden on web pages", "<w:webHidden/>")

    def extra(name, what, props):
        """A sentence that the genuine file hasn't, with these properties."""
        cases.add("secret-" + name, "other", what, "python", lambda d: d.after_run(run(EXTRA, props)))

    extra("vanish", "a sentence more, hidden", "<w:vanish/>")
    extra("white", "a sentence more, in white", '<w:color w:val="FFFFFF"/>')
    extra("one-point", "a sentence more, one point high and white", '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>')
    extra("toggled", "a sentence more, whose hidden text is switched off by its second mention", '<w:vanish w:val="0"/>')

    @other("secret-paragraph", "a hidden paragraph more, its mark too")
    def _(d):
        d.after_paragraph(paragraph(run(EXTRA, "<w:vanish/>"), props="<w:rPr><w:vanish/></w:rPr>"))

    @other("hide-by-style", "body text is hidden by its style")
    def _(d):
        d.style("BodyText", "<w:vanish/>")

    @other("hide-by-character-style", "a sentence is hidden by a character style")
    def _(d):
        d.new_style("Emphasized", "<w:rPr><w:vanish/></w:rPr>")
        d.dress_sentence('<w:rStyle w:val="Emphasized"/>')

    @other("hide-by-based-on", "a sentence is hidden by the style that its character style is based on")
    def _(d):
        d.new_style("Base", "<w:rPr><w:vanish/></w:rPr>")
        d.new_style("Emphasized", '<w:basedOn w:val="Base"/><w:rPr><w:i w:val="0"/></w:rPr>')
        d.dress_sentence('<w:rStyle w:val="Emphasized"/>')

    @other("hide-by-paragraph-style", "a paragraph is hidden by a new style")
    def _(d):
        d.new_style("Body2", '<w:basedOn w:val="BodyText"/><w:rPr><w:vanish/></w:rPr>', "paragraph")
        restyle(d, "Body2")

    @other("hide-white-by-style", "body text is white by its style")
    def _(d):
        d.style("BodyText", '<w:color w:val="FFFFFF"/>')

    @other("hide-tiny-by-style", "body text is half a point high by its style")
    def _(d):
        d.style("BodyText", '<w:sz w:val="1"/><w:szCs w:val="1"/>')

    @other("hide-struck-by-style", "a paragraph is struck through by its style")
    def _(d):
        d.new_style("Body2", '<w:basedOn w:val="BodyText"/><w:rPr><w:strike/></w:rPr>', "paragraph")
        restyle(d, "Body2")

    @other("hide-by-defaults", "all text is white by the defaults of the document")
    def _(d):
        d.change('<w:sz w:val="32"/>', '<w:color w:val="FFFFFF"/><w:sz w:val="32"/>', STYLES)

    @other("hide-vanish-by-defaults", "all text is hidden by the defaults of the document")
    def _(d):
        d.change('<w:spacing w:val="-5"/>', '<w:vanish/><w:spacing w:val="-5"/>', STYLES)

    @other("hide-symbols-by-style", "body text is in Wingdings by its style")
    def _(d):
        d.style("BodyText", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:eastAsia="Wingdings"/>')

    @other("hide-exact-line", "a paragraph's lines are one point high")
    def _(d):
        d.paragraph_props('<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact" w:before="0" w:after="0"/>')

    @other("hide-indent", "a paragraph begins far outside of the page")
    def _(d):
        d.paragraph_props('<w:ind w:left="-28000" w:right="28000" w:firstLine="0" w:firstLineChars="0"/>')

    @other("hide-frame", "a paragraph stands in a frame outside of the page")
    def _(d):
        d.paragraph_props('<w:framePr w:w="4000" w:hSpace="0" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="-20000" w:y="-20000"/>')

    @other("hide-row", "a paragraph stands in a table row that is a twentieth of a point high")
    def _(d):
        in_table(d, '<w:trHeight w:val="1" w:hRule="exact"/>')

    @other("hide-hidden-row", "a paragraph stands in a hidden table row")
    def _(d):
        in_table(d, "<w:hidden/>")

    @other("hide-collapsed", "a heading is folded: what stands under it is not shown when the file is opened")
    def _(d):
        d.declare("w15", "http://schemas.microsoft.com/office/word/2012/wordml")
        d.sub(r'(<w:p><w:pPr><w:pStyle w:val="Heading1"/>)', r"\1<w15:collapsed/>")

    @other("hide-black-page", "the page is black, and headings are black")
    def _(d):
        d.change("<w:body>", '<w:background w:color="000000"/><w:body>')
        if "displayBackgroundShape" not in d.text(SETTINGS):
            d.setting("<w:displayBackgroundShape/>")

    @other("hide-theme-colour", "the theme's text colour is white, and a sentence uses it")
    def _(d):
        d.sub(r"<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>', THEME)
        d.dress_sentence('<w:color w:val="000000" w:themeColor="text1"/>')

    @other("hide-theme-mapping", "the settings make the theme's text colour the light one, and a sentence uses it")
    def _(d):
        d.sub(
            "</w:compat>",
            '</w:compat><w:clrSchemeMapping w:bg1="dark1" w:t1="light1" w:bg2="dark2" w:t2="light2" w:accent1="accent1" w:accent2="accent2" '
            'w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>',
            SETTINGS,
        )
        d.dress_sentence('<w:color w:val="000000" w:themeColor="text1"/>')

    @other("hide-theme-font", "the theme's font is Wingdings, and a figure uses it")
    def _(d):
        d.sub(r'(<a:minorFont><a:latin typeface=)"[^"]*"', r'\1"Wingdings"', THEME)
        d.dress_figure('<w:rFonts w:ascii="仿宋_GB2312" w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>')

    @other("hide-other-name", "the font table says that Wingdings is the other name of the body font")
    def _(d):
        d.sub(r'(<w:font w:name="仿宋_GB2312">)(<w:altName [^>]*/>)?', r'\1<w:altName w:val="Wingdings"/>', FONTS)

    @other("lie-symbol", "a digit is replaced by a symbol that shows another one")
    def _(d):
        d.put_figure(lambda number: f'<w:r><w:sym w:font="Arial" w:char="{ord(other_digit(number)[0]):04X}"/></w:r>' + run(number[1:]))

    @other("lie-embedded-font", "a font comes with the file in which one digit looks like another one")
    def _(d):
        number = d.figure[2]
        font = swapped_font(max(number, key="1045378962".index))
        key = uuid.UUID("7a0c9a52-3f0e-4c5b-9c39-3f9a52a10c7a")
        mask = key.bytes[::-1]
        hidden = bytes(font[n] ^ mask[n % 16] for n in range(32)) + font[32:]
        rel = d.related("word/fonts/font1.odttf", hidden, "font", "application/vnd.openxmlformats-officedocument.obfuscatedFont", rels="word/_rels/fontTable.xml.rels")
        d.change("</w:fonts>", f'<w:font w:name="Qinghe Sans"><w:embedRegular r:id="{rel}" w:fontKey="{{{str(key).upper()}}}"/></w:font></w:fonts>', FONTS)
        d.setting("<w:embedTrueTypeFonts/>")
        d.dress_figure('<w:rFonts w:ascii="Qinghe Sans" w:hAnsi="Qinghe Sans" w:eastAsia="Qinghe Sans" w:cs="Qinghe Sans"/>')

    @other("lie-override", "a figure stands between marks that turn its digits round (U+202E)")
    def _(d):
        d.put_figure(lambda number: run("\u202e" + number + "\u202c"))

    @other("lie-bdo", "a figure stands in an element that turns its digits round")
    def _(d):
        d.put_figure(lambda number: f'<w:bdo w:val="rtl">{run(number)}</w:bdo>')

    @other("lie-combining", "every letter of a sentence carries a combining stroke")
    def _(d):
        d.put_sentence(lambda sentence: run("".join(letter + "\u0336" for letter in sentence)))

    @other("lie-private-use", "letters from the private use area are added, which show as boxes or as a font likes")
    def _(d):
        d.put_figure(lambda number: run("\ue039" + number))

    @other("lie-tag-letters", "letters that nobody sees (U+E0030 and more) stand behind a figure")
    def _(d):
        d.put_figure(lambda number: run(number + "".join(chr(0xE0000 + ord(c)) for c in "not true")))

    @other("lie-ignorable", "a sentence stands in an element that Word is told to ignore")
    def _(d):
        d.sub(r'mc:Ignorable="([^"]*)"', lambda m: f'mc:Ignorable="{m[1]} q" xmlns:q="urn:qinghe:q"')
        d.put_sentence(lambda sentence: f"<q:kept>{run(sentence)}</q:kept>")

    @other("lie-process-content", "a sentence more in an element that Word is told to ignore, but not what is inside")
    def _(d):
        d.sub(r'mc:Ignorable="([^"]*)"', lambda m: f'mc:Ignorable="{m[1]} q" mc:ProcessContent="q:kept" xmlns:q="urn:qinghe:q"')
        d.after_run(f"<q:kept>{run(EXTRA)}</q:kept>")


def restyle(d, style):
    start = d.text().rindex("<w:p>", 0, d.figure[0].start())
    text = d.text()
    d.put(DOCUMENT, text[:start] + re.sub(r'<w:pStyle w:val="[^"]*"/>', f'<w:pStyle w:val="{style}"/>', text[start:], count=1))


def in_table(d, row_props):
    start, end = d.paragraphs[d.paragraph_with_figure()]
    text = d.text()
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="8000"/></w:tblGrid>'
        f'<w:tr><w:trPr>{row_props}</w:trPr><w:tc><w:tcPr><w:tcW w:w="8000" w:type="dxa"/></w:tcPr>{text[start:end]}</w:tc></w:tr></w:tbl>'
    )
    d.put(DOCUMENT, text[:start] + table + text[end:])


def swapped_font(digit):
    """DejaVu Sans under another name, in which one digit has the outline of another one."""
    with open(DEJAVU, "rb") as file:
        data = bytearray(file.read())
    tables = {}
    for n in range(int.from_bytes(data[4:6], "big")):
        entry = data[12 + 16 * n : 28 + 16 * n]
        tables[bytes(entry[:4])] = int.from_bytes(entry[8:12], "big")
    if int.from_bytes(data[tables[b"head"] + 50 : tables[b"head"] + 52], "big") != 1:
        raise NotFound("a font with short offsets")
    loca = tables[b"loca"]

    def offset(glyph):
        return slice(loca + 4 * glyph, loca + 4 * glyph + 4)

    # DejaVu Sans has the digits as glyphs 19 to 28, in order.
    at = lambda glyph: int.from_bytes(data[offset(glyph)], "big")
    glyf, size = tables[b"glyf"], lambda digit: at(20 + int(digit)) - at(19 + int(digit))
    like = next((one for one in "9876543210" if one != digit and size(one) <= size(digit)), None)
    if like is None:
        raise NotFound("no digit whose outline fits in the place of " + digit)
    one, two = glyf + at(19 + int(digit)), glyf + at(19 + int(like))
    data[one : one + size(like)] = data[two : two + size(like)]
    for coding in ("ascii", "utf-16-be"):
        data = bytes(data).replace("DejaVu".encode(coding), "Qinghe".encode(coding))
    return data
