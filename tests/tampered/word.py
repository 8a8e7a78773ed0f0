"""Makes tampered and harmlessly saved Word files from one genuine export: see README.md beside this file.

python3 word.py GENUINE.docx OUTDIR [--other OTHER_GENUINE.docx]... [--only NAME]
"""
import argparse
import os
import shutil
import sys
import tempfile
import warnings

sys.dont_write_bytecode = True

import cases
import word_added
import word_fields
import word_hidden
import word_office
import word_office_same
import word_package
import word_same
import word_words
from docx import Docx
from office import Office


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("genuine")
    asked.add_argument("outdir")
    asked.add_argument("--other", action="append", default=[])
    asked.add_argument("--only", default="", help="only cases whose name begins so")
    told = asked.parse_args()
    warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
    with open(told.genuine, "rb") as file:
        genuine = file.read()

    listed = cases.Cases(".docx")
    for module in (word_words, word_package, word_hidden, word_fields, word_added, word_same, word_office, word_office_same):
        module.tell(listed)
    for at, path in enumerate(told.other, 1):
        with open(path, "rb") as file:
            word_words.tell_foreign(listed, lambda data=file.read(): Docx(data), at)

    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "genuine.docx")
        shutil.copyfile(told.genuine, source)
        office = Office(folder)

        def build(case, path):
            if case.tool == "python":
                d = Docx(genuine)
                data = case.make(d) or d.bytes()
                with open(path, "wb") as file:
                    file.write(data)
            else:
                case.make(office, source, path)

        try:
            wanted = [case for case in listed.all if case.file.startswith(told.only)]
            return cases.write(wanted, genuine, told.outdir, build)
        finally:
            office.close()


if __name__ == "__main__":
    sys.exit(main())
