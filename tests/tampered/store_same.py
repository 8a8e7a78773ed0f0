"""Harmless things that happen to a data folder: nothing that is stored changes."""
import os
import shutil
import sqlite3

from store import DATABASE


def on(folder, *commands):
    db = sqlite3.connect(os.path.join(folder, DATABASE), isolation_level=None)
    try:
        for command in commands:
            db.execute(command).fetchall()
    finally:
        db.close()


def tell(cases):
    def said(name, what, *commands):
        cases.add("same-" + name, "same", what, "", lambda folder: on(folder, *commands), "", True)

    said("vacuum", "packed anew by VACUUM", "VACUUM")
    said("reindex", "indexes made anew", "REINDEX")
    said("analyze", "statistics made anew", "ANALYZE")
    said("checked", "checked by SQLite", "PRAGMA integrity_check", "PRAGMA foreign_key_check")
    said("checkpoint", "the write-ahead log written back", "PRAGMA wal_checkpoint(TRUNCATE)")
    said("journal-delete", "another kind of journal", "PRAGMA journal_mode = DELETE")
    said("journal-persist", "a third kind of journal", "PRAGMA journal_mode = PERSIST")
    said("page-size", "pages of another size", "PRAGMA journal_mode = DELETE", "PRAGMA page_size = 8192", "VACUUM")
    said("auto-vacuum", "space given back by itself from now on", "PRAGMA auto_vacuum = FULL", "VACUUM")
    said("free-pages", "a table made and dropped, which leaves free pages", "CREATE TABLE passing (a)", "INSERT INTO passing VALUES (zeroblob(200000))", "DROP TABLE passing")
    said("optimized", "optimized as SQLite advises", "PRAGMA optimize")

    @cases.same("same-copied-by-sqlite", "the database copied by SQLite's own backup")
    def _(folder):
        path = os.path.join(folder, DATABASE)
        source, target = sqlite3.connect(path), sqlite3.connect(path + ".new")
        source.backup(target)
        source.close()
        target.close()
        swap(folder)

    @cases.same("same-vacuum-into", "the database written to a new file, which takes its place")
    def _(folder):
        on(folder, f"VACUUM INTO '{os.path.join(folder, DATABASE)}.new'")
        swap(folder)

    @cases.same("same-dates", "the dates of all files are others")
    def _(folder):
        for name in os.listdir(folder):
            os.utime(os.path.join(folder, name), (1704164645, 1704164645))

    @cases.same("same-file-beside", "a file of the file manager lies beside")
    def _(folder):
        with open(os.path.join(folder, "Thumbs.db"), "wb") as file:
            file.write(b"\xd0\xcf\x11\xe0")

    @cases.same("same-open-to-all", "files that everybody may read")
    def _(folder):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                os.chmod(path, 0o644)

    @cases.same("same-logged", "something harmless still stands in the write-ahead log")
    def _(folder):
        db = sqlite3.connect(os.path.join(folder, DATABASE), isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("CREATE TABLE passing (a)")
        db.execute("DROP TABLE passing")
        names = [DATABASE, DATABASE + "-wal"]
        for name in names:
            shutil.copyfile(os.path.join(folder, name), os.path.join(folder, name + ".kept"))
        db.close()
        for name in names:
            os.replace(os.path.join(folder, name + ".kept"), os.path.join(folder, name))


def swap(folder):
    path = os.path.join(folder, DATABASE)
    for end in ("-wal", "-shm"):
        if os.path.exists(path + end):
            os.remove(path + end)
    os.replace(path + ".new", path)
