"""Word files that plainly show other words, or the same words with a stamp that isn't theirs."""
import re

from docx import CUSTOM, DOCUMENT, NotFound, paragraph, run
from stamp import earlier, mixed, spoilt


def other_digit(number):
    """The number with another first digit: 612 becomes 912."""
    return ("8" if number[0] == "9" else "9") + number[1:]


def tell(cases):
    other = cases.other

    @other("words-figure", "the first digit of a figure is another")
    def _(d):
        d.put_figure(lambda number: run(other_digit(number)))

    @other("words-figure-order", "the digits of a figure change places")
    def _(d):
        d.put_figure(lambda number: run(number[0] + number[2] + number[1] + number[3:] + "0"))

    @other("words-figure-split", "another figure, each digit in its own run")
    def _(d):
        d.put_figure(lambda number: "".join(run(digit) for digit in other_digit(number)))

    @other("words-figure-cdata", "another figure, written as CDATA and character references")
    def _(d):
        d.put_figure(lambda number: run(f"&#{ord(other_digit(number)[0])};<![CDATA[{number[1:]}]]>"))

    @other("words-figure-minus", "a hyphen that never breaks, its own element, makes a figure negative")
    def _(d):
        d.put_figure(lambda number: "<w:r><w:noBreakHyphen/></w:r>" + run(number))

    @other("words-sentence-gone", "the sentence with a figure is left out")
    def _(d):
        d.put_sentence(lambda sentence: run(""))

    @other("words-sentence-more", "a sentence more")
    def _(d):
        d.after_run(run("上述数字未经核实。"))

    @other("words-sentence-twice", "a sentence stands there twice")
    def _(d):
        d.put_sentence(lambda sentence: run(sentence + sentence))

    @other("words-full-stop", "a full stop becomes a question mark")
    def _(d):
        d.put_sentence(lambda sentence: run(sentence[:-1] + "？"))

    @other("words-paragraph-more", "a paragraph more")
    def _(d):
        d.after_paragraph(paragraph(run("另有行政复议案件9宗未结。")))

    @other("words-paragraph-gone", "a paragraph is left out")
    def _(d):
        start, end = d.paragraphs[d.paragraph_with_figure()]
        d.put(DOCUMENT, d.text()[:start] + d.text()[end:])

    @other("words-paragraph-twice", "a paragraph stands there twice")
    def _(d):
        start, end = d.paragraphs[d.paragraph_with_figure()]
        d.put(DOCUMENT, d.text()[:end] + d.text()[start:end] + d.text()[end:])

    @other("words-paragraphs-swapped", "two paragraphs change places")
    def _(d):
        at = d.paragraph_with_figure()
        (a, b), (c, e) = d.paragraphs[at], d.paragraphs[at + 2]
        text = d.text()
        d.put(DOCUMENT, text[:a] + text[c:e] + text[b:c] + text[a:b] + text[e:])

    @other("words-title-year", "another year in the title")
    def _(d):
        d.sub(r"(<w:body>.*?)20(\d)(\d)年", lambda m: f"{m[1]}20{m[2]}{(int(m[3]) + 1) % 10}年")

    @other("words-date", "another day under the report")
    def _(d):
        text = d.text()
        last = list(re.finditer(r"(\d{4}年\d{1,2}月)\d{1,2}日</w:t>", text))
        if not last:
            raise NotFound("no date under the report")
        d.put(DOCUMENT, text[: last[-1].start()] + last[-1][1] + "28日</w:t>" + text[last[-1].end() :])

    @other("words-heading", "a heading says the opposite: words are added to it")
    def _(d):
        d.sub(r'(<w:pStyle w:val="Heading1"/>.*?<w:t xml:space="preserve">[^<]*</w:t>.*?)</w:p>', lambda m: m[1] + run("（未完成）") + "</w:p>")

    @other("words-heading-number", "a heading has the number of another one")
    def _(d):
        d.change(">一、<", ">四、<")

    @other("words-table", "a table more, with figures")
    def _(d):
        cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>' + paragraph(run("{}"), "Normal") + "</w:tc>"
        d.after_paragraph(
            '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/>'
            f'</w:tblGrid><w:tr>{cell.format("行政复议")}{cell.format("9宗")}</w:tr></w:tbl>' + paragraph("")
        )

    @other("words-page-more", "an empty page at the end")
    def _(d):
        start, end = d.paragraphs[-1]
        d.put(DOCUMENT, d.text()[:end] + paragraph('<w:r><w:br w:type="page"/></w:r>', "Normal") + paragraph("", "Normal") + d.text()[end:])

    @other("words-annex-page", "a page more at the end, with an annex")
    def _(d):
        start, end = d.paragraphs[-1]
        page = paragraph('<w:r><w:br w:type="page"/></w:r>' + run("附件：关于数字更正的说明"), "Normal")
        d.put(DOCUMENT, d.text()[:end] + page + d.text()[end:])

    @other("stamp-gone", "the stamp is taken out")
    def _(d):
        d.change(d.stamp, "", CUSTOM)

    @other("stamp-part-gone", "the part with the custom properties is taken out")
    def _(d):
        del d.parts[CUSTOM]
        d.sub(r'<Relationship [^>]*custom-properties[^>]*/>', "", "_rels/.rels")
        d.sub(r'<Override [^>]*custom\.xml"[^>]*/>', "", "[Content_Types].xml")

    @other("stamp-one-character", "one character of the stamp is another")
    def _(d):
        d.change(d.stamp, spoilt(d.stamp), CUSTOM)

    @other("stamp-cut", "the stamp is cut short")
    def _(d):
        d.change(d.stamp, d.stamp[: len(d.stamp) // 3], CUSTOM)

    @other("stamp-inside-edited", "a date inside the stamp is set back by a year, the rest stays")
    def _(d):
        d.change(d.stamp, earlier(d.stamp), CUSTOM)

    @other("stamp-renamed", "the property with the stamp has another name")
    def _(d):
        d.sub(r'name="[^"]*"(?=><vt:lpwstr>' + re.escape(d.stamp[:20]) + ")", 'name="Approval"', CUSTOM)

    @other("stamp-second", "a second property of the same name, with an edited stamp, and another figure")
    def _(d):
        name = re.search(r'name="([^"]*)"><vt:lpwstr>' + re.escape(d.stamp[:20]), d.text(CUSTOM))[1]
        d.property(name, spoilt(d.stamp))
        d.put_figure(lambda number: run(other_digit(number)))

    @other("stamp-second-first", "an edited stamp stands before the genuine one, under the same name")
    def _(d):
        line = re.search(r"<property (?:(?!<property ).)*" + re.escape(d.stamp[:20]) + ".*?</property>", d.text(CUSTOM), re.S)[0]
        forged = line.replace(d.stamp, spoilt(d.stamp)).replace('pid="2"', 'pid="9"')
        d.change(line, forged + line, CUSTOM)

    @other("stamp-custom-twice", "custom.xml twice in the package, the first with an edited stamp")
    def _(d):
        genuine = d.parts[CUSTOM]
        d.change(d.stamp, spoilt(d.stamp), CUSTOM)
        return d.bytes(extra=[(CUSTOM, genuine)])

    @other("stamp-custom-twice-last", "custom.xml twice in the package, the last with an edited stamp")
    def _(d):
        forged = d.text(CUSTOM).replace(d.stamp, spoilt(d.stamp)).encode()
        return d.bytes(extra=[(CUSTOM, forged)])


def tell_foreign(cases, foreign, at):
    """Cases with another genuine file: another report, or another edition."""

    @cases.other(f"foreign-{at}-stamp", "the stamp of another genuine file in this one")
    def _(d):
        d.change(d.stamp, foreign().stamp, CUSTOM)

    for part in range(2):

        @cases.other(f"foreign-{at}-stamp-part-{part + 1}", f"a part of the stamp (difference {part + 1}) is that of another genuine file")
        def _(d, part=part):
            d.change(d.stamp, mixed(d.stamp, foreign().stamp)[part], CUSTOM)

    @cases.other(f"foreign-{at}-words", "the words of another genuine file under the stamp of this one")
    def _(d):
        if re.findall(r"<w:t[ >][^<]*", d.text()) == re.findall(r"<w:t[ >][^<]*", foreign().text()):
            raise NotFound("the other file has the same words")
        d.put(DOCUMENT, foreign().text())

    @cases.other(f"foreign-{at}-custom-part", "the custom properties of another genuine file")
    def _(d):
        d.put(CUSTOM, foreign().text(CUSTOM) + "\n")

    @cases.other(f"foreign-{at}-both-stamps", "two stamps under one name: of this file, and of another genuine one")
    def _(d):
        name = re.search(r'name="([^"]*)"><vt:lpwstr>' + re.escape(d.stamp[:20]), d.text(CUSTOM))[1]
        d.property(name, foreign().stamp)

    @cases.other(f"foreign-{at}-custom-twice", "custom.xml twice in the package: of this file, and of another genuine one")
    def _(d):
        return d.bytes(extra=[(CUSTOM, foreign().parts[CUSTOM])])

    @cases.other(f"foreign-{at}-document-twice", "document.xml twice in the package: of this file, and of another genuine one")
    def _(d):
        return d.bytes(extra=[(DOCUMENT, foreign().parts[DOCUMENT])])
