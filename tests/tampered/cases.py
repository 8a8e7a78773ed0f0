"""The list of cases that the makers fill, and what writes them to a folder with `cases.json`."""
import hashlib
import json
import os
import sys

OTHER = "other"
SAME = "same"


class Case:
    def __init__(self, file, label, what, tool, make):
        self.file, self.label, self.what, self.tool, self.make = file, label, what, tool, make


class Cases:
    """Cases in the order in which they were told; `other` and `same` are decorators for makers."""

    def __init__(self, ending):
        self.ending = ending
        self.all = []

    def add(self, name, label, what, tool, make):
        file = name + self.ending
        if any(case.file == file for case in self.all):
            raise ValueError("two cases are named " + file)
        self.all.append(Case(file, label, what, tool, make))

    def _telling(self, label, name, what, tool):
        def tell(make):
            self.add(name, label, what, tool, make)
            return make

        return tell

    def other(self, name, what, tool="python"):
        return self._telling(OTHER, name, what, tool)

    def same(self, name, what, tool="python"):
        return self._telling(SAME, name, what, tool)


def write(cases, genuine, folder, build):
    """Builds every case; a maker that fails, changes nothing or repeats another one's file is an error, told at the end."""
    os.makedirs(folder, exist_ok=True)
    seen = {hashlib.sha256(genuine).hexdigest(): "the genuine file"}
    failed, told = [], []
    for case in cases:
        path = os.path.join(folder, case.file)
        if os.path.exists(path):
            os.remove(path)
        try:
            build(case, path)
            with open(path, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            if digest in seen:
                raise RuntimeError("the same bytes as " + seen[digest])
            seen[digest] = case.file
        except Exception as error:
            failed.append(f"{case.file}: {type(error).__name__}: {error}")
            continue
        told.append({"file": case.file, "label": case.label, "what": case.what, "tool": case.tool})
    with open(os.path.join(folder, "cases.json"), "w", encoding="utf-8") as file:
        json.dump(told, file, ensure_ascii=False, indent=1)
    counts = ", ".join(f"{sum(one['label'] == label for one in told)} {label}" for label in (OTHER, SAME))
    print(f"{len(told)} cases ({counts}) in {folder}")
    for line in failed:
        print("NOT MADE " + line, file=sys.stderr)
    return 1 if failed else 0
