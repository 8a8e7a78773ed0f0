"""PDF files that show other words or other pages."""
import os
import re

from pdf_file import Pdf, stream, tool, update


def helvetica(pdf, page):
    pdf.resource(page, "Font", "HelvT", {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"})


def text(words, x, y, size=16, colour="1 0 0"):
    return f"BT {colour} rg /HelvT {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"


def small_pdf(content, box="0 0 595 842", resources=""):
    """A PDF file of one page, written by hand."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R /Resources << /Font << /HelvT << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> {resources} >> >>".encode(),
        stream(content),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def restamp(pdf, path, stamped, *options):
    """Puts the information dictionary of one file into another one."""
    done = Pdf(path, pdf.folder)
    done.trailer["/Info"] = done.add(stamped.info)
    done.save(path, *options)


def tell(cases):
    other = cases.other

    @other("words-digit", "the first digit of a figure is another glyph of the same font")
    def _(pdf, path):
        code, _ = pdf.other_code(pdf.figure[1])
        pdf.put_first_digit(lambda glyph: f"<{code:04X}> Tj")
        pdf.save(path)

    @other("words-order", "two digits of a figure change places")
    def _(pdf, path):
        page, figure = pdf.figure
        content = pdf.content(page)
        a, b = figure[0], figure[1]
        pdf.set_content(page, content[: a.start] + f"<{b.code:04X}> Tj" + content[a.end : b.start] + f"<{a.code:04X}> Tj" + content[b.end :])
        pdf.save(path)

    @other("words-digit-gone", "the last digit of a figure is left out")
    def _(pdf, path):
        page, figure = pdf.figure
        content = pdf.content(page)
        pdf.set_content(page, content[: figure[-1].start] + content[figure[-1].end :])
        pdf.save(path)

    @other("words-line-gone", "a line is left out")
    def _(pdf, path):
        page, start, end = pdf.line
        content = pdf.content(page)
        pdf.set_content(page, content[:start] + content[end:])
        pdf.save(path)

    @other("words-line-twice", "a line stands there twice, the second time a little lower")
    def _(pdf, path):
        page, start, end = pdf.line
        content = pdf.content(page)
        line = content[start:end]
        lower = re.sub(r"(\S+) Tm", lambda m: f"{float(m[1]) + 12} Tm", line, count=1)
        pdf.set_content(page, content[:end] + lower + content[end:])
        pdf.save(path)

    @other("words-more", "words more, behind all others")
    def _(pdf, path):
        page = pdf.pages[-1]
        helvetica(pdf, page)
        pdf.append(page, text("NOT APPROVED", 90, 90))
        pdf.save(path)

    @other("words-more-incremental", "a digit more on a page, added by an incremental update")
    def _(pdf, path):
        page, figure = pdf.figure
        more = f"\nBT /{figure[0].font} 30 Tf 1 0 0 -1 100 300 Tm <{figure[0].code:04X}> Tj ET\n"
        with open(pdf.path, "rb") as file:
            write(path, update(file.read(), {int(pdf.contents(page).split()[0]): stream(pdf.content(page) + more)}))

    @other("words-digit-incremental", "the first digit of a figure is another one, by an incremental update")
    def _(pdf, path):
        page, figure = pdf.figure
        code, _ = pdf.other_code(figure)
        content = pdf.content(page)
        changed = content[: figure[0].start] + f"<{code:04X}> Tj" + content[figure[0].end :]
        with open(pdf.path, "rb") as file:
            write(path, update(file.read(), {int(pdf.contents(page).split()[0]): stream(changed)}))

    @other("words-digit-incremental-free", "by an incremental update the page has other content, and the genuine stays in the file")
    def _(pdf, path):
        page, figure = pdf.figure
        code, _ = pdf.other_code(figure)
        content = pdf.content(page)
        changed = content[: figure[0].start] + f"<{code:04X}> Tj" + content[figure[0].end :]
        fresh = 900
        with open(pdf.path, "rb") as file:
            data = file.read()
        number, generation, _ = page.split()
        body = re.search(rf"(?<!\d){number} {generation} obj\s*(.*?)\s*endobj".encode(), data, re.S)[1]
        body = re.sub(rb"/Contents \d+ 0 R", f"/Contents {fresh} 0 R".encode(), body)
        write(path, update(data, {int(number): body, fresh: stream(changed)}))

    @other("words-two-updates", "another figure by an update, and one more update that has the genuine content again under another number")
    def _(pdf, path):
        page, figure = pdf.figure
        code, _ = pdf.other_code(figure)
        content = pdf.content(page)
        changed = content[: figure[0].start] + f"<{code:04X}> Tj" + content[figure[0].end :]
        with open(pdf.path, "rb") as file:
            data = update(file.read(), {int(pdf.contents(page).split()[0]): stream(changed)})
        write(path, update(data, {901: stream(content)}))

    @other("words-behind-genuine", "a whole other PDF file stands behind the genuine one")
    def _(pdf, path):
        with open(pdf.path, "rb") as file:
            data = file.read()
        again = Pdf(pdf.path, pdf.folder)
        code, _ = again.other_code(again.figure[1])
        again.put_first_digit(lambda glyph: f"<{code:04X}> Tj")
        again.save(path, "--object-streams=disable")
        with open(path, "rb") as file:
            write(path, data + shifted(file.read(), len(data)))

    # PAGES

    @other("page-gone", "the last page is left out", "qpdf")
    def _(pdf, path):
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", f"1-{len(pdf.pages) - 1}", "--", path)

    @other("page-order", "the pages stand in the opposite order", "qpdf")
    def _(pdf, path):
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", "z-1", "--", path)

    @other("page-twice", "the first page stands there twice", "qpdf")
    def _(pdf, path):
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", "1,1-z", "--", path)

    @other("page-blank", "an empty page more", "qpdf")
    def _(pdf, path):
        extra = os.path.join(pdf.folder, "blank.pdf")
        write(extra, small_pdf(" "))
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", extra, "--", path)

    @other("page-annex", "a page more with an annex", "qpdf")
    def _(pdf, path):
        extra = os.path.join(pdf.folder, "annex.pdf")
        write(extra, small_pdf(text("ANNEX: FIGURES CORRECTED", 90, 700)))
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", extra, "--", path)

    @other("page-first", "a cover page in front", "qpdf")
    def _(pdf, path):
        extra = os.path.join(pdf.folder, "cover.pdf")
        write(extra, small_pdf(text("DRAFT", 90, 700)))
        tool("qpdf", pdf.path, "--static-id", "--pages", extra, ".", "--", path)

    @other("page-united", "another file's page behind it, joined by pdfunite, with the stamp put back", "pdfunite")
    def _(pdf, path):
        extra = os.path.join(pdf.folder, "annex.pdf")
        write(extra, small_pdf(text("ANNEX", 90, 700)))
        tool("pdfunite", pdf.path, extra, path)
        restamp(pdf, path, pdf)

    @other("page-swapped", "a page is replaced by one with another figure, by an incremental update of the tree of pages")
    def _(pdf, path):
        page, figure = pdf.figure
        code, _ = pdf.other_code(figure)
        content = pdf.content(page)
        changed = content[: figure[0].start] + f"<{code:04X}> Tj" + content[figure[0].end :]
        with open(pdf.path, "rb") as file:
            data = file.read()
        number, generation, _ = page.split()
        body = re.search(rf"(?<!\d){number} {generation} obj\s*(.*?)\s*endobj".encode(), data, re.S)[1]
        body = re.sub(rb"/Contents \d+ 0 R", b"/Contents 902 0 R", body)
        tree = pdf.catalog["/Pages"]
        kids = " ".join("903 0 R" if one == page else one for one in pdf.pages)
        write(path, update(data, {int(tree.split()[0]): f"<< /Type /Pages /Count {len(pdf.pages)} /Kids [{kids}] >>".encode(), 902: stream(changed), 903: body}))

    @other("page-crop", "the lower half of the first page is cropped away")
    def _(pdf, path):
        pdf.get(pdf.pages[0])["/CropBox"] = [0, 420, 595, 842]
        pdf.save(path)

    @other("page-media-box", "the first page ends in its middle")
    def _(pdf, path):
        pdf.get(pdf.pages[0])["/MediaBox"] = [0, 420, 595, 842]
        pdf.save(path)

    @other("page-picture", "a page is a picture of another figure, with the genuine words behind it that nobody sees", "pdftoppm")
    def _(pdf, path):
        genuine = Pdf(pdf.path, pdf.folder)
        code, _ = pdf.other_code(pdf.figure[1])
        pdf.put_first_digit(lambda glyph: f"<{code:04X}> Tj")
        forged = os.path.join(pdf.folder, "forged.pdf")
        pdf.save(forged)
        page = genuine.figure[0]
        at = str(genuine.pages.index(page) + 1)
        picture = tool("pdftoppm", "-r", "72", "-gray", "-f", at, "-l", at, forged)
        width, height, pixels = grey(picture)
        image = genuine.add_stream(pixels, {"/Type": "/XObject", "/Subtype": "/Image", "/Width": width, "/Height": height, "/BitsPerComponent": 8, "/ColorSpace": "/DeviceGray"})
        genuine.resource(page, "XObject", "ImT", image)
        content = re.sub(r"(BT\n)", r"\g<1>3 Tr\n", genuine.content(page))
        genuine.set_content(page, content)
        genuine.append(page, "q 595 0 0 842 0 0 cm /ImT Do Q\n")
        genuine.save(path)


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def shifted(data, by):
    """A PDF file of one plain table, moved behind other bytes: its table and its end say the new places."""
    table = re.search(rb"xref\n0 (\d+)\n", data)
    start = table.end()
    entries = b"".join(
        (b"%010d" % (int(line[:10]) + by) + line[10:]) if line[17:18] == b"n" else line
        for line in (data[start + 20 * n : start + 20 * n + 20] for n in range(int(table[1])))
    )
    moved = data[:start] + entries + data[start + len(entries) :]
    return re.sub(rb"startxref\n(\d+)", lambda m: b"startxref\n%d" % (int(m[1]) + by), moved)


def grey(pgm):
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", pgm)
    return int(head[1]), int(head[2]), pgm[head.end() :]
