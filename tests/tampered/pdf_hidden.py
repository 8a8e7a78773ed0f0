"""PDF files in which words of the genuine file can't be seen, or in which a reader of text sees other words than a person."""
import re
import struct

from pdf_file import NotFound
from pdf_words import helvetica, text


def tell(cases):
    other = cases.other

    def line(name, what, before, after="", prepare=None):
        """Operators before and after the line with the figure."""

        def make(pdf, path):
            if prepare:
                prepare(pdf, pdf.figure[0])
            pdf.around_line(before, after)
            pdf.save(path)

        cases.add("hide-" + name, "other", what, "python", make)

    def inside(name, what, change):
        def make(pdf, path):
            pdf.in_line(change)
            pdf.save(path)

        cases.add("hide-" + name, "other", what, "python", make)

    state = lambda values: lambda pdf, page: pdf.resource(page, "ExtGState", "GT", {"/Type": "/ExtGState", **values})
    line("white", "a line is white", "1 1 1 rg\n", "0 0 0 rg\n")
    line("nearly-white", "a line is nearly white", ".99 .99 .99 rg\n", "0 0 0 rg\n")
    line("white-cmyk", "a line is white, by a colour for print", "0 0 0 0 k\n", "0 0 0 rg\n")
    line("transparent", "a line is wholly transparent", "q /GT gs\n", "Q\n", state({"/ca": 0, "/CA": 0}))
    line("clipped", "a line is clipped to nothing", "q 0 0 0 0 re W n\n", "Q\n")
    line("far-away", "a line is moved off the page", "q 1 0 0 1 9000 0 cm\n", "Q\n")
    line("shrunk", "a line is made a thousand times smaller", "q .001 0 0 .001 0 0 cm\n", "Q\n")
    line("soft-mask", "a line lies under a mask that lets nothing through", "q /GT gs\n", "Q\n", lambda pdf, page: state({"/SMask": {"/S": "/Luminosity", "/G": pdf.add_stream(b"0 g 0 0 9000 9000 re f", {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": [0, 0, 9000, 9000], "/Group": {"/S": "/Transparency", "/CS": "/DeviceGray"}})}})(pdf, page))
    inside("render-mode", "a line is written invisibly", lambda s: s.replace("BT\n", "BT\n3 Tr\n").replace("ET\n", "0 Tr\nET\n"))
    inside("render-clip", "a line is only a clipping path", lambda s: "q\n" + s.replace("BT\n", "BT\n7 Tr\n") + "Q\n")
    inside("tiny", "a line is a tenth of a point high", lambda s: re.sub(r"(/\w+) [\d.]+ Tf", r"\1 .1 Tf", s))
    inside("squeezed", "a line is squeezed to nothing", lambda s: s.replace("BT\n", "BT\n0.1 Tz\n").replace("ET\n", "100 Tz\nET\n"))
    inside("one-place", "all letters of a line lie on each other", lambda s: re.sub(r"[\d.]+ 0 Td", "0 0 Td", s))
    inside("outside", "a line begins outside of the page", lambda s: re.sub(r"(1 0 0 -1) [\d.]+ [\d.]+ Tm", r"\1 5000 5000 Tm", s))

    def covering(name, what, draw, prepare=None):
        """Something drawn over the figure's line."""

        def make(pdf, path):
            page, _, (left, bottom, right, top) = pdf.box()
            if prepare:
                prepare(pdf, page)
            pdf.append(page, draw(left, bottom, right - left, top - bottom))
            pdf.save(path)

        cases.add("cover-" + name, "other", what, "python", make)

    covering("white", "a white rectangle lies on a line", lambda x, y, w, h: f"1 1 1 rg {x} {y} {w} {h} re f\n")
    covering("black", "a black bar lies on a line", lambda x, y, w, h: f"0 0 0 rg {x} {y} {w} {h} re f\n")
    covering("stroke", "a line is drawn through words", lambda x, y, w, h: f"1 0 0 RG 2 w {x} {y + h / 2} m {x + w} {y + h / 2} l S\n")
    covering("thick-stroke", "a white stroke, as thick as a line of words, lies on it", lambda x, y, w, h: f"1 1 1 RG {h} w {x} {y + h / 2} m {x + w} {y + h / 2} l S\n")
    covering("inline-image", "a white picture inside of the content lies on a line", lambda x, y, w, h: f"q {w} 0 0 {h} {x} {y} cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xff EI Q\n")
    covering("image", "a white picture lies on a line", lambda x, y, w, h: f"q {w} 0 0 {h} {x} {y} cm /ImT Do Q\n", lambda pdf, page: pdf.resource(page, "XObject", "ImT", pdf.add_stream(b"\xff", {"/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1, "/BitsPerComponent": 8, "/ColorSpace": "/DeviceGray"})))
    covering("form", "a form with a white rectangle lies on a line", lambda x, y, w, h: f"q {w} 0 0 {h} {x} {y} cm /FmT Do Q\n", lambda pdf, page: pdf.resource(page, "XObject", "FmT", pdf.form("1 1 1 rg 0 0 1 1 re f", [0, 0, 1, 1])))
    covering("shading", "a white shading lies on a line", lambda x, y, w, h: f"q {x} {y} {w} {h} re W n /ShT sh Q\n", lambda pdf, page: pdf.resource(page, "Shading", "ShT", {"/ShadingType": 2, "/ColorSpace": "/DeviceGray", "/Coords": [0, 0, 1, 0], "/Extend": [True, True], "/Function": {"/FunctionType": 2, "/Domain": [0, 1], "/C0": [1], "/C1": [1], "/N": 1}}))
    covering("pattern", "a white pattern lies on a line", lambda x, y, w, h: f"/Pattern cs /PtT scn {x} {y} {w} {h} re f\n", lambda pdf, page: pdf.resource(page, "Pattern", "PtT", pdf.add_stream(b"1 1 1 rg 0 0 10 10 re f", {"/Type": "/Pattern", "/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/BBox": [0, 0, 10, 10], "/XStep": 10, "/YStep": 10, "/Resources": {}})))
    covering("in-the-middle", "a page-wide white rectangle lies on all words", lambda x, y, w, h: "1 g 0 0 595 842 re f\n")

    def replaced(name, what, before, after):
        """The figure is covered in white, and another one stands there; `before` and `after` dress the new one."""

        def make(pdf, path):
            page, (x, y, right, top), _ = pdf.box()
            number = "".join(glyph.text for glyph in pdf.figure[1])
            helvetica(pdf, page)
            shown = ("8" if number[0] == "9" else "9") + number[1:]
            pdf.append(page, f"1 1 1 rg {x} {y} {right - x} {top - y} re f\n{before}" + text(shown, x, y + 6, 16, "0 0 0") + after)
            pdf.save(path)

        cases.add("cover-" + name, "other", what, "python", make)

    replaced("figure", "a figure is covered, and another one written on it", "", "")
    replaced("figure-artifact", "the same, marked as an artifact that readers of text leave out", "/Artifact BMC\n", "EMC\n")
    replaced("figure-empty-text", "the same, with the actual text of nothing", "/Span <</ActualText ()>> BDC\n", "EMC\n")

    @other("lie-actual-text", "a digit is another one, and the actual text says the genuine one")
    def _(pdf, path):
        code, _ = pdf.other_code(pdf.figure[1])
        pdf.put_first_digit(lambda glyph: f"/Span <</ActualText ({glyph.text})>> BDC <{code:04X}> Tj EMC")
        pdf.save(path)

    @other("lie-to-unicode", "the first digit is another one, in a font whose table says that it is the genuine one")
    def _(pdf, path):
        page, figure, font, _ = pdf.font_copy()
        code, _ = pdf.other_code(figure)
        remap(pdf, font, code, figure[0].text)
        pdf.figure_in("F99", [code] + [glyph.code for glyph in figure[1:]])
        pdf.save(path)

    @other("lie-to-unicode-everywhere", "the font's own table says another digit than is seen, everywhere")
    def _(pdf, path):
        page, figure = pdf.figure
        code, _ = pdf.other_code(figure)
        font = pdf.font(page, figure[0].font)
        remap(pdf, font, figure[0].code, figure[1].text)
        pdf.put_first_digit(lambda glyph: f"<{code:04X}> Tj")
        remap(pdf, font, code, figure[0].text)
        pdf.save(path)

    @other("lie-to-unicode-only", "the font's own table says another digit; what is seen is genuine")
    def _(pdf, path):
        page, figure = pdf.figure
        remap(pdf, pdf.font(page, figure[0].font), figure[0].code, figure[1].text)
        pdf.save(path)

    @other("lie-no-unicode", "the figure is another one, in a font that says nothing about its letters; the genuine is invisible")
    def _(pdf, path):
        page, figure, font, _ = pdf.font_copy()
        del font["/ToUnicode"]
        code, _ = pdf.other_code(figure)
        content = pdf.content(page)
        size = re.findall(r"/\w+ ([\d.]+) Tf", content[: figure[0].start])[-1]
        shown = f"3 Tr <{figure[0].code:04X}> Tj 0 Tr /F99 {size} Tf <{code:04X}> Tj /{figure[0].font} {size} Tf"
        pdf.set_content(page, content[: figure[0].start] + shown + content[figure[0].end :])
        pdf.save(path)

    @other("lie-glyph-map", "a font maps the first digit to the outline of another one")
    def _(pdf, path):
        page, figure, font, inner = pdf.font_copy()
        code, _ = pdf.other_code(figure)
        table = bytearray(b"".join(struct.pack(">H", n) for n in range(65536)))
        table[2 * figure[0].code : 2 * figure[0].code + 2] = struct.pack(">H", code)
        inner["/CIDToGIDMap"] = pdf.add_stream(bytes(table))
        pdf.figure_in("F99", [glyph.code for glyph in figure])
        pdf.save(path)

    @other("lie-outline", "the first digit has the outline of another one inside of the font, everywhere")
    def _(pdf, path):
        page, figure = pdf.figure
        inner = pdf.get(pdf.get(pdf.font(page, figure[0].font)["/DescendantFonts"])[0])
        program = pdf.get(inner["/FontDescriptor"])["/FontFile2"]
        pdf.set_data(program, disguised(pdf, figure, pdf.data(program)))
        pdf.save(path)

    @other("lie-outline-copy", "a second font, in which the first digit has the outline of another one, is used for one figure")
    def _(pdf, path):
        page, figure, font, inner = pdf.font_copy()
        descriptor = pdf.get(inner["/FontDescriptor"])
        descriptor["/FontFile2"] = pdf.add_stream(disguised(pdf, figure, pdf.data(descriptor["/FontFile2"])))
        pdf.figure_in("F99", [glyph.code for glyph in figure])
        pdf.save(path)

    @other("lie-type3", "a figure is drawn by a font of drawings, which says that it is the genuine one")
    def _(pdf, path):
        page, figure = pdf.figure
        drawing = pdf.add_stream(b"500 0 d0 100 0 300 700 re f")
        table = f"begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n1 beginbfchar\n<41> <{ord(figure[0].text):04X}>\nendbfchar\nendcmap"
        pdf.resource(page, "Font", "T3T", {"/Type": "/Font", "/Subtype": "/Type3", "/FontBBox": [0, 0, 500, 800], "/FontMatrix": [0.001, 0, 0, 0.001, 0, 0], "/CharProcs": {"/a": drawing}, "/Encoding": {"/Type": "/Encoding", "/Differences": [65, "/a"]}, "/FirstChar": 65, "/LastChar": 65, "/Widths": [500], "/ToUnicode": pdf.add_stream(table.encode())})
        content = pdf.content(page)
        size = re.findall(r"/\w+ ([\d.]+) Tf", content[: figure[0].start])[-1]
        pdf.put_first_digit(lambda glyph: f"/T3T {size} Tf (A) Tj /{glyph.font} {size} Tf")
        pdf.save(path)

    @other("lie-font-not-embedded", "the font of the body text is not in the file any more")
    def _(pdf, path):
        page, figure = pdf.figure
        inner = pdf.get(pdf.get(pdf.font(page, figure[0].font)["/DescendantFonts"])[0])
        del pdf.get(inner["/FontDescriptor"])["/FontFile2"]
        pdf.save(path)

    @other("lie-empty-font", "the outlines of the body text are empty")
    def _(pdf, path):
        page, figure = pdf.figure
        inner = pdf.get(pdf.get(pdf.font(page, figure[0].font)["/DescendantFonts"])[0])
        program = pdf.get(inner["/FontDescriptor"])["/FontFile2"]
        pdf.set_data(program, emptied(pdf.data(program)))
        pdf.save(path)

    @other("lie-visual-order", "the digits are written in the genuine order, but placed in the opposite one")
    def _(pdf, path):
        page, figure = pdf.figure
        content = pdf.content(page)
        a, b = figure[0], figure[1]
        step = float(re.search(r"([\d.]+) 0 Td $", content[a.end : b.start])[1])
        shown = f"{step} 0 Td <{a.code:04X}> Tj -{step} 0 Td <{b.code:04X}> Tj {step} 0 Td "
        rest = content[b.end :]
        pdf.set_content(page, content[: a.start] + shown + rest)
        pdf.save(path)

    @other("lie-lines-swapped", "two lines change their places on the page, but not in the file")
    def _(pdf, path):
        page, start, end = pdf.line
        content = pdf.content(page)
        lines = [m.span() for m in re.finditer(r"BT\n.*?ET\n", content, re.S)]
        at = next(n for n, (a, _) in enumerate(lines) if a == start)
        (a, b), (c, e) = lines[at - 1], lines[at]
        tm = lambda s: re.search(r"\S+ \S+ \S+ \S+ (\S+ \S+) Tm", s)[1]
        one, two = content[a:b], content[c:e]
        first, second = tm(one), tm(two)
        pdf.set_content(page, content[:a] + one.replace(first + " Tm", second + " Tm") + content[b:c] + two.replace(second + " Tm", first + " Tm") + content[e:])
        pdf.save(path)

    @other("lie-struct-text", "the structure for readers of text says another thing in place of the paragraph")
    def _(pdf, path):
        for one in pdf.objects.values():
            value = one.get("value")
            if isinstance(value, dict) and value.get("/S") == "/P":
                value["/ActualText"] = "u:上述数字未经核实"
                break
        else:
            raise NotFound("no structure")
        pdf.save(path)

    @other("lie-font-resource", "a page's name of the body font leads to the font of the title")
    def _(pdf, path):
        page, figure = pdf.figure
        fonts = pdf.get(pdf.get(pdf.get(page)["/Resources"])["/Font"])
        name = "/" + figure[0].font
        fonts[name] = next(ref for key, ref in fonts.items() if key != name)
        pdf.save(path)

    # LAYERS

    def layer(pdf, hidden=True):
        group = pdf.add({"/Type": "/OCG", "/Name": "u:图层"})
        pdf.catalog["/OCProperties"] = {"/OCGs": [group], "/D": {"/OFF": [group] if hidden else [], "/ON": [] if hidden else [group], "/Order": [group]}}
        return group

    @other("layer-hides", "a line stands in a layer that is switched off")
    def _(pdf, path):
        pdf.resource(pdf.figure[0], "Properties", "OcT", layer(pdf))
        pdf.around_line("/OC /OcT BDC\n", "EMC\n")
        pdf.save(path)

    @other("layer-shows", "words more in a layer that is switched on")
    def _(pdf, path):
        page = pdf.pages[0]
        pdf.resource(page, "Properties", "OcT", layer(pdf, False))
        helvetica(pdf, page)
        pdf.append(page, "/OC /OcT BDC\n" + text("NOT APPROVED", 90, 90) + "EMC\n")
        pdf.save(path)

    @other("layer-secret", "words more in a layer that is switched off")
    def _(pdf, path):
        page = pdf.pages[0]
        pdf.resource(page, "Properties", "OcT", layer(pdf))
        helvetica(pdf, page)
        pdf.append(page, "/OC /OcT BDC\n" + text("NOT APPROVED", 90, 90) + "EMC\n")
        pdf.save(path)

    @other("layer-print-only", "words more that only a printer shows")
    def _(pdf, path):
        page = pdf.pages[0]
        group = layer(pdf, True)
        pdf.get(group)["/Usage"] = {"/Print": {"/PrintState": "/ON"}, "/View": {"/ViewState": "/OFF"}}
        pdf.catalog["/OCProperties"]["/D"]["/AS"] = [{"/Event": "/Print", "/OCGs": [group], "/Category": ["/Print"]}]
        pdf.resource(page, "Properties", "OcT", group)
        helvetica(pdf, page)
        pdf.append(page, "/OC /OcT BDC\n" + text("NOT APPROVED", 90, 90) + "EMC\n")
        pdf.save(path)

    @other("secret-white", "white words more")
    def _(pdf, path):
        page = pdf.pages[0]
        helvetica(pdf, page)
        pdf.append(page, text("not true", 90, 90, 16, "1 1 1"))
        pdf.save(path)

    @other("secret-invisible", "invisible words more")
    def _(pdf, path):
        page = pdf.pages[0]
        helvetica(pdf, page)
        pdf.append(page, "3 Tr\n" + text("not true", 90, 90))
        pdf.save(path)


def remap(pdf, font, code, letter):
    """Makes a font's table say another letter for a code."""
    table = pdf.data(font["/ToUnicode"]).decode("latin-1")
    line = f"1 beginbfchar\n<{code:04X}> <{ord(letter):04X}>\nendbfchar\n"
    spoken = re.compile(rf"<{code:04X}> <\w+>\n", re.I)
    changed = spoken.sub(f"<{code:04X}> <{ord(letter):04X}>\n", table)
    if changed == table:
        # The code stands in a range: what is said last, counts.
        changed = without(table, code).replace("endcmap", line + "endcmap")
    pdf.set_data(font["/ToUnicode"], changed.encode("latin-1"))


def without(table, code):
    """Cuts a code out of the range in which it stands."""

    def cut(m):
        first, last, to = (int(m[n], 16) for n in (1, 2, 3))
        if not first <= code <= last:
            return m[0]
        halves = [(first, code - 1, to), (code + 1, last, to + code + 1 - first)]
        return "".join(f"<{a:04X}> <{b:04X}> <{t:04X}>\n" for a, b, t in halves if a <= b)

    def block(m):
        inside = re.sub(r"<(\w+)> <(\w+)> <(\w+)>\n", cut, m[2])
        return f"{inside.count(chr(10))} beginbfrange\n{inside}endbfrange"

    return re.sub(r"(\d+) beginbfrange\n(.*?)endbfrange", block, table, flags=re.S)


def tables(data):
    return {bytes(data[12 + 16 * n : 16 + 16 * n]): int.from_bytes(data[20 + 16 * n : 24 + 16 * n], "big") for n in range(int.from_bytes(data[4:6], "big"))}


def places(data, found):
    """Where the outlines stand: their offsets, and how to write one."""
    short = int.from_bytes(data[found[b"head"] + 50 : found[b"head"] + 52], "big") == 0
    width, unit = (2, 2) if short else (4, 1)
    at = lambda glyph: int.from_bytes(data[found[b"loca"] + width * glyph : found[b"loca"] + width * (glyph + 1)], "big") * unit
    return at, width, unit


def disguised(pdf, figure, data):
    """A font in which the first glyph of the figure has the outline of another digit, one that fits in its place."""
    data = bytearray(data)
    found = tables(data)
    at, _, _ = places(data, found)
    size = lambda code: at(code + 1) - at(code)
    one = figure[0].code
    told = pdf.meanings(pdf.font(pdf.figure[0], figure[0].font))
    for code, letter in sorted(told.items(), key=lambda item: item[1], reverse=True):
        if letter in "123456789" and letter not in [glyph.text for glyph in figure[:2]] and size(one) >= 16:
            # A glyph that only says "as that one": it fits in the place of any outline.
            place = found[b"glyf"] + at(one)
            data[place : place + 16] = struct.pack(">h", -1) + data[place + 2 : place + 10] + struct.pack(">HHbb", 2, code, 0, 0)
            limits = found[b"maxp"] + 28
            data[limits : limits + 4] = struct.pack(">HH", 1, 1)
            return bytes(data)
    raise NotFound("no other digit in the font")


def emptied(data):
    data = bytearray(data)
    found = tables(data)
    _, width, _ = places(data, found)
    glyphs = int.from_bytes(data[found[b"maxp"] + 4 : found[b"maxp"] + 6], "big")
    data[found[b"loca"] : found[b"loca"] + width * (glyphs + 1)] = bytes(width * (glyphs + 1))
    return bytes(data)
