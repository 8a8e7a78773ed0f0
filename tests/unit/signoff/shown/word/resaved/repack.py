"""Packs Word files again as Python does: standard input is JSON, a list of {file, out, how}."""

import io
import json
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

HOW = {
    "stored": zipfile.ZIP_STORED,
    "deflated": zipfile.ZIP_DEFLATED,
    "backwards": zipfile.ZIP_DEFLATED,
    "parsed": zipfile.ZIP_DEFLATED,
    "folders": zipfile.ZIP_DEFLATED,
    "comment": zipfile.ZIP_DEFLATED,
}


def parsed(data: bytes) -> bytes:
    """XML as ElementTree writes it: with prefixes of its own, without those that nothing uses."""
    out = io.BytesIO()
    ElementTree.ElementTree(ElementTree.fromstring(data)).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()


for job in json.load(sys.stdin):
    how = job["how"]
    with zipfile.ZipFile(job["file"]) as old, zipfile.ZipFile(job["out"], "w", HOW[how]) as new:
        entries = old.infolist()
        if how == "backwards":
            entries.reverse()
        if how == "folders":
            new.writestr("word/", b"")
        for entry in entries:
            data = old.read(entry)
            if how == "parsed" and entry.filename.endswith((".xml", ".rels")):
                data = parsed(data)
            new.writestr(entry.filename, data)
        if how == "comment":
            new.comment = "青禾镇".encode()
