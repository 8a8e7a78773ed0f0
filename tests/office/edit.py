"""Edits Word files in LibreOffice as people would: reads a list of jobs from standard input (JSON), writes what it did.

Job: {"file", "out", "steps": [...]}; step: {"by", "do", ...}, see `STEPS`. Run it with the system's Python, which knows `uno`.
"""
import json
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.awt import Size
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


said = 0


def now():
    """a second later each time: people need longer than that for a comment"""
    global said
    said += 1
    local = time.localtime(time.time() + said)
    at = uno.createUnoStruct("com.sun.star.util.DateTime")
    at.Year, at.Month, at.Day = local.tm_year, local.tm_mon, local.tm_mday
    at.Hours, at.Minutes, at.Seconds = local.tm_hour, local.tm_min, local.tm_sec
    return at


class Office:
    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="nianshu-office-")
        pipe = "nianshu" + str(time.time_ns())
        self.process = subprocess.Popen(
            [
                "soffice",
                "-env:UserInstallation=file://" + self.folder.name + "/profile",
                "--headless",
                "--norestore",
                "--nologo",
                "--accept=pipe,name=" + pipe + ";urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.time() + 90
        while True:
            try:
                self.context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if time.time() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
        self.manager = self.context.ServiceManager
        self.desktop = self.create("com.sun.star.frame.Desktop")
        self.dispatcher = self.create("com.sun.star.frame.DispatchHelper")

    def create(self, name):
        return self.manager.createInstanceWithContext(name, self.context)

    def sit_down(self, name):
        """Whose name LibreOffice puts on changes and comments."""
        provider = self.create("com.sun.star.configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (prop("nodepath", "/org.openoffice.UserProfile/Data"),),
        )
        access.setPropertyValue("givenname", name)
        access.setPropertyValue("sn", "")
        access.commitChanges()

    def close(self):
        try:
            self.desktop.terminate()
        except Exception:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.folder.cleanup()


class Editing:
    def __init__(self, office, path):
        self.office = office
        self.doc = office.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, (prop("Hidden", True),)
        )

    def find(self, words):
        search = self.doc.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.doc.findFirst(search)
        if found is None:
            raise LookupError("not in the document: " + words)
        return found

    def run(self, step):
        self.office.sit_down(step["by"])
        self.doc.RecordChanges = not step.get("untracked", False)
        getattr(self, step["do"].replace("-", "_"))(step)

    # STEPS

    def insert(self, step):
        """text after words"""
        found = self.find(step["after"])
        cursor = found.Text.createTextCursorByRange(found.End)
        found.Text.insertString(cursor, step["text"], False)

    def delete(self, step):
        self.find(step["text"]).String = ""

    def replace(self, step):
        self.find(step["text"]).String = step["with"]

    def paragraph(self, step):
        """a new paragraph behind the one that holds these words"""
        found = self.find(step["after"])
        cursor = found.Text.createTextCursorByRange(found.End)
        cursor.gotoEndOfParagraph(False)
        found.Text.insertControlCharacter(cursor, 0, False)
        found.Text.insertString(cursor, step["text"], False)

    def remove_paragraph(self, step):
        found = self.find(step["text"])
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        cursor.String = ""

    def dress(self, step):
        """makes words look so, by LibreOffice's own properties: CharStrikeout, CharColor, CharBackColor, CharUnderline"""
        found = self.find(step["on"])
        for name, value in step["look"].items():
            found.setPropertyValue(name, value)

    def text_box(self, step):
        found = self.find(step["after"])
        box = self.doc.createInstance("com.sun.star.text.TextFrame")
        box.setSize(Size(5000, 1500))
        found.Text.insertTextContent(found.End, box, False)
        box.Text.setString(step["text"])

    def page(self, step):
        """margins (1/100 mm) of every kind of page that is used, or words in their headers"""
        styles = self.doc.StyleFamilies.getByName("PageStyles")
        for style in (styles.getByIndex(at) for at in range(styles.Count)):
            if not style.isInUse():
                continue
            if "left" in step:
                style.LeftMargin = step["left"]
            if "header" in step:
                style.HeaderIsOn = True
                style.HeaderText.setString(step["header"])

    def comment(self, step):
        found = self.find(step["on"])
        note = self.doc.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author = step["by"]
        note.Content = step["text"]
        note.DateTimeValue = now()
        found.Text.insertTextContent(found, note, True)

    def notes(self):
        fields = self.doc.TextFields.createEnumeration()
        while fields.hasMoreElements():
            field = fields.nextElement()
            if field.supportsService("com.sun.star.text.textfield.Annotation"):
                yield field

    def note(self, words):
        for note in self.notes():
            if note.Content == words:
                return note
        raise LookupError("no such comment: " + words)

    def reply(self, step):
        """as LibreOffice 7.4 saves an answer: another comment on the same words (it can't write `w15:paraIdParent`)"""
        self.note(step["to"])
        self.comment(step)

    def resolve(self, step):
        self.note(step["text"]).Resolved = step.get("done", True)

    def redlines(self):
        lines = self.doc.Redlines.createEnumeration()
        while lines.hasMoreElements():
            yield lines.nextElement()

    def decide(self, step):
        """accepts or rejects the change by this author that is these words"""
        cursor = self.doc.CurrentController.ViewCursor
        before = list(self.redlines())
        for line in before:
            if line.RedlineAuthor != step["of"]:
                continue
            cursor.gotoRange(line.RedlineStart, False)
            cursor.gotoRange(line.RedlineEnd, True)
            if cursor.String != step["text"]:
                continue
            command = ".uno:AcceptTrackedChange" if step["accept"] else ".uno:RejectTrackedChange"
            self.office.dispatcher.executeDispatch(self.doc.CurrentController.Frame, command, "", 0, ())
            if len(list(self.redlines())) != len(before) - 1:
                raise RuntimeError("not decided: " + step["text"])
            return
        raise LookupError("no such change: " + step["text"])

    def save(self, path):
        self.doc.storeToURL(
            uno.systemPathToFileUrl(path), (prop("FilterName", "MS Word 2007 XML"), prop("Overwrite", True))
        )
        self.doc.close(False)


office = Office()
try:
    done = []
    for job in json.load(sys.stdin):
        editing = Editing(office, job["file"])
        for step in job["steps"]:
            editing.run(step)
        editing.save(job["out"])
        done.append(job["out"])
    print(json.dumps(done))
finally:
    office.close()
