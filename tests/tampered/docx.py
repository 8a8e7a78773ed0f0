"""A Word file as a list of parts, and the place in it that most makers work on: a figure in the running text."""
import io
import re
import struct
import xml.etree.ElementTree as ElementTree
import zipfile
import zlib

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
NUMBERING = "word/numbering.xml"
FOOTNOTES = "word/footnotes.xml"
ENDNOTES = "word/endnotes.xml"
FONTS = "word/fontTable.xml"
THEME = "word/theme/theme1.xml"
CUSTOM = "docProps/custom.xml"
CORE = "docProps/core.xml"
TYPES = "[Content_Types].xml"
ROOT_RELS = "_rels/.rels"
RELS = "word/_rels/document.xml.rels"

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

DATE = (2024, 1, 2, 3, 4, 6)


def run(text, props="", tag="t"):
    """A run with these words, as the export writes it, with more properties."""
    style = re.match(r"<w:rStyle [^>]*/>", props)
    fonts = "" if "<w:rFonts " in props else '<w:rFonts w:hint="eastAsia"/>'
    props = style[0] + fonts + props[style.end() :] if style else fonts + props
    return (
        f"<w:r><w:rPr>{props}</w:rPr>"
        f'<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'
    )


def paragraph(content, style="BodyText", props=""):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{props}</w:pPr>{content}</w:p>'


class NotFound(Exception):
    pass


class Docx:
    def __init__(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}

    # PARTS

    def text(self, name=DOCUMENT):
        if name not in self.parts:
            raise NotFound("no part " + name)
        return self.parts[name].decode("utf-8")

    def put(self, name, text):
        self.parts[name] = text.encode("utf-8") if isinstance(text, str) else text

    def change(self, old, new, name=DOCUMENT, count=1):
        """Replaces the first occurrence (all with count=0)."""
        text = self.text(name)
        if old not in text:
            raise NotFound(f"not in {name}: {old[:80]}")
        self.put(name, text.replace(old, new, count) if count else text.replace(old, new))

    def sub(self, pattern, new, name=DOCUMENT, count=1):
        text, done = re.subn(pattern, new, self.text(name), count=count, flags=re.S)
        if done == 0:
            raise NotFound(f"no match in {name}: {pattern[:80]}")
        self.put(name, text)

    def declare(self, prefix, uri, name=DOCUMENT):
        """Makes a namespace known that Word may ignore."""
        if f"xmlns:{prefix}=" not in self.text(name):
            self.sub(r"(mc:Ignorable=)", rf'xmlns:{prefix}="{uri}" \1', name)
        if prefix not in re.search(r'mc:Ignorable="([^"]*)"', self.text(name))[1].split():
            self.sub(r'mc:Ignorable="([^"]*)"', rf'mc:Ignorable="\1 {prefix}"', name)

    def related(self, name, text, kind, content_type, external=None, rels=RELS):
        """Adds a part that the document refers to; gives the id of the relationship."""
        rel_id = f"rIdT{self.text(rels).count('<Relationship ')}"
        target = external or name.removeprefix("word/")
        mode = ' TargetMode="External"' if external else ""
        full = kind if kind.startswith("http") else f"{R}/{kind}"
        line = f'<Relationship Id="{rel_id}" Type="{full}" Target="{target}"{mode}/>'
        if "</Relationships>" not in self.text(rels):
            self.sub(r"(<Relationships[^>]*?)/>", r"\1></Relationships>", rels)
        self.change("</Relationships>", line + "</Relationships>", rels)
        if not external:
            self.put(name, text)
            self.override(name, content_type)
        return rel_id

    def override(self, name, content_type):
        line = f'<Override ContentType="{content_type}" PartName="/{name}"/>'
        self.change("</Types>", line + "</Types>", TYPES)

    # PLACES

    @property
    def figure(self):
        """The run with the first figure of three digits or more in the running text: its place, and its text in three."""
        for found in re.finditer(r"<w:r>(?:(?!</w:r>).)*?<w:t[^>]*>([^<]{20,})</w:t></w:r>", self.text(), re.S):
            number = re.search(r"(?<!\d)[1-9]\d{2,}(?![\d年])", found.group(1))
            if number:
                text = found.group(1)
                return found, text[: number.start()], number.group(), text[number.end() :]
        raise NotFound("no figure of three digits in a long run")

    def put_figure(self, xml):
        """Puts this XML (made from the number) instead of the number alone."""
        found, before, number, after = self.figure
        text = self.text()
        made = run(before) + xml(number) + run(after)
        self.put(DOCUMENT, text[: found.start()] + made + text[found.end() :])

    def dress_figure(self, props):
        self.put_figure(lambda number: run(number, props))

    @property
    def sentence(self):
        """The sentence with the figure, without what stands before it in the paragraph."""
        _, before, number, after = self.figure
        start = max(before.rfind("。"), before.rfind("；")) + 1
        if start == 0:
            start = before.rfind("，") + 1
        return before[start:] + number + after.split("。")[0] + "。"

    def put_sentence(self, xml):
        """Puts this XML (made from the sentence) instead of the sentence with the figure."""
        found, before, number, after = self.figure
        sentence, whole = self.sentence, before + number + after
        at = whole.index(sentence)
        made = run(whole[:at]) + xml(sentence) + run(whole[at + len(sentence) :])
        text = self.text()
        self.put(DOCUMENT, text[: found.start()] + made + text[found.end() :])

    def dress_sentence(self, props):
        self.put_sentence(lambda sentence: run(sentence, props))

    def after_run(self, xml):
        """Adds runs at the end of the paragraph with the figure."""
        end = self.text().index("</w:p>", self.figure[0].start())
        self.put(DOCUMENT, self.text()[:end] + xml + self.text()[end:])

    def after_paragraph(self, xml):
        """Adds paragraphs, or tables, behind the paragraph with the figure."""
        end = self.text().index("</w:p>", self.figure[0].start()) + len("</w:p>")
        self.put(DOCUMENT, self.text()[:end] + xml + self.text()[end:])

    def paragraph_props(self, xml):
        """Adds paragraph properties to the paragraph with the figure."""
        start = self.text().rindex("<w:p>", 0, self.figure[0].start())
        head = re.match(r"<w:p><w:pPr>(<w:pStyle [^>]*/>)?", self.text()[start:]).group()
        self.put(DOCUMENT, self.text()[:start] + head + xml + self.text()[start + len(head) :])

    @property
    def paragraphs(self):
        body = self.text().index("<w:body>")
        return [(m.start(), m.end()) for m in re.finditer(r"<w:p>.*?</w:p>", self.text(), re.S) if m.start() > body]

    def paragraph_with_figure(self):
        at = self.figure[0].start()
        return next(n for n, (start, end) in enumerate(self.paragraphs) if start < at < end)

    def section_props(self, xml, after=None):
        """Adds properties to the last section: at its start, or behind the property of this name."""
        text = self.text()
        start = text.rindex("<w:sectPr")
        at = text.index(">", text.index("<w:" + after, start) if after else start) + 1
        self.put(DOCUMENT, text[:at] + xml + text[at:])

    def style(self, style_id, props, paragraph_properties=False):
        """Adds character (or paragraph) properties to a style of the export."""
        block = re.search(rf'<w:style [^>]*w:styleId="{style_id}".*?</w:style>', self.text(STYLES), re.S)
        if not block:
            raise NotFound("no style " + style_id)
        old, tag = block.group(), "pPr" if paragraph_properties else "rPr"
        if f"<w:{tag}>" in old:
            new = old.replace(f"</w:{tag}>", f"{props}</w:{tag}>")
        else:
            new = old.replace("</w:style>", f"<w:{tag}>{props}</w:{tag}></w:style>")
        self.change(old, new, STYLES)

    def new_style(self, style_id, props, kind="character"):
        line = f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{style_id}"/>{props}</w:style>'
        self.change("</w:styles>", line + "</w:styles>", STYLES)

    def setting(self, xml, before="<w:defaultTabStop"):
        self.change(before, xml + before, SETTINGS)

    # THE STAMP

    @property
    def stamp(self):
        """The value of the custom property that carries the stamp: the longest one."""
        values = re.findall(r"<vt:lpwstr>([^<]*)</vt:lpwstr>", self.text(CUSTOM))
        if not values:
            raise NotFound("no stamp")
        return max(values, key=len)

    def property(self, name, value, kind="lpwstr"):
        pid = 2 + self.text(CUSTOM).count("<property ")
        line = (
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
            f"<vt:{kind}>{value}</vt:{kind}></property>"
        )
        self.change("</Properties>", line + "</Properties>", CUSTOM)

    # SAVING

    def check(self):
        for name, data in self.parts.items():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(data)

    def bytes(self, method=zipfile.ZIP_DEFLATED, level=6, date=DATE, names=None, extra=()):
        """Packs the parts; `extra` are more entries (name, data), for instance a second one of the same name."""
        self.check()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            entries = [(name, self.parts[name]) for name in (names or self.parts)] + list(extra)
            for name, data in entries:
                info = zipfile.ZipInfo(name, date)
                info.compress_type = method
                info.external_attr = 0o600 << 16
                archive.writestr(info, data, compresslevel=level if method == zipfile.ZIP_DEFLATED else None)
        return out.getvalue()


def png(width, height, pixel):
    """A picture; `pixel(x, y)` gives three bytes."""
    rows = b"".join(b"\0" + bytes(v for x in range(width) for v in pixel(x, y)) for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
