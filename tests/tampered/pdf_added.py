"""PDF files that show something beside the page: annotations, forms, attachments, actions, bookmarks, overlays."""
import os
import re

from pdf_file import stream, tool, update
from pdf_words import helvetica, small_pdf, text, write

WORDS = "u:上述数字未经核实"


def tell(cases):
    other = cases.other

    def annotation(name, what, make):
        """An annotation made from the place of the line with the figure."""

        def build(pdf, path):
            page, (x, y, right, top), (left, bottom, end, up) = pdf.box()
            pdf.annotate(page, make(pdf, x, y, right, top, [left, bottom, end, up]))
            pdf.save(path)

        cases.add("note-" + name, "other", what, "python", build)

    quads = lambda x, y, right, top: [x, top, right, top, x, y, right, y]
    annotation("text", "a note on a figure", lambda pdf, x, y, r, t, line: {"/Subtype": "/Text", "/Rect": [x, y, x + 20, t], "/Contents": WORDS, "/Open": True})
    annotation("text-hidden", "a note that is hidden", lambda pdf, x, y, r, t, line: {"/Subtype": "/Text", "/Rect": [x, y, x + 20, t], "/Contents": WORDS, "/F": 2})
    annotation("free-text", "words written on the page as an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/FreeText", "/Rect": [90, 60, 400, 90], "/Contents": WORDS, "/DA": "u:/Helv 14 Tf 1 0 0 rg", "/AP": {"/N": pdf.form(text("NOT APPROVED", 5, 8), [0, 0, 310, 30], {"/Font": {"/HelvT": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}})}})
    annotation("free-text-bare", "words written on the page as an annotation, drawn by the viewer", lambda pdf, x, y, r, t, line: {"/Subtype": "/FreeText", "/Rect": [90, 60, 400, 90], "/Contents": "u:NOT APPROVED", "/DA": "u:/Helv 14 Tf 1 0 0 rg"})
    annotation("stamp", "a rubber stamp on the page", lambda pdf, x, y, r, t, line: {"/Subtype": "/Stamp", "/Rect": [300, 100, 500, 200], "/Name": "/Draft", "/AP": {"/N": pdf.form("1 0 0 RG 4 w 4 4 192 92 re S", [0, 0, 200, 100])}})
    annotation("cover", "a white square lies on a line, as an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/Square", "/Rect": line, "/IC": [1, 1, 1], "/C": [1, 1, 1], "/AP": {"/N": pdf.form("1 1 1 rg 0 0 900 900 re f", [0, 0, line[2] - line[0], line[3] - line[1]])}})
    annotation("figure", "another figure is written over the genuine one, as an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/FreeText", "/Rect": [x, y, r, t], "/Contents": "u:", "/DA": "u:/Helv 14 Tf 0 g", "/AP": {"/N": pdf.form(f"1 1 1 rg 0 0 {r - x} {t - y} re f\n" + text("912", 0, 6, 16, "0 0 0"), [0, 0, r - x, t - y], {"/Font": {"/HelvT": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}})}})
    annotation("strike", "a figure is struck out by an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/StrikeOut", "/Rect": [x, y, r, t], "/QuadPoints": quads(x, y, r, t), "/C": [1, 0, 0]})
    annotation("highlight", "a figure is marked in yellow by an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/Highlight", "/Rect": [x, y, r, t], "/QuadPoints": quads(x, y, r, t), "/C": [1, 1, 0]})
    annotation("ink", "a stroke by hand", lambda pdf, x, y, r, t, line: {"/Subtype": "/Ink", "/Rect": line, "/InkList": [[line[0], line[1], line[2], line[3]]], "/C": [1, 0, 0], "/BS": {"/W": 3}})
    annotation("line", "a line drawn through words by an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/Line", "/Rect": line, "/L": [line[0], line[1], line[2], line[3]], "/C": [1, 0, 0]})
    annotation("link", "a link to a web address on a line", lambda pdf, x, y, r, t, line: {"/Subtype": "/Link", "/Rect": line, "/A": {"/S": "/URI", "/URI": "u:https://example.org/"}, "/Border": [0, 0, 1]})
    annotation("popup", "a window with words", lambda pdf, x, y, r, t, line: {"/Subtype": "/Popup", "/Rect": [90, 90, 300, 200], "/Open": True, "/Contents": WORDS})
    annotation("file", "a file is attached to a line", lambda pdf, x, y, r, t, line: {"/Subtype": "/FileAttachment", "/Rect": [x, y, x + 15, t], "/Contents": WORDS, "/FS": attached(pdf)})
    annotation("watermark", "a watermark as an annotation", lambda pdf, x, y, r, t, line: {"/Subtype": "/Watermark", "/Rect": [0, 0, 595, 842], "/AP": {"/N": pdf.form(text("VOID", 150, 400, 120, ".8 .8 .8"), [0, 0, 595, 842], {"/Font": {"/HelvT": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}})}})
    annotation("redact", "a line is marked to be blacked out", lambda pdf, x, y, r, t, line: {"/Subtype": "/Redact", "/Rect": line, "/QuadPoints": quads(*line), "/IC": [0, 0, 0], "/AP": {"/N": pdf.form("0 g 0 0 900 900 re f", [0, 0, line[2] - line[0], line[3] - line[1]])}})

    @other("note-incremental", "a white square lies on a line, as an annotation added by an incremental update", "python")
    def _(pdf, path):
        page, _, (left, bottom, right, top) = pdf.box()
        with open(pdf.path, "rb") as file:
            data = file.read()
        number, generation, _ = page.split()
        body = re.search(rf"(?<!\d){number} {generation} obj\s*(.*?)\s*endobj".encode(), data, re.S)[1]
        body = body[: body.rindex(b">>")] + b" /Annots [905 0 R] >>"
        note = f"<< /Type /Annot /Subtype /Square /F 4 /Rect [{left} {bottom} {right} {top}] /AP << /N 906 0 R >> >>".encode()
        look = stream("1 g 0 0 900 900 re f", f"/Type /XObject /Subtype /Form /BBox [0 0 {right - left} {top - bottom}] ")
        write(path, update(data, {int(number): body, 905: note, 906: look}))

    @other("form-field", "a field to fill in, with words")
    def _(pdf, path):
        page = pdf.pages[0]
        field = {
            "/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx", "/T": "u:f1", "/V": "u:NOT APPROVED", "/F": 4, "/P": page, "/Rect": [90, 60, 400, 90], "/DA": "u:/Helv 14 Tf 1 0 0 rg",
            "/AP": {"/N": pdf.form(text("NOT APPROVED", 5, 8), [0, 0, 310, 30], {"/Font": {"/HelvT": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}})},
        }
        ref = pdf.add(field)
        pdf.get(page)["/Annots"] = [ref]
        pdf.catalog["/AcroForm"] = {"/Fields": [ref], "/NeedAppearances": False}
        pdf.save(path)

    @other("form-field-drawn-later", "a field with words that the viewer is asked to draw")
    def _(pdf, path):
        page = pdf.pages[0]
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        ref = pdf.add({"/Type": "/Annot", "/Subtype": "/Widget", "/FT": "/Tx", "/T": "u:f1", "/V": "u:NOT APPROVED", "/F": 4, "/P": page, "/Rect": [90, 60, 400, 90], "/DA": "u:/Helv 14 Tf 1 0 0 rg"})
        pdf.get(page)["/Annots"] = [ref]
        pdf.catalog["/AcroForm"] = {"/Fields": [ref], "/NeedAppearances": True, "/DR": {"/Font": {"/Helv": pdf.add(font)}}}
        pdf.save(path)

    @other("attachment", "a file is attached", "qpdf")
    def _(pdf, path):
        extra = os.path.join(pdf.folder, "more.txt")
        write(extra, "上述数字未经核实".encode())
        tool("qpdf", pdf.path, "--static-id", "--add-attachment", extra, "--creationdate=D:20240101000000Z", "--moddate=D:20240101000000Z", "--", path)

    @other("portfolio", "a collection, whose first file is another report: viewers open that one")
    def _(pdf, path):
        names = pdf.add({"/Names": ["u:report.pdf", attached(pdf, small_pdf(text("OTHER REPORT", 90, 700)), "report.pdf")]})
        pdf.catalog["/Names"] = {"/EmbeddedFiles": names}
        pdf.catalog["/Collection"] = {"/Type": "/Collection", "/D": "u:report.pdf", "/View": "/T"}
        pdf.save(path)

    @other("action-script", "a script runs when the file is opened")
    def _(pdf, path):
        pdf.catalog["/OpenAction"] = {"/S": "/JavaScript", "/JS": "u:app.alert('NOT APPROVED');"}
        pdf.save(path)

    @other("action-page", "a script runs when a page is shown")
    def _(pdf, path):
        pdf.get(pdf.pages[0])["/AA"] = {"/O": {"/S": "/JavaScript", "/JS": "u:app.alert('NOT APPROVED');"}}
        pdf.save(path)

    @other("action-launch", "another file is opened with this one")
    def _(pdf, path):
        pdf.catalog["/OpenAction"] = {"/S": "/Launch", "/F": "u:more.pdf"}
        pdf.save(path)

    @other("bookmark-words", "a bookmark says other words than the heading")
    def _(pdf, path):
        for one in pdf.objects.values():
            value = one.get("value")
            if isinstance(value, dict) and "/Dest" in value and "/Title" in value and "/Next" in value:
                value["/Title"] = "u:一、未完成的工作"
                break
        else:
            raise LookupError("no bookmarks")
        pdf.save(path)

    @other("bookmark-more", "a bookmark more, with words")
    def _(pdf, path):
        pdf.catalog["/Outlines"] = pdf.add({"/Type": "/Outlines"})
        only = pdf.add({"/Title": WORDS, "/Parent": pdf.catalog["/Outlines"], "/Dest": [pdf.pages[0], "/Fit"]})
        pdf.get(pdf.catalog["/Outlines"]).update({"/First": only, "/Last": only, "/Count": 1})
        pdf.save(path)

    @other("form-object", "words more in a form that the content calls")
    def _(pdf, path):
        page = pdf.pages[0]
        form = pdf.form(text("NOT APPROVED", 5, 8), [0, 0, 310, 30], {"/Font": {"/HelvT": {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}}})
        pdf.resource(page, "XObject", "FmT", form)
        pdf.append(page, "q 1 0 0 1 90 90 cm /FmT Do Q\n")
        pdf.save(path)

    @other("drawn-words", "words more that are drawn, not written")
    def _(pdf, path):
        page = pdf.pages[0]
        strokes = [(90, 90, 90, 120), (90, 120, 105, 90), (105, 90, 105, 120), (115, 90, 115, 120), (115, 120, 128, 120), (128, 120, 128, 90), (128, 90, 115, 90), (134, 120, 150, 120), (142, 120, 142, 90)]
        pdf.append(page, "1 0 0 RG 3 w " + " ".join(f"{a} {b} m {c} {d} l S" for a, b, c, d in strokes) + "\n")
        pdf.save(path)

    @other("seal", "a red seal is drawn on the last page")
    def _(pdf, path):
        page = pdf.pages[-1]
        pdf.append(page, "1 0 0 RG 4 w 400 300 m 400 333 373 360 340 360 c 307 360 280 333 280 300 c 280 267 307 240 340 240 c 373 240 400 267 400 300 c s\n")
        pdf.save(path)

    @other("seal-picture", "a red picture like a seal on the last page")
    def _(pdf, path):
        page = pdf.pages[-1]
        pdf.resource(page, "XObject", "ImT", pdf.add_stream(b"\xc8\x14\x14", {"/Type": "/XObject", "/Subtype": "/Image", "/Width": 1, "/Height": 1, "/BitsPerComponent": 8, "/ColorSpace": "/DeviceRGB"}))
        pdf.append(page, "q 100 0 0 100 300 250 cm /ImT Do Q\n")
        pdf.save(path)

    @other("header-words", "words in the upper margin of every page")
    def _(pdf, path):
        for page in pdf.pages:
            helvetica(pdf, page)
            pdf.append(page, text("DRAFT", 270, 790))
        pdf.save(path)

    @other("page-number", "another number under a page")
    def _(pdf, path):
        page = pdf.pages[-1]
        glyphs = pdf.glyphs(page)
        number = next(g for g in glyphs if g.text.isdigit())
        code = next(g.code for g in pdf.glyphs(pdf.pages[0]) + glyphs if g.text.isdigit() and g.text != number.text and g.font == number.font)
        content = pdf.content(page)
        pdf.set_content(page, content[: number.start] + f"<{code:04X}> Tj" + content[number.end :])
        pdf.save(path)

    def laid(name, what, how, content):
        """One page laid over or under all pages."""

        def make(pdf, path):
            extra = os.path.join(pdf.folder, "laid.pdf")
            write(extra, small_pdf(content(pdf)))
            tool("qpdf", pdf.path, "--static-id", how, extra, "--to=1-z", "--from=", "--repeat=1", "--", path)

        cases.add(name, "other", what, "qpdf", make)

    def over_line(pdf):
        _, _, (left, bottom, right, top) = pdf.box()
        return f"1 g {left} {bottom} {right - left} {top - bottom} re f\n"

    laid("overlay-watermark", "a watermark is laid over all pages", "--overlay", lambda pdf: text("VOID", 150, 400, 120, ".8 .8 .8"))
    laid("overlay-cover", "a white rectangle is laid over a line", "--overlay", over_line)
    laid("underlay-words", "words are laid under all pages", "--underlay", lambda pdf: text("NOT APPROVED", 90, 60))

    @other("encrypted-with-password", "the file opens only with a password", "qpdf")
    def _(pdf, path):
        tool("qpdf", pdf.path, "--static-id", "--static-aes-iv", "--encrypt", "secret", "secret", "256", "--", path)


def attached(pdf, data=b"not true", name="more.txt"):
    inside = pdf.add_stream(data, {"/Type": "/EmbeddedFile"})
    return pdf.add({"/Type": "/Filespec", "/F": "u:" + name, "/UF": "u:" + name, "/EF": {"/F": inside}})
