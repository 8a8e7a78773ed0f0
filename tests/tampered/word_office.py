"""Word files that LibreOffice edits and saves: what people do to a report with a word processor."""
import os

from docx import png
from office import prop
from word_editing import TOOL, Editing
from word_words import other_digit

import uno
from com.sun.star.awt import Size

WORDS = "上述数字未经核实"
PARAGRAPH = 0  # com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK
BREAK = uno.Enum("com.sun.star.style.BreakType", "PAGE_BEFORE")


def tell(cases):
    def other(name, what, tracked=False):
        def add(edit):
            def make(office, source, path):
                doc = office.open(source)
                try:
                    doc.RecordChanges = tracked
                    edit(Editing(office, doc))
                    office.save(doc, path)
                finally:
                    doc.close(True)

            cases.add("office-" + name, "other", what, TOOL, make)
            return edit

        return add

    for tracked, how in ((False, ""), (True, ", recorded as a change")):
        end = "-tracked" if tracked else ""

        @other("figure" + end, "a figure is another one" + how, tracked)
        def _(e):
            figure = e.figure
            figure.String = other_digit(figure.String)

        @other("sentence-gone" + end, "the sentence with a figure is deleted" + how, tracked)
        def _(e):
            e.sentence.String = ""

        @other("sentence-more" + end, "a sentence is added" + how, tracked)
        def _(e):
            e.end.String = WORDS + "。"

        @other("paragraph-more" + end, "a paragraph is added" + how, tracked)
        def _(e):
            at = e.end
            e.doc.Text.insertControlCharacter(at, PARAGRAPH, False)
            e.doc.Text.insertString(at, WORDS + "。", False)

        @other("paragraph-gone" + end, "a paragraph is deleted" + how, tracked)
        def _(e):
            cursor = e.doc.Text.createTextCursorByRange(e.paragraph.Start)
            cursor.gotoNextParagraph(True)
            cursor.String = ""

        @other("digit-in-run" + end, "one digit more in a figure" + how, tracked)
        def _(e):
            figure = e.figure
            figure.Text.insertString(figure.End, "0", False)

    @other("paragraphs-joined-tracked", "a paragraph is joined to the next one, recorded as a change", True)
    def _(e):
        cursor = e.doc.Text.createTextCursorByRange(e.paragraph.End)
        cursor.goRight(1, True)
        cursor.String = ""

    @other("changes-hidden", "a figure is another one, recorded as a change, and changes are not shown", True)
    def _(e):
        figure = e.figure
        figure.String = other_digit(figure.String)
        e.doc.CurrentController.ViewSettings.ShowChangesInMargin = False
        e.office.dispatch(e.doc, "ShowTrackedChanges", prop("ShowTrackedChanges", False))

    @other("comment", "a comment on a sentence")
    def _(e):
        e.insert("text.textfield.Annotation", e.sentence, Author="审核", Content=WORDS)

    @other("comment-resolved", "a comment that is resolved")
    def _(e):
        e.insert("text.textfield.Annotation", e.sentence, Author="审核", Content=WORDS, then={"Resolved": True})

    @other("header", "words in the header")
    def _(e):
        for page in e.pages():
            page.HeaderIsOn = True
            page.HeaderText.String = WORDS

    @other("header-left", "words in the header of even pages")
    def _(e):
        for page in e.pages():
            page.HeaderIsOn = True
            page.HeaderIsShared = False
            page.HeaderTextLeft.String = WORDS

    @other("header-first", "words in the header of the first page")
    def _(e):
        for page in e.pages():
            page.HeaderIsOn = True
            page.FirstIsShared = False
            page.HeaderTextFirst.String = WORDS

    @other("footer", "words beside the page number")
    def _(e):
        for page in e.pages():
            page.FooterText.insertString(page.FooterText.End, WORDS, False)

    @other("header-frame", "a text box in the header lies over the page")
    def _(e):
        for page in e.pages():
            page.HeaderIsOn = True
            frame = e.doc.createInstance("com.sun.star.text.TextFrame")
            frame.setSize(Size(8000, 2000))
            page.HeaderText.insertTextContent(page.HeaderText.End, frame, False)
            frame.Text.String = WORDS

    @other("frame", "a text box")
    def _(e):
        frame = e.doc.createInstance("com.sun.star.text.TextFrame")
        frame.setSize(Size(6000, 2000))
        e.doc.Text.insertTextContent(e.end, frame, False)
        frame.Text.String = WORDS

    @other("rectangle", "a drawn rectangle with words")
    def _(e):
        e.shape("RectangleShape", (6000, 1500), WORDS)

    @other("cover", "a white rectangle without a line lies on a sentence")
    def _(e):
        none = uno.Enum("com.sun.star.drawing.LineStyle", "NONE")
        e.shape("RectangleShape", (15000, 2500), FillColor=0xFFFFFF, LineStyle=none, VertOrientPosition=-2500)

    @other("line", "a drawn line across a sentence")
    def _(e):
        e.shape("LineShape", (12000, 10), LineColor=0xFF0000, LineWidth=100)

    @other("ellipse", "a red circle like a seal, with words")
    def _(e):
        none = uno.Enum("com.sun.star.drawing.FillStyle", "NONE")
        e.shape("EllipseShape", (4000, 4000), "青禾镇人民政府", LineColor=0xFF0000, LineWidth=100, FillStyle=none)

    @other("picture", "a picture")
    def _(e):
        path = os.path.join(e.office.folder, "seal.png")
        with open(path, "wb") as file:
            file.write(png(40, 40, lambda x, y: (200, 20, 20)))
        provider = e.office.create("com.sun.star.graphic.GraphicProvider")
        graphic = provider.queryGraphic((prop("URL", uno.systemPathToFileUrl(path)),))
        e.insert("text.TextGraphicObject", None, Graphic=graphic, Width=4000, Height=4000)

    def dressed(name, what, **values):
        @other(name, what)
        def _(e):
            sentence = e.sentence
            for key, value in values.items():
                setattr(sentence, key, value)

    dressed("hidden", "a sentence is hidden text", CharHidden=True)
    dressed("white", "a sentence is white", CharColor=0xFFFFFF)
    dressed("tiny", "a sentence is one point high", CharHeightAsian=1.0, CharHeight=1.0)
    dressed("struck", "a sentence is struck through", CharStrikeout=1)
    dressed("narrow", "a sentence is one hundredth as wide", CharScaleWidth=1)
    dressed("marked-black", "a sentence is black on black", CharColor=0, CharBackColor=0)
    dressed("symbols", "a sentence is in a font of symbols", CharFontName="OpenSymbol", CharFontNameAsian="OpenSymbol")
    dressed("boxed", "a sentence is crossed out with letters", CharStrikeout=6)

    @other("hidden-style", "a sentence is hidden by a new character style")
    def _(e):
        style = e.doc.createInstance("com.sun.star.style.CharacterStyle")
        e.doc.StyleFamilies.getByName("CharacterStyles").insertByName("Secret", style)
        style.CharHidden = True
        e.sentence.CharStyleName = "Secret"

    @other("white-style", "body text is white by its style")
    def _(e):
        name = e.paragraph.ParaStyleName
        e.doc.StyleFamilies.getByName("ParagraphStyles").getByName(name).CharColor = 0xFFFFFF

    @other("hidden-paragraph-style", "a paragraph is hidden by a new style")
    def _(e):
        style = e.doc.createInstance("com.sun.star.style.ParagraphStyle")
        e.doc.StyleFamilies.getByName("ParagraphStyles").insertByName("Secret", style)
        style.ParentStyle = e.paragraph.ParaStyleName
        style.CharHidden = True
        e.paragraph.ParaStyleName = "Secret"

    @other("secret-white", "a white sentence more")
    def _(e):
        at = e.end
        at.String = WORDS
        at.CharColor = 0xFFFFFF

    @other("secret-hidden", "a hidden sentence more")
    def _(e):
        at = e.end
        at.String = WORDS
        at.CharHidden = True

    @other("footnote", "a footnote")
    def _(e):
        e.insert("text.Footnote").String = WORDS

    @other("endnote", "an endnote")
    def _(e):
        e.insert("text.Endnote").String = WORDS

    @other("field-date", "today's date as a field")
    def _(e):
        e.insert("text.textfield.DateTime", IsFixed=False, IsDate=True)

    @other("field-page", "the page number in the text, instead of a figure")
    def _(e):
        figure = e.figure
        figure.String = ""
        e.insert("text.textfield.PageNumber", figure, NumberingType=4, SubType=uno.Enum("com.sun.star.text.PageNumberType", "CURRENT"))

    @other("field-input", "a field to fill in")
    def _(e):
        e.insert("text.textfield.Input", Content=WORDS, Hint="x")

    @other("field-title", "the title from the properties, which is another one")
    def _(e):
        e.doc.DocumentProperties.Title = WORDS
        e.insert("text.textfield.docinfo.Title")

    @other("field-user", "a property of one's own, shown instead of a figure")
    def _(e):
        figure = e.figure
        e.doc.DocumentProperties.UserDefinedProperties.addProperty("Total", 0, other_digit(figure.String))
        figure.String = ""
        e.insert("text.textfield.docinfo.Custom", figure, Name="Total")

    @other("section-columns", "a section of two columns with a paragraph more")
    def _(e):
        at = e.end
        e.doc.Text.insertControlCharacter(at, PARAGRAPH, False)
        e.doc.Text.insertString(at, WORDS, False)
        section = e.doc.createInstance("com.sun.star.text.TextSection")
        columns = e.doc.createInstance("com.sun.star.text.TextColumns")
        columns.setColumnCount(2)
        section.TextColumns = columns
        cursor = e.doc.Text.createTextCursorByRange(at)
        cursor.gotoStartOfParagraph(True)
        e.doc.Text.insertTextContent(cursor, section, True)

    @other("table", "a table more")
    def _(e):
        table = e.doc.createInstance("com.sun.star.text.TextTable")
        table.initialize(2, 2)
        e.doc.Text.insertTextContent(e.end, table, False)
        table.getCellByName("A1").String = WORDS

    @other("numbered", "a paragraph gets a bullet")
    def _(e):
        e.paragraph.NumberingStyleName = "List 1"

    @other("numbered-lines", "every line has a number")
    def _(e):
        e.doc.LineNumberingProperties.IsOn = True

    @other("ruby", "small letters over a figure")
    def _(e):
        figure = e.figure
        figure.RubyText = other_digit(figure.String)

    @other("link", "a sentence is linked to a web page")
    def _(e):
        e.sentence.HyperLinkURL = "https://example.org/"

    @other("page-more", "a page more with an annex")
    def _(e):
        end = e.doc.Text.createTextCursorByRange(e.doc.Text.End)
        e.doc.Text.insertControlCharacter(end, PARAGRAPH, False)
        end.BreakType = BREAK
        end.String = "附件：关于数字更正的说明"

    @other("page-border", "a box around the page")
    def _(e):
        line = uno.createUnoStruct("com.sun.star.table.BorderLine2")
        line.Color, line.OuterLineWidth = 0xFF0000, 100
        for page in e.pages():
            page.TopBorder = page.BottomBorder = page.LeftBorder = page.RightBorder = line

    @other("page-black", "the page is black")
    def _(e):
        for page in e.pages():
            page.BackColor = 0x000000

    @other("watermark", "a watermark")
    def _(e):
        e.office.dispatch(e.doc, "Watermark", prop("Text", "作废"), prop("Font", "宋体"), prop("Angle", 45), prop("Transparency", 50), prop("Color", 0xC0C0C0))
