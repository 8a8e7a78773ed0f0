"""Makes tampered and harmlessly changed copies of a data folder with signed reports: see README.md beside this file.

python3 stores.py GENUINE_DATADIR OUTDIR [--without steps,scans,batches,...] [--only NAME]
"""
import argparse
import json
import os
import sqlite3
import sys

sys.dont_write_bytecode = True

import store_keys
import store_record
import store_same
import store_steps
import store_words
from store import DATABASE, Store, copied


class Cases:
    def __init__(self):
        self.all = []

    def add(self, name, label, what, promise, make, needs="", closed=False):
        if any(case["name"] == name for case in self.all):
            raise ValueError("two cases are named " + name)
        self.all.append({"name": name, "label": label, "what": what, "promise": promise, "make": make, "needs": needs, "closed": closed})

    def tampered(self, name, what, promise, needs="", closed=False):
        """`needs`: what not every store has, see --without. `closed`: the maker gets the folder, not an open store."""

        def tell(make):
            self.add(name, "tampered", what, promise, make, needs, closed)
            return make

        return tell

    def same(self, name, what):
        def tell(make):
            self.add(name, "same", what, "", make, "", True)
            return make

        return tell


def main():
    asked = argparse.ArgumentParser()
    asked.add_argument("genuine")
    asked.add_argument("outdir")
    asked.add_argument("--without", default="", help="what this store hasn't: " + "steps, scans, batches, heads, assets, known")
    asked.add_argument("--only", default="", help="only cases whose name begins so")
    told = asked.parse_args()
    without = set(filter(None, told.without.split(",")))
    cases = Cases()
    for module in (store_words, store_record, store_keys, store_steps, store_same):
        module.tell(cases)
    os.makedirs(told.outdir, exist_ok=True)
    listed, failed = [], []
    for case in cases.all:
        if not case["name"].startswith(told.only) or case["needs"] in without:
            continue
        folder = os.path.join(told.outdir, case["name"])
        copied(told.genuine, folder)
        before = contents(folder)
        try:
            peek = Peek(folder)
            report = peek.report
            peek.db.close()
            if case["closed"]:
                case["make"](folder)
            else:
                store = Store(folder)
                try:
                    case["make"](store)
                finally:
                    store.close()
            if case["label"] == "tampered" and contents(folder) == before:
                raise RuntimeError("nothing was changed")
            if case["label"] == "same" and contents(folder) != before:
                raise RuntimeError("what is stored was changed")
        except Exception as error:
            failed.append(f"{case['name']}: {type(error).__name__}: {error}")
            continue
        listed.append({"file": case["name"], "label": case["label"], "what": case["what"], "promise": case["promise"], "report": report, "tool": "sqlite3"})
    with open(os.path.join(told.outdir, "cases.json"), "w", encoding="utf-8") as file:
        json.dump(listed, file, ensure_ascii=False, indent=1)
    print(f"{len(listed)} stores ({sum(one['label'] == 'tampered' for one in listed)} tampered, {sum(one['label'] == 'same' for one in listed)} same) in {told.outdir}")
    for line in failed:
        print("NOT MADE " + line, file=sys.stderr)
    return 1 if failed else 0


class Peek(Store):
    """Looks into a store without touching its triggers."""

    def __init__(self, folder):
        self.db = sqlite3.connect(f"file:{os.path.join(folder, DATABASE)}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row


KEPT = ("reports", "snapshots", "batches", "people", "versions", "signer_keys", "signatures", "record", "known_keys", "approval_steps", "approval_scans", "issuing_keys", "exported_files", "report_heads", "assets", "settings")


def contents(folder):
    """All that is stored, and the other files of the folder: what a forger changes and an honest tool doesn't."""
    peek = Peek(folder)
    told = {table: sorted(repr(tuple(row)) for row in peek.db.execute(f"SELECT * FROM {table}")) for table in KEPT}
    told["triggers"] = sorted(row[0] for row in peek.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    peek.db.close()
    return told


if __name__ == "__main__":
    sys.exit(main())
