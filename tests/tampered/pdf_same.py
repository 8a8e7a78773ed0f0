"""Harmless savings of a PDF file: the same words on the same pages, nothing hidden and nothing more."""
import os
import re
import zlib

from pdf_file import tool, update
from pdf_words import restamp, write

QPDF = {
    "linearized": ("made ready for the web", ["--linearize"]),
    "object-streams": ("objects packed into streams", ["--object-streams=generate"]),
    "no-object-streams": ("objects not packed into streams", ["--object-streams=disable"]),
    "qdf": ("the form that qpdf writes for people to read", ["--qdf"]),
    "qdf-object-streams": ("the form for people to read, with objects in streams", ["--qdf", "--object-streams=generate"]),
    "uncompressed": ("streams not compressed", ["--stream-data=uncompress"]),
    "recompressed": ("streams compressed again, as small as can be", ["--recompress-flate", "--compression-level=9", "--object-streams=generate"]),
    "normalized": ("content normalized", ["--normalize-content=y", "--compress-streams=n"]),
    "new-lines": ("a line break before every end of a stream", ["--newline-before-endstream"]),
    "version-17": ("said to be version 1.7", ["--force-version=1.7"]),
    "version-20": ("said to be version 2.0", ["--min-version=2.0"]),
    "unreferenced-kept": ("rewritten, with objects that nothing refers to", ["--preserve-unreferenced"]),
    "extensions": ("said to use Adobe's extension level 3", ["--force-version=1.7.3"]),
    "encrypted-256": ("encrypted, opens without a password", ["--static-aes-iv", "--encrypt", "", "owner", "256", "--"]),
    "encrypted-128": ("encrypted the older way, opens without a password", ["--allow-weak-crypto", "--static-aes-iv", "--encrypt", "", "owner", "128", "--use-aes=y", "--"]),
    "encrypted-rc4": ("encrypted the oldest way, opens without a password", ["--allow-weak-crypto", "--encrypt", "", "owner", "40", "--"]),
    "no-printing": ("encrypted so that nobody may print or change it", ["--static-aes-iv", "--encrypt", "", "owner", "256", "--print=none", "--modify=none", "--"]),
}


def tell(cases):
    same = cases.same

    for name, (what, options) in QPDF.items():

        def make(pdf, path, options=options):
            tool("qpdf", pdf.path, "--static-id", *options, path)

        cases.add("qpdf-" + name, "same", what, "qpdf", make)

    @same("qpdf-json", "through qpdf's JSON form and back", "qpdf")
    def _(pdf, path):
        pdf.save(path)

    @same("qpdf-fixed", "the form for people to read, changed by a comment and mended with fix-qdf", "fix-qdf")
    def _(pdf, path):
        middle = os.path.join(pdf.folder, "middle.pdf")
        tool("qpdf", pdf.path, "--static-id", "--qdf", "--object-streams=disable", middle)
        with open(middle, "rb") as file:
            data = file.read().replace(b"%% Page 1\n", b"%% Page 1\n%% kept by the archive\n", 1)
        write(middle, data)
        write(path, tool("fix-qdf", middle))

    @same("qpdf-decrypted", "encrypted, and decrypted again", "qpdf")
    def _(pdf, path):
        middle = os.path.join(pdf.folder, "middle.pdf")
        tool("qpdf", pdf.path, "--static-id", "--encrypt", "", "owner", "256", "--", middle)
        tool("qpdf", middle, "--static-id", "--decrypt", "--compression-level=3", "--recompress-flate", path)

    @same("update-dates", "an incremental update with another date among the properties")
    def _(pdf, path):
        number = int(pdf.trailer["/Info"].split()[0])
        with open(pdf.path, "rb") as file:
            data = file.read()
        body = re.findall(rf"(?<!\d){number} 0 obj\s*(.*?)\s*endobj".encode(), data, re.S)[-1]
        write(path, update(data, {number: re.sub(rb"(/ModDate ?\(D:)\d{4}", rb"\g<1>2027", body)}))

    @same("update-nothing", "an incremental update with an object that nothing uses")
    def _(pdf, path):
        with open(pdf.path, "rb") as file:
            write(path, update(file.read(), {900: b"<< /Note (kept by the archive) >>"}))

    @same("update-same-content", "an incremental update with the same content of a page, not compressed")
    def _(pdf, path):
        page = pdf.pages[0]
        content = pdf.data(pdf.contents(page))
        body = f"<< /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"
        with open(pdf.path, "rb") as file:
            write(path, update(file.read(), {int(pdf.contents(page).split()[0]): body}))

    @same("line-breaks-behind", "line breaks behind the end of the file, as a mail program leaves them")
    def _(pdf, path):
        with open(pdf.path, "rb") as file:
            write(path, file.read() + b"\r\n\r\n")

    @same("metadata", "a description in XMP, with the title and the program")
    def _(pdf, path):
        xmp = (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="Archive"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
        )
        pdf.catalog["/Metadata"] = pdf.add_stream(xmp.encode(), {"/Type": "/Metadata", "/Subtype": "/XML"})
        pdf.save(path)

    @same("producer", "another producer and keywords among the properties")
    def _(pdf, path):
        pdf.info["/Producer"] = "u:Archive 1.0"
        pdf.info["/Keywords"] = "u:总结"
        pdf.save(path)

    @same("no-structure", "without the structure for readers of text")
    def _(pdf, path):
        del pdf.catalog["/StructTreeRoot"], pdf.catalog["/MarkInfo"]
        for page in pdf.pages:
            pdf.get(page).pop("/StructParents", None)
        pdf.save(path)

    @same("no-bookmarks", "without bookmarks")
    def _(pdf, path):
        del pdf.catalog["/Outlines"]
        for one in pdf.objects.values():
            value = one.get("value")
            if isinstance(value, dict):
                value.pop("/SE", None)
        pdf.save(path)

    @same("view-two-pages", "two pages side by side, and bookmarks shown, when it is opened")
    def _(pdf, path):
        pdf.catalog.update({"/PageLayout": "/TwoColumnLeft", "/PageMode": "/UseOutlines"})
        pdf.save(path)

    @same("resources-renamed", "fonts have other names on their pages")
    def _(pdf, path):
        for page in pdf.pages:
            fonts = pdf.get(pdf.get(pdf.get(page)["/Resources"])["/Font"])
            renamed = {"/TT" + name[1:]: ref for name, ref in fonts.items()}
            fonts.clear()
            fonts.update(renamed)
            pdf.set_content(page, re.sub(r"/(\w+) ([\d.]+) Tf", r"/TT\1 \2 Tf", pdf.content(page)))
        pdf.save(path)

    @same("box-inherited", "the size of the page stands in the tree of pages, and it is not rotated")
    def _(pdf, path):
        pdf.get(pdf.catalog["/Pages"])["/MediaBox"] = pdf.get(pdf.pages[0])["/MediaBox"]
        for page in pdf.pages:
            node = pdf.get(page)
            del node["/MediaBox"]
            node["/Rotate"] = 0
        pdf.save(path)

    @same("boxes-said", "crop box, trim box and the others are said, as large as the page")
    def _(pdf, path):
        for page in pdf.pages:
            node = pdf.get(page)
            for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                node[name] = node["/MediaBox"]
        pdf.save(path)

    @same("content-in-parts", "the content of a page in three streams")
    def _(pdf, path):
        for page in pdf.pages:
            content = pdf.content(page)
            cuts = [m.end() for m in re.finditer(r"\nET\n", content)]
            one, two = cuts[len(cuts) // 3], cuts[2 * len(cuts) // 3]
            pdf.get(page)["/Contents"] = [pdf.add_stream(part.encode("latin-1")) for part in (content[:one], content[one:two], content[two:])]
        pdf.save(path)

    @same("content-saved-state", "the content of a page between saving and restoring the state, as many programs do")
    def _(pdf, path):
        for page in pdf.pages:
            pdf.append(page, "")
        pdf.save(path)

    @same("content-hex-filter", "the content of a page in hexadecimal")
    def _(pdf, path):
        with open(pdf.path, "rb") as file:
            data = file.read()
        page = pdf.pages[0]
        coded = zlib.compress(pdf.data(pdf.contents(page)), 9).hex().encode() + b">"
        body = f"<< /Length {len(coded)} /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n".encode() + coded + b"\nendstream"
        write(path, update(data, {int(pdf.contents(page).split()[0]): body}))

    @same("fonts-hex-text", "text in literal strings instead of hexadecimal ones")
    def _(pdf, path):
        def literal(m):
            data = bytes.fromhex(m[1])
            return "(" + "".join(f"\\{byte:03o}" for byte in data) + ") Tj"

        for page in pdf.pages:
            pdf.set_content(page, re.sub(r"<([0-9A-Fa-f]{4})> Tj", literal, pdf.content(page)))
        pdf.save(path)

    @same("united-alone", "passed through pdfunite, with the stamp put back", "pdfunite")
    def _(pdf, path):
        tool("pdfunite", pdf.path, path)
        restamp(pdf, path, pdf)

    @same("printed-again", "printed into a PDF file again by pdftocairo, with the stamp put back", "pdftocairo")
    def _(pdf, path):
        tool("pdftocairo", "-pdf", pdf.path, path)
        restamp(pdf, path, pdf)
