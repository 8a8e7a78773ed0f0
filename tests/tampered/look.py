"""Shows whether the labels of cases are right: renders every file and compares words and pictures with the genuine one.

python3 look.py GENUINE OUTDIR [--only NAME]     a table; exit 1 if a harmless case shows other words
python3 look.py --show FILE PICTURE.png          the first page as a picture

Word files go through LibreOffice, PDF files through poppler. LibreOffice doesn't show all that Word shows (README.md says
which cases are of that kind): "nothing seen" beside a tampered file is to be judged by a person, not an error.
"""
import argparse
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile


def to_pdf(files, folder):
    for at in range(0, len(files), 40):
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder] + files[at : at + 40],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def words(pdf):
    told = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=False).stdout.decode("utf-8", "replace")
    # Where a page begins and ends depends on fonts and margins: its number is no word of the report.
    return re.sub(r"\s", "", re.sub(r"^\s*— ?\d+ ?—\s*$", "", told, flags=re.M))


def picture(pdf, folder):
    prefix = os.path.join(folder, "shot.of")
    for old in glob.glob(prefix + "*"):
        os.remove(old)
    subprocess.run(["pdftoppm", "-cropbox", "-r", "50", pdf, prefix], stderr=subprocess.DEVNULL, check=False)
    digest = hashlib.sha256()
    for name in sorted(glob.glob(prefix + "*")):
        with open(name, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("one")
    asked.add_argument("two")
    asked.add_argument("--only", default="")
    asked.add_argument("--show", action="store_true")
    asked.add_argument("--page", default="1")
    told = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if told.show:
            pdf = told.one
            if pdf.endswith(".docx"):
                to_pdf([pdf], folder)
                pdf = os.path.join(folder, os.path.basename(pdf)[:-5] + ".pdf")
            subprocess.run(["pdftoppm", "-cropbox", "-r", "70", "-f", told.page, "-l", told.page, "-png", "-singlefile", pdf, told.two[:-4]], check=True)
            return 0
        with open(os.path.join(told.two, "cases.json"), encoding="utf-8") as file:
            cases = [case for case in json.load(file) if case["file"].startswith(told.only)]
        word = told.one.endswith(".docx")
        genuine = os.path.join(folder, "genuine-file" + os.path.splitext(told.one)[1])
        shutil.copyfile(told.one, genuine)
        if word:
            to_pdf([genuine] + [os.path.join(told.two, case["file"]) for case in cases], folder)
        pdf_of = lambda path: os.path.join(folder, os.path.basename(path)[:-5] + ".pdf") if word else path
        saved = os.path.join(told.two, "office-saved.docx")
        plain = words(pdf_of(genuine)), picture(pdf_of(genuine), folder)
        # What LibreOffice edited is compared with what it saves without an edit.
        through_office = (words(pdf_of(saved)), picture(pdf_of(saved), folder)) if word and os.path.exists(pdf_of(saved)) else plain
        wrong = 0
        for case in cases:
            pdf = pdf_of(os.path.join(told.two, case["file"]))
            its_words, its_picture = through_office if case["tool"] == "libreoffice" else plain
            if not os.path.exists(pdf):
                seen = "can't be opened"
            else:
                seen = " and ".join((["other words"] if words(pdf) != its_words else []) + (["another picture"] if picture(pdf, folder) != its_picture else []))
            bad = case["label"] == "same" and ("words" in seen or "opened" in seen)
            wrong += bad
            print(f"{'WRONG ' if bad else ''}{case['label']:6} {case['file']:40} {seen or 'nothing seen'}  ({case['what']})")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
