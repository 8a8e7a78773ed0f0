"""A report that is open in LibreOffice, and the places in it that are edited."""
import re

import uno  # makes `com.sun.star` known
from com.sun.star.awt import Size

TOOL = "libreoffice"
FIGURE = r"(?<!\d)[1-9]\d{2,}(?![\d年])"


class Editing:
    """A report that is open in LibreOffice."""

    def __init__(self, office, doc):
        self.office, self.doc = office, doc

    def paragraphs(self):
        each = self.doc.Text.createEnumeration()
        while each.hasMoreElements():
            one = each.nextElement()
            if one.supportsService("com.sun.star.text.Paragraph"):
                yield one

    @property
    def paragraph(self):
        """The paragraph with the first figure of three digits or more in the running text."""
        return next(p for p in self.paragraphs() if len(p.String) >= 20 and re.search(FIGURE, p.String))

    def part(self, start, length):
        """Letters of that paragraph, as a cursor."""
        cursor = self.doc.Text.createTextCursorByRange(self.paragraph.Start)
        cursor.goRight(start, False)
        cursor.goRight(length, True)
        return cursor

    @property
    def figure(self):
        found = re.search(FIGURE, self.paragraph.String)
        return self.part(found.start(), len(found.group()))

    @property
    def sentence(self):
        text = self.paragraph.String
        at = re.search(FIGURE, text).start()
        start = text.rfind("。", 0, at) + 1
        end = text.find("。", at) + 1 or len(text)
        return self.part(start, end - start)

    @property
    def end(self):
        cursor = self.doc.Text.createTextCursorByRange(self.paragraph.End)
        return cursor

    def insert(self, service, at=None, **values):
        """Makes something and puts it at the end of the paragraph, or elsewhere."""
        thing = self.doc.createInstance("com.sun.star." + service)
        after = values.pop("then", {})
        for name, value in values.items():
            setattr(thing, name, value)
        place = at or self.end
        place.Text.insertTextContent(place, thing, at is not None and not at.isCollapsed())
        for name, value in after.items():
            setattr(thing, name, value)
        return thing

    def pages(self):
        styles = self.doc.StyleFamilies.getByName("PageStyles")
        return [style for style in (styles.getByIndex(n) for n in range(styles.Count)) if style.isInUse()]

    def shape(self, kind, size, words="", **values):
        shape = self.doc.createInstance("com.sun.star.drawing." + kind)
        shape.Size = Size(*size)
        self.doc.Text.insertTextContent(self.end, shape, False)
        for name, value in values.items():
            setattr(shape, name, value)
        if words:
            shape.String = words
        return shape
