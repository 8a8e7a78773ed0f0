"""Word files whose package says one thing to one reader and another to the next."""
import struct

from docx import DOCUMENT, RELS, ROOT_RELS, STYLES, TYPES, WORD_TYPE, R, Docx, paragraph, run
from word_words import other_digit


def changed(d):
    """The document with another figure, as bytes."""
    copy = Docx(d.bytes())
    copy.put_figure(lambda number: run(other_digit(number)))
    return copy.parts[DOCUMENT]


def tell(cases):
    other = cases.other

    @other("package-twice-first", "document.xml twice in the package; the first has another figure")
    def _(d):
        genuine = d.parts[DOCUMENT]
        d.put(DOCUMENT, changed(d))
        return d.bytes(extra=[(DOCUMENT, genuine)])

    @other("package-twice-last", "document.xml twice in the package; the last has another figure")
    def _(d):
        return d.bytes(extra=[(DOCUMENT, changed(d))])

    @other("package-letter-case", "a second document part whose name differs in capitals only, with another figure")
    def _(d):
        names = ["Word/Document.xml"] + [name for name in d.parts if name != DOCUMENT] + [DOCUMENT]
        d.put("Word/Document.xml", changed(d))
        return d.bytes(names=names)

    @other("package-other-part", "the package points to another document part; document.xml stays as it was")
    def _(d):
        d.put("word/document2.xml", changed(d))
        d.put("word/_rels/document2.xml.rels", d.parts[RELS])
        d.change('Target="word/document.xml"', 'Target="word/document2.xml"', ROOT_RELS)
        d.override("word/document2.xml", WORD_TYPE + "document.main+xml")

    @other("package-other-part-encoded", "the package points to another document part by an encoded, absolute name")
    def _(d):
        d.put("word/document2.xml", changed(d))
        d.put("word/_rels/document2.xml.rels", d.parts[RELS])
        d.change('Target="word/document.xml"', 'Target="/word/%64ocument2.xml"', ROOT_RELS)
        d.override("word/document2.xml", WORD_TYPE + "document.main+xml")

    @other("package-two-main-first", "two relationships to a main document; the first leads to another figure")
    def _(d):
        d.put("word/document2.xml", changed(d))
        d.put("word/_rels/document2.xml.rels", d.parts[RELS])
        line = f'<Relationship Id="rIdA" Type="{R}/officeDocument" Target="word/document2.xml"/>'
        d.sub(r"(<Relationships[^>]*>)", lambda m: m[1] + line, ROOT_RELS)
        d.override("word/document2.xml", WORD_TYPE + "document.main+xml")

    @other("package-two-main-last", "two relationships to a main document; the last leads to another figure")
    def _(d):
        d.put("word/document2.xml", changed(d))
        d.put("word/_rels/document2.xml.rels", d.parts[RELS])
        line = f'<Relationship Id="rIdA" Type="{R}/officeDocument" Target="word/document2.xml"/>'
        d.change("</Relationships>", line + "</Relationships>", ROOT_RELS)
        d.override("word/document2.xml", WORD_TYPE + "document.main+xml")

    @other("package-other-styles", "the document points to a second style part, whose body text is hidden")
    def _(d):
        copy = Docx(d.bytes())
        copy.style("BodyText", "<w:vanish/>")
        d.put("word/styles2.xml", copy.parts[STYLES])
        d.change('Target="styles.xml"', 'Target="styles2.xml"', RELS)
        d.override("word/styles2.xml", WORD_TYPE + "styles+xml")

    @other("package-in-front", "the genuine package stands in front of another one, whose directory is the one that counts")
    def _(d):
        genuine = d.bytes()
        d.put(DOCUMENT, changed(d))
        return genuine + moved(d.bytes(), len(genuine))

    @other("package-two-ends", "two directories and two last records: one leads to another figure, the last to the genuine parts")
    def _(d):
        genuine = d.bytes()
        d.put(DOCUMENT, changed(d))
        own = moved(d.bytes(), len(genuine))
        return genuine + own[:-2] + struct.pack("<H", 22) + genuine[genuine.rindex(b"PK\5\6") :]

    @other("package-local-name", "the entry with another figure has the name of another part in its local header")
    def _(d):
        d.put(DOCUMENT, changed(d))
        data = d.bytes()
        at = data.index(DOCUMENT.encode())
        return data[:at] + b"word/documenu.xml" + data[at + len(DOCUMENT) :]

    @other("package-utf16", "the document part is UTF-16, and has another figure")
    def _(d):
        text = changed(d).decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        d.put(DOCUMENT, text.encode("utf-16"))

    @other("package-template", "the file is a genuine one to its name, and a template with a macro part to its types")
    def _(d):
        d.change(WORD_TYPE + "document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml", TYPES)
        d.related("word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + b"\0" * 60, "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "application/vnd.ms-office.vbaProject")
        d.put_figure(lambda number: run(other_digit(number)))

    @other("package-chunk-html", "a web page is taken in behind the paragraph with the figure (altChunk)")
    def _(d):
        page = "<html><head><meta charset='utf-8'></head><body><p>另有行政复议案件9宗未结。</p></body></html>"
        rel = d.related("word/chunk.html", page, "aFChunk", "text/html")
        d.after_paragraph(f'<w:altChunk r:id="{rel}"/>')

    @other("package-chunk-word", "a Word file is taken in behind the paragraph with the figure (altChunk)")
    def _(d):
        inner = Docx(d.bytes())
        first = inner.paragraphs[0]
        inner.put(DOCUMENT, inner.text()[: first[0]] + paragraph(run("另有行政复议案件9宗未结。")) + "</w:body></w:document>")
        rel = d.related("word/chunk.docx", inner.bytes(), "aFChunk", WORD_TYPE + "document.main+xml")
        d.after_paragraph(f'<w:altChunk r:id="{rel}"/>')

    @other("package-subdocument", "a part of the report comes from a file beside it (subDoc)")
    def _(d):
        rel = d.related("", b"", "subDocument", "", external="more.docx")
        d.after_paragraph(f'<w:subDoc r:id="{rel}"/>')


def moved(data, by):
    """A package with all its offsets moved, so that it can stand behind other bytes."""
    end = data.rindex(b"PK\5\6")
    entries, size, start = struct.unpack("<HII", data[end + 10 : end + 20])
    out, at = bytearray(data), start
    for _ in range(entries):
        offset, = struct.unpack("<I", data[at + 42 : at + 46])
        out[at + 42 : at + 46] = struct.pack("<I", offset + by)
        name, extra, comment = struct.unpack("<HHH", data[at + 28 : at + 34])
        at += 46 + name + extra + comment
    out[end + 16 : end + 20] = struct.pack("<I", start + by)
    return bytes(out)
