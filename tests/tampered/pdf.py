"""Makes tampered and harmlessly saved PDF files from one genuine export: see README.md beside this file.

python3 pdf.py GENUINE.pdf OUTDIR [--other OTHER_GENUINE.pdf]... [--only NAME]
"""
import argparse
import os
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True

import cases
import pdf_added
import pdf_hidden
import pdf_same
import pdf_stamps
import pdf_words
from pdf_file import Pdf


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("genuine")
    asked.add_argument("outdir")
    asked.add_argument("--other", action="append", default=[])
    asked.add_argument("--only", default="", help="only cases whose name begins so")
    told = asked.parse_args()
    with open(told.genuine, "rb") as file:
        genuine = file.read()

    listed = cases.Cases(".pdf")
    for module in (pdf_words, pdf_stamps, pdf_hidden, pdf_added, pdf_same):
        module.tell(listed)
    for at, path in enumerate(told.other, 1):
        pdf_stamps.tell_foreign(listed, lambda folder, path=path: Pdf(path, folder), at)

    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "genuine.pdf")
        shutil.copyfile(told.genuine, source)

        def build(case, path):
            case.make(Pdf(source, folder), path)

        wanted = [case for case in listed.all if case.file.startswith(told.only)]
        return cases.write(wanted, genuine, told.outdir, build)


if __name__ == "__main__":
    sys.exit(main())
