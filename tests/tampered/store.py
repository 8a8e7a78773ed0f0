"""A data folder as a forger sees it: a database whose triggers can be dropped, and checksums that can be made again.

How the checksums are made was found by trying, from the database's own comments and its rows.
"""
import base64
import hashlib
import hmac
import json
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile

DATABASE = "nianshu.db"
PROGRESS = "nianshu.progress"


class NotFound(Exception):
    pass


def dump(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def sign(private_key, text):
    """Signs with a key as the store keeps it (PKCS 8, base64), by OpenSSL."""
    with tempfile.TemporaryDirectory() as folder:
        key, words = os.path.join(folder, "key.pem"), os.path.join(folder, "words")
        with open(key, "w", encoding="ascii") as file:
            file.write(f"-----BEGIN PRIVATE KEY-----\n{private_key}\n-----END PRIVATE KEY-----\n")
        with open(words, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", words], capture_output=True, check=True)
        return base64.b64encode(done.stdout).decode()


# A pair of keys of the forger's own (Ed25519), the same every time.
FORGER_SEED = hashlib.sha256(b"Qinghe forger").digest()
FORGER_PRIVATE = base64.b64encode(bytes.fromhex("302e020100300506032b657004220420") + FORGER_SEED).decode()


def forger_public():
    pem = f"-----BEGIN PRIVATE KEY-----\n{FORGER_PRIVATE}\n-----END PRIVATE KEY-----\n"
    done = subprocess.run(["openssl", "pkey", "-pubout", "-outform", "DER"], input=pem.encode(), capture_output=True, check=True)
    return base64.b64encode(done.stdout).decode()


class Store:
    """A copy of a data folder, open for forging. The triggers that guard rows are dropped meanwhile, and put back."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, DATABASE)
        self.db = sqlite3.connect(self.path, isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA synchronous = OFF")
        self.triggers = self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger in self.triggers:
            self.db.execute(f'DROP TRIGGER "{trigger["name"]}"')
        self.put_back = True

    def close(self):
        if self.put_back:
            for trigger in self.triggers:
                self.db.execute(trigger["sql"])
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()

    def all(self, sql, *values):
        return self.db.execute(sql, values).fetchall()

    def one(self, sql, *values):
        found = self.db.execute(sql, values).fetchone()
        if found is None:
            raise NotFound("no row: " + sql[:90])
        return found

    def do(self, sql, *values):
        """Has to change something."""
        done = self.db.execute(sql, values)
        if done.rowcount == 0:
            raise NotFound("nothing changed: " + sql[:90])

    def copy_row(self, table, where, values, **changes):
        """Adds a row like another one, with some values changed."""
        row = dict(self.one(f"SELECT * FROM {table} WHERE {where}", *values))
        row.update(changes)
        marks = ", ".join("?" for _ in row)
        self.do(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())

    # REPORTS

    @property
    def signed(self):
        """Signed reports: first the one that is forged, then the others."""
        return [row["report_id"] for row in self.all("SELECT report_id FROM signatures GROUP BY report_id ORDER BY COUNT(*) DESC, MIN(rowid)")]

    @property
    def report(self):
        if not self.signed:
            raise NotFound("no signed report")
        return self.signed[0]

    @property
    def second(self):
        if len(self.signed) < 2:
            raise NotFound("no second signed report")
        return self.signed[1]

    @property
    def signature(self):
        """The newest signature of the report."""
        return self.one("SELECT * FROM signatures WHERE report_id = ? ORDER BY number DESC LIMIT 1", self.report)

    @property
    def version(self):
        """The version that was signed last."""
        return self.one("SELECT * FROM versions WHERE report_id = ? AND id = ?", self.report, self.signature["version_id"])

    # WORDS

    @staticmethod
    def other_words(text):
        """The same document with another first digit in its first figure of three digits or more."""
        for found in re.finditer(r'"(?:text|value)":"[^"\\]*?(?<!\d)([1-9]\d{2,})(?![\d年])', text):
            at, number = found.start(1), found[1]
            return text[:at] + ("8" if number[0] == "9" else "9") + number[1:] + text[at + len(number) :]
        raise NotFound("no figure in the document")

    def put_version(self, content, checksum=True, report=None, version=None):
        report, version = report or self.report, version or self.version["id"]
        self.do("UPDATE versions SET content = ? WHERE report_id = ? AND id = ?", content, report, version)
        if checksum:
            self.do("UPDATE versions SET checksum = ? WHERE report_id = ? AND id = ?", sha256(dump([report, version, content]))[:32], report, version)

    def put_snapshot(self, change, checksum=True):
        """Changes the documents of all snapshots of the report: `change` makes new text from the old."""
        rows = self.all("SELECT * FROM snapshots WHERE report_id = ?", self.report)
        if not rows:
            raise NotFound("no snapshot")
        for row in rows:
            document = change(row["document"])
            self.do("UPDATE snapshots SET document = ? WHERE report_id = ? AND revision = ?", document, self.report, row["revision"])
            if checksum:
                self.mend_snapshot(row["revision"])

    def mend_snapshot(self, revision):
        row = self.one("SELECT * FROM snapshots WHERE report_id = ? AND revision = ?", self.report, revision)
        told = sha256(dump([self.report, revision, row["document"], row["variables"]]))[:32]
        self.do("UPDATE snapshots SET checksum = ? WHERE report_id = ? AND revision = ?", told, self.report, revision)

    def put_record_of_signature(self, change, again=True):
        """Changes what was signed, and its hash; the signature stays."""
        row = self.signature
        record = json.loads(row["record"])
        before = canonical(record)
        change(record)
        text = canonical(record)
        if text == before:
            raise NotFound("nothing changed in what was signed")
        self.do("UPDATE signatures SET record = ? WHERE report_id = ? AND number = ?", text, self.report, row["number"])
        if again:
            self.do("UPDATE signatures SET sha256 = ? WHERE report_id = ? AND number = ?", sha256(text), self.report, row["number"])

    # THE RECORD

    def entries(self, report=None):
        return self.all("SELECT * FROM record WHERE report_id = ? ORDER BY id", self.report if report is None else report)

    def entry(self, action, report=None):
        for row in reversed(self.entries(report)):
            if row["action"] == action:
                return row
        raise NotFound("no entry: " + action)

    def mend_record(self, report=None):
        """Makes the whole chain of a report anew, as the program makes it."""
        report = self.report if report is None else report
        previous = ""
        for row in self.entries(report):
            commitment = row["commitment"]
            if row["salt"]:
                commitment = hmac.new(bytes.fromhex(row["salt"]), row["details"].encode(), "sha256").hexdigest()
            hashed = sha256(canonical({"action": row["action"], "at": row["at"], "commitment": commitment, "name": row["name"], "person": row["person"], "previous": previous, "report": report}))
            self.do("UPDATE record SET previous = ?, commitment = ?, sha256 = ? WHERE id = ?", previous, commitment, hashed, row["id"])
            previous = hashed

    # COUNTERS

    @property
    def progress(self):
        return os.path.join(self.folder, PROGRESS)


def copied(source, target):
    if os.path.exists(target):
        shutil.rmtree(target)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.lock"))
