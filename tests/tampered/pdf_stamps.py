"""PDF files whose stamp was changed, or is that of another file."""
from pdf_file import tool, update
from pdf_words import write
from stamp import earlier, mixed, spoilt


def tell(cases):
    other = cases.other

    @other("stamp-gone", "the stamp is taken out")
    def _(pdf, path):
        del pdf.info[pdf.stamp_name]
        pdf.save(path)

    @other("stamp-info-gone", "the information dictionary is taken out")
    def _(pdf, path):
        del pdf.trailer["/Info"]
        pdf.save(path)

    @other("stamp-lost-in-print", "printed into another PDF file by pdftocairo, which keeps no stamp", "pdftocairo")
    def _(pdf, path):
        tool("pdftocairo", "-pdf", pdf.path, path)

    @other("stamp-character", "one character of the stamp is another")
    def _(pdf, path):
        pdf.info[pdf.stamp_name] = "u:" + spoilt(pdf.info[pdf.stamp_name][2:])
        pdf.save(path)

    @other("stamp-inside-edited", "a date inside the stamp is set back by a year, the rest stays")
    def _(pdf, path):
        pdf.info[pdf.stamp_name] = "u:" + earlier(pdf.info[pdf.stamp_name][2:])
        pdf.save(path)

    @other("stamp-renamed", "the stamp has another name")
    def _(pdf, path):
        pdf.info["/Approval"] = pdf.info.pop(pdf.stamp_name)
        pdf.save(path)

    @other("stamp-in-catalog", "the stamp stands in the catalog, not among the properties")
    def _(pdf, path):
        name = pdf.stamp_name
        pdf.catalog[name] = pdf.info.pop(name)
        pdf.save(path)

    @other("stamp-twice", "the stamp's name stands twice among the properties, the first time edited")
    def _(pdf, path):
        twice(pdf, path, True)

    @other("stamp-twice-last", "the stamp's name stands twice among the properties, the last time edited")
    def _(pdf, path):
        twice(pdf, path, False)

    @other("stamp-updated", "an incremental update has other properties, with an edited stamp")
    def _(pdf, path):
        name = pdf.stamp_name
        value = pdf.info[name][2:]
        with open(pdf.path, "rb") as file:
            write(path, update(file.read(), {904: f"<< {name} ({spoilt(value)}) >>".encode()}, "/Info 904 0 R "))

    @other("info-title", "another title among the properties, which the viewer shows above the window")
    def _(pdf, path):
        pdf.info["/Title"] = "u:草稿（未经核实）"
        pdf.save(path)


def twice(pdf, path, first):
    name = pdf.stamp_name
    value = pdf.info[name][2:]
    forged, genuine = f"{name} ({spoilt(value)})", f"{name} ({value})"
    with open(pdf.path, "rb") as file:
        pair = f"{forged} {genuine}" if first else f"{genuine} {forged}"
        write(path, update(file.read(), {904: f"<< /Creator (Nianshu) {pair} >>".encode()}, "/Info 904 0 R "))


def tell_foreign(cases, foreign, at):
    @cases.other(f"foreign-{at}-stamp", "the stamp of another genuine file in this one")
    def _(pdf, path):
        theirs = foreign(pdf.folder)
        pdf.info[pdf.stamp_name] = theirs.info[theirs.stamp_name]
        pdf.save(path)

    for part in range(2):

        @cases.other(f"foreign-{at}-stamp-part-{part + 1}", f"a part of the stamp (difference {part + 1}) is that of another genuine file")
        def _(pdf, path, part=part):
            theirs = foreign(pdf.folder)
            stamps = mixed(pdf.info[pdf.stamp_name][2:], theirs.info[theirs.stamp_name][2:])
            pdf.info[pdf.stamp_name] = "u:" + stamps[part]
            pdf.save(path)

    @cases.other(f"foreign-{at}-info", "all properties of another genuine file in this one")
    def _(pdf, path):
        theirs = foreign(pdf.folder)
        pdf.trailer["/Info"] = pdf.add({**theirs.info, "/Subject": "u:x"})
        pdf.save(path)

    @cases.other(f"foreign-{at}-words", "the pages of another genuine file under the stamp of this one", "qpdf")
    def _(pdf, path):
        theirs = foreign(pdf.folder)
        theirs.trailer["/Info"] = theirs.add(pdf.info)
        theirs.save(path)

    @cases.other(f"foreign-{at}-page", "the last page of another genuine file instead of this one's", "qpdf")
    def _(pdf, path):
        theirs = foreign(pdf.folder)
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", f"1-{len(pdf.pages) - 1}", theirs.path, "z", "--", path)

    @cases.other(f"foreign-{at}-both", "this file and another genuine one joined, under this one's stamp", "qpdf")
    def _(pdf, path):
        tool("qpdf", pdf.path, "--static-id", "--pages", ".", foreign(pdf.folder).path, "--", path)

    @cases.other(f"foreign-{at}-updated", "an incremental update puts the stamp of another genuine file beside this one's")
    def _(pdf, path):
        theirs = foreign(pdf.folder)
        name = pdf.stamp_name
        pair = f"{name} ({pdf.info[name][2:]}) {name} ({theirs.info[theirs.stamp_name][2:]})"
        with open(pdf.path, "rb") as file:
            write(path, update(file.read(), {904: f"<< {pair} >>".encode()}, "/Info 904 0 R "))
