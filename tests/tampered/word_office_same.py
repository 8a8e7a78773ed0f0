"""Harmless savings of a Word file by LibreOffice: round trips through other formats, and changes of looks."""
import os

from office import WORD
from word_editing import TOOL, Editing
from word_words import other_digit

import uno
from com.sun.star.awt import Size


def tell(cases):
    def same(name, what, kind=WORD):
        def add(edit):
            def make(office, source, path):
                doc = office.open(source)
                try:
                    edit(Editing(office, doc))
                    office.save(doc, path, kind)
                finally:
                    doc.close(True)

            cases.add("office-" + name, "same", what, TOOL, make)
            return edit

        return add

    def through(name, what, ending, kind, last=WORD):
        """Saved in another format, opened from there and saved as a Word file again."""

        def make(office, source, path):
            between = os.path.join(office.folder, "between." + ending)
            doc = office.open(source)
            office.save(doc, between, kind)
            doc.close(True)
            doc = office.open(between)
            office.save(doc, path, last)
            doc.close(True)

        cases.add("office-" + name, "same", what, TOOL, make)

    @same("saved", "opened and saved by LibreOffice")
    def _(e):
        pass

    @same("saved-other-filter", "saved by LibreOffice as Office Open XML", "Office Open XML Text")
    def _(e):
        pass

    through("odt", "saved as OpenDocument and from there as Word again", "odt", "writer8")
    through("fodt", "saved as one OpenDocument XML file and from there as Word again", "fodt", "OpenDocument Text Flat XML", "Office Open XML Text")
    through("twice", "saved twice by LibreOffice", "docx", WORD)
    through("doc", "saved as an old Word file and from there as Word again", "doc", "MS Word 97")

    @same("font", "all text in 宋体, saved by LibreOffice")
    def _(e):
        for p in e.paragraphs():
            p.CharFontName = p.CharFontNameAsian = "宋体"

    @same("size", "body text in 14 points, saved by LibreOffice")
    def _(e):
        style = e.doc.StyleFamilies.getByName("ParagraphStyles").getByName(e.paragraph.ParaStyleName)
        style.CharHeight = style.CharHeightAsian = 14

    @same("margins", "wider margins, saved by LibreOffice")
    def _(e):
        for page in e.pages():
            page.LeftMargin += 300
            page.RightMargin += 200

    @same("letter-paper", "another paper, saved by LibreOffice")
    def _(e):
        for page in e.pages():
            page.Size = Size(21590, 27940)

    @same("bookmark", "a bookmark, saved by LibreOffice")
    def _(e):
        e.insert("text.Bookmark", e.sentence, Name="_GoBack")

    @same("split-runs", "a figure gets another spelling language, which cuts its run, saved by LibreOffice")
    def _(e):
        figure = e.figure
        locale = uno.createUnoStruct("com.sun.star.lang.Locale")
        locale.Language, locale.Country = "en", "US"
        figure.CharLocale = locale

    @same("track-on", "changes are recorded from now on; there are none; saved by LibreOffice")
    def _(e):
        e.doc.RecordChanges = True

    @same("changed-back", "a figure is changed, and changed back, saved by LibreOffice")
    def _(e):
        figure = e.figure
        number = figure.String
        figure.String = other_digit(number)
        figure.String = number

    @same("properties", "another author and key words in the properties, saved by LibreOffice")
    def _(e):
        e.doc.DocumentProperties.Author = "文印室"
        e.doc.DocumentProperties.Keywords = ("总结",)
