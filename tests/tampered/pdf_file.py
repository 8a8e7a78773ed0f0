"""A PDF file as its objects (through qpdf's JSON form), its glyphs with what they mean, and incremental updates by hand."""
import base64
import copy
import json
import os
import re
import subprocess
import zlib


def tool(*arguments, may_warn=True):
    done = subprocess.run(list(arguments), capture_output=True, check=False)
    if done.returncode != 0 and not (may_warn and arguments[0] == "qpdf" and done.returncode == 3):
        raise RuntimeError(f"{arguments[0]} failed: {done.stderr.decode('utf-8', 'replace')[:200]}")
    return done.stdout


class NotFound(Exception):
    pass


class Glyph:
    """One `<code> Tj` in the content of a page."""

    def __init__(self, start, end, code, font, text):
        self.start, self.end, self.code, self.font, self.text = start, end, code, font, text


class Pdf:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        out = os.path.join(folder, "objects.json")
        tool("qpdf", "--json-output", "--json-stream-data=inline", "--decode-level=generalized", path, out)
        with open(out, encoding="utf-8") as file:
            self.json = json.load(file)
        self.objects = self.json["qpdf"][1]

    # OBJECTS

    @staticmethod
    def key(ref):
        return "obj:" + ref

    def get(self, ref):
        """The value (or the stream's dictionary) behind a reference; other values as they are."""
        if isinstance(ref, str) and re.fullmatch(r"\d+ \d+ R", ref):
            one = self.objects[self.key(ref)]
            return one["stream"]["dict"] if "stream" in one else one["value"]
        return ref

    def data(self, ref):
        return base64.b64decode(self.objects[self.key(ref)]["stream"]["data"])

    def set_data(self, ref, data):
        self.objects[self.key(ref)]["stream"]["data"] = base64.b64encode(data).decode()

    def _next(self):
        numbers = [int(key[4:].split()[0]) for key in self.objects if key.startswith("obj:")]
        self.json["qpdf"][0]["maxobjectid"] = max(numbers) + 1
        return f"{max(numbers) + 1} 0 R"

    def add(self, value):
        ref = self._next()
        self.objects[self.key(ref)] = {"value": value}
        return ref

    def add_stream(self, data, dictionary=None):
        ref = self._next()
        self.objects[self.key(ref)] = {"stream": {"dict": dictionary or {}, "data": base64.b64encode(data).decode()}}
        return ref

    @property
    def trailer(self):
        return self.objects["trailer"]["value"]

    @property
    def catalog(self):
        return self.get(self.trailer["/Root"])

    @property
    def info(self):
        return self.get(self.trailer["/Info"])

    @property
    def stamp_name(self):
        """The key of the information dictionary that carries the stamp: the one with the longest value."""
        return max(self.info, key=lambda name: len(str(self.info[name])))

    @property
    def pages(self):
        """References to the pages, in order."""

        def walk(ref):
            node = self.get(ref)
            if node["/Type"] == "/Page":
                yield ref
            else:
                for kid in self.get(node["/Kids"]):
                    yield from walk(kid)

        return list(walk(self.catalog["/Pages"]))

    def contents(self, page):
        found = self.get(page)["/Contents"]
        return found if isinstance(found, str) else found[0]

    def content(self, page):
        return self.data(self.contents(page)).decode("latin-1")

    def set_content(self, page, text):
        self.set_data(self.contents(page), text.encode("latin-1"))

    def append(self, page, text):
        """Draws more on a page, in the page's own coordinates, from the left lower corner."""
        node = self.get(page)
        node["/Contents"] = [self.add_stream(b"q\n"), self.contents(page), self.add_stream(b"\nQ\n" + text.encode("latin-1"))]

    def resource(self, page, kind, name, value):
        resources = self.get(self.get(page)["/Resources"])
        resources.setdefault("/" + kind, {})
        self.get(resources["/" + kind])["/" + name] = value

    def annotate(self, page, annotation):
        annotation = {"/Type": "/Annot", "/F": 4, "/P": page, **annotation}
        node = self.get(page)
        self.get(node.setdefault("/Annots", [])).append(self.add(annotation))

    def form(self, text, box, resources=None):
        return self.add_stream(text.encode("latin-1"), {"/Type": "/XObject", "/Subtype": "/Form", "/BBox": box, "/Resources": resources or {}})

    # GLYPHS

    def meanings(self, font):
        """Codes and their letters, by the font's own table."""
        table = self.data(font["/ToUnicode"]).decode("latin-1")
        told = {}
        letters = lambda hexa: bytes.fromhex(hexa).decode("utf-16-be")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
            for code, to in re.findall(r"<(\w+)>\s*<(\w+)>", block):
                told[int(code, 16)] = letters(to)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
            for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                for n in range(int(first, 16), int(last, 16) + 1):
                    told[n] = chr(int(to, 16) + n - int(first, 16))
        return told

    def font(self, page, name):
        return self.get(self.get(self.get(self.get(page)["/Resources"])["/Font"])["/" + name])

    def glyphs(self, page):
        fonts, name, found = {}, None, []
        for m in re.finditer(r"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]{4})> Tj", self.content(page)):
            if m[1]:
                name = m[1]
                if name not in fonts:
                    fonts[name] = self.meanings(self.font(page, name))
            else:
                code = int(m[2], 16)
                found.append(Glyph(m.start(), m.end(), code, name, fonts[name].get(code, "?")))
        if not found:
            raise NotFound("no glyphs on the page")
        return found

    @property
    def figure(self):
        """The page, and the glyphs of the first figure of three digits or more in the running text."""
        for page in self.pages:
            glyphs = self.glyphs(page)
            text = "".join(glyph.text for glyph in glyphs)
            if len(text) != len(glyphs):
                raise NotFound("a glyph of more letters than one")
            for m in re.finditer(r"(?<!\d)[1-9]\d{2,}(?![\d年])", text):
                return page, glyphs[m.start() : m.end()]
        raise NotFound("no figure of three digits")

    @property
    def line(self):
        """The page, and the whole text object (BT to ET) with the figure."""
        page, figure = self.figure
        content = self.content(page)
        start = content.rindex("BT\n", 0, figure[0].start)
        return page, start, content.index("ET\n", figure[-1].end) + 3

    def other_code(self, figure):
        """The code and the digit of another digit that this font has too."""
        page = self.figure[0]
        told = self.meanings(self.font(page, figure[0].font))
        digits = {text: code for code, text in told.items() if text in "123456789" and text not in (figure[0].text, figure[1].text)}
        if not digits:
            raise NotFound("no other digit in the font")
        best = max(digits)
        return digits[best], best

    def put_first_digit(self, xml):
        """Puts these operators (made from the glyph) instead of the first digit of the figure."""
        page, figure = self.figure
        content = self.content(page)
        self.set_content(page, content[: figure[0].start] + xml(figure[0]) + content[figure[0].end :])

    def around_line(self, before, after):
        page, start, end = self.line
        content = self.content(page)
        self.set_content(page, content[:start] + before + content[start:end] + after + content[end:])

    def in_line(self, change):
        page, start, end = self.line
        content = self.content(page)
        changed = change(content[start:end])
        if changed == content[start:end]:
            raise NotFound("nothing to change in the line")
        self.set_content(page, content[:start] + changed + content[end:])

    def font_copy(self, name="F99"):
        """Another font of the same glyphs on the page with the figure, whose tables can be changed."""
        page, figure = self.figure
        font = copy.deepcopy(self.font(page, figure[0].font))
        inner = copy.deepcopy(self.get(self.get(font["/DescendantFonts"])[0]))
        inner["/FontDescriptor"] = self.add(copy.deepcopy(self.get(inner["/FontDescriptor"])))
        font["/DescendantFonts"] = [self.add(inner)]
        font["/ToUnicode"] = self.add_stream(self.data(font["/ToUnicode"]))
        self.resource(page, "Font", name, self.add(font))
        return page, figure, font, inner

    def figure_in(self, name, codes):
        """Writes the figure with these codes in another font of the page, and goes back to the font it had."""
        page, figure = self.figure
        content = self.content(page)
        size = re.findall(r"/\w+ ([\d.]+) Tf", content[: figure[0].start])[-1]
        piece = content[figure[0].start : figure[-1].end]
        shows = list(re.finditer(r"<[0-9A-Fa-f]{4}> Tj", piece))
        for show, code in reversed(list(zip(shows, codes))):
            piece = piece[: show.start()] + f"<{code:04X}> Tj" + piece[show.end() :]
        piece = f"/{name} {size} Tf {piece} /{figure[0].font} {size} Tf"
        self.set_content(page, content[: figure[0].start] + piece + content[figure[-1].end :])

    def box(self):
        """The page, and where the figure stands on it (from the left lower corner), as poppler sees it."""
        page, figure = self.figure
        number = "".join(glyph.text for glyph in figure)
        at = self.pages.index(page) + 1
        told = tool("pdftotext", "-f", str(at), "-l", str(at), "-bbox", self.path, "-").decode("utf-8")
        height = float(re.search(r'<page width="[\d.]+" height="([\d.]+)"', told)[1])
        for m in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', told):
            if re.search(rf"(?<!\d){number}(?![\d年])", m[5]):
                left, top, right, bottom = (float(m[n]) for n in range(1, 5))
                wide = lambda text: sum(0.5 if c.isascii() else 1 for c in text)
                unit = (right - left) / wide(m[5])
                x = left + unit * wide(m[5][: m[5].index(number)])
                return page, (x, height - bottom, x + unit * wide(number), height - top), (left, height - bottom, right, height - top)
        raise NotFound("the figure is not on the page")

    # SAVING

    def save(self, path, *options):
        source = os.path.join(self.folder, "changed.json")
        for one in self.objects.values():
            if "stream" in one:
                one["stream"]["dict"].pop("/Filter", None)
                one["stream"]["dict"].pop("/Length", None)
        with open(source, "w", encoding="utf-8") as file:
            json.dump(self.json, file)
        tool("qpdf", "--json-input", source, "--static-id", *options, path)


def update(data, objects, trailer_more="", root=None):
    """Appends an incremental update: objects (number: bytes) and a new trailer, as an editor of PDF files does."""
    previous = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    trailers = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref", data, re.S)
    if not trailers:
        raise NotFound("no plain trailer")
    last = trailers[-1].decode("latin-1")
    size = int(re.search(r"/Size (\d+)", last)[1])
    root = root or re.search(r"/Root (\d+ \d+ R)", last)[1]
    info = re.search(r"/Info (\d+ \d+ R)", last)
    out = bytearray(data if data.endswith(b"\n") else data + b"\n")
    table = ""
    for number, body in sorted(objects.items()):
        table += f"{number} 1\n{len(out):010d} 00000 n \n"
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    info = "" if "/Info" in trailer_more or info is None else f"/Info {info[1]} "
    out += f"xref\n{table}trailer\n<< /Size {max([size] + [n + 1 for n in objects])} /Root {root} {info}/Prev {previous} {trailer_more}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(text, more=""):
    data = zlib.compress(text if isinstance(text, bytes) else text.encode("latin-1"))
    return f"<< /Length {len(data)} /Filter /FlateDecode {more}>>\nstream\n".encode() + data + b"\nendstream"
