"""LibreOffice without a window, driven over UNO. Needs the system's Python, which knows `uno`."""
import os
import subprocess
import sys
import time

try:
    import uno
except ModuleNotFoundError:
    # Debian puts it where only the system's own Python looks.
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        raise
    os.execv("/usr/bin/python3", ["/usr/bin/python3"] + sys.argv)

from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

WORD = "MS Word 2007 XML"


def prop(name, value):
    one = PropertyValue()
    one.Name, one.Value = name, value
    return one


class Office:
    """Started at the first use."""

    def __init__(self, folder):
        self.folder, self.process, self.desktop, self.context = folder, None, None, None

    def start(self):
        if self.process is not None and self.process.poll() is None:
            return
        pipe = "tampered" + str(os.getpid())
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        end = time.monotonic() + 120
        while True:
            try:
                self.context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except NoConnectException:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
        self.desktop = self.create("com.sun.star.frame.Desktop")
        # Changes and comments need a name.
        provider = self.create("com.sun.star.configuration.ConfigurationProvider")
        user = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", (prop("nodepath", "/org.openoffice.UserProfile/Data"),))
        user.setPropertyValue("givenname", "审核")
        user.commitChanges()

    def create(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, path, *more):
        self.start()
        doc = self.desktop.loadComponentFromURL(uno.systemPathToFileUrl(os.path.abspath(path)), "_blank", 0, (prop("Hidden", True),) + more)
        if doc is None:
            raise RuntimeError("LibreOffice doesn't open " + path)
        return doc

    def dispatch(self, doc, command, *arguments):
        self.create("com.sun.star.frame.DispatchHelper").executeDispatch(doc.CurrentController.Frame, ".uno:" + command, "", 0, tuple(arguments))

    @staticmethod
    def save(doc, path, kind=WORD):
        doc.storeToURL(uno.systemPathToFileUrl(os.path.abspath(path)), (prop("FilterName", kind), prop("Overwrite", True)))

    def close(self):
        if self.process is None:
            return
        try:
            self.desktop.terminate()
        except Exception:
            pass
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
