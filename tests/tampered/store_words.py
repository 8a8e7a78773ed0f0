"""Stores whose words, versions, states or signatures were changed."""
import json
import os
import shutil
import sqlite3

from store import DATABASE, NotFound, Store, canonical, dump, sha256, sign

FINAL = "4: exports nothing as final, and doctor says where"


def tell(cases):
    t = lambda name, what, **more: cases.tampered(name, what, FINAL, **more)

    @t("words-snapshot", "a figure in the document is another one; its checksum stays")
    def _(s):
        s.put_snapshot(s.other_words, checksum=False)

    @t("words-snapshot-mended", "a figure in the document is another one, with its checksum made again")
    def _(s):
        s.put_snapshot(s.other_words)

    @t("words-snapshot-sentence", "a sentence more in the document, with its checksum made again")
    def _(s):
        s.put_snapshot(added)

    @t("words-snapshot-variables", "the unit's name in the document's variables is another one, checksum made again")
    def _(s):
        for row in s.all("SELECT * FROM snapshots WHERE report_id = ?", s.report):
            s.do("UPDATE snapshots SET variables = ? WHERE report_id = ? AND revision = ?", row["variables"].replace("青禾", "白石").replace("{}", '{"unit":"白石镇"}'), s.report, row["revision"])
            s.mend_snapshot(row["revision"])

    @t("words-snapshot-other", "the document is that of another report, checksum made again")
    def _(s):
        other = s.one("SELECT * FROM snapshots WHERE report_id = ? ORDER BY revision DESC LIMIT 1", s.second)
        s.put_snapshot(lambda text: other["document"])

    @t("words-snapshot-gone", "the document is deleted")
    def _(s):
        s.do("DELETE FROM snapshots WHERE report_id = ?", s.report)

    @t("words-version", "a figure in the signed version is another one; its checksum stays")
    def _(s):
        s.put_version(s.other_words(s.version["content"]), checksum=False)

    @t("words-version-mended", "a figure in the signed version is another one, with its checksum made again")
    def _(s):
        s.put_version(s.other_words(s.version["content"]))

    @t("words-version-no-checksum", "a figure in the signed version is another one, and its checksum is taken out")
    def _(s):
        s.put_version(s.other_words(s.version["content"]), checksum=False)
        s.do("UPDATE versions SET checksum = NULL WHERE report_id = ?", s.report)

    @t("words-both", "a figure is another one in the document and in the signed version, checksums made again")
    def _(s):
        s.put_snapshot(s.other_words)
        s.put_version(s.other_words(s.version["content"]))

    @t("words-both-no-checksums", "a figure is another one in the document and in the signed version, checksums taken out")
    def _(s):
        s.put_snapshot(s.other_words, checksum=False)
        s.put_version(s.other_words(s.version["content"]), checksum=False)
        s.do("UPDATE snapshots SET checksum = NULL WHERE report_id = ?", s.report)
        s.do("UPDATE versions SET checksum = NULL WHERE report_id = ?", s.report)

    @t("words-both-signed-hash", "a figure is another one everywhere, and the signed hash is that of the new text")
    def _(s):
        changed = s.other_words(s.version["content"])
        s.put_snapshot(s.other_words)
        s.put_version(changed)
        s.put_record_of_signature(lambda record: record.update(content=sha256(changed)))

    @t("words-version-people", "the names that the signed version knows are others, checksum made again")
    def _(s):
        content = json.loads(s.version["content"])
        if not content.get("people"):
            raise NotFound("no people in the version")
        content["people"][0]["name"] = "白石川"
        s.put_version(dump(content))

    @t("words-version-other", "the signed version has the words of another report's, checksum made again")
    def _(s):
        theirs = s.one("SELECT v.content FROM versions v JOIN signatures g ON g.report_id = v.report_id AND g.version_id = v.id WHERE v.report_id = ?", s.second)
        s.put_version(theirs["content"])

    @t("words-versions-exchanged", "the signed versions of two reports have changed places, checksums made again")
    def _(s):
        sql = "SELECT v.id, v.content FROM versions v JOIN signatures g ON g.report_id = v.report_id AND g.version_id = v.id WHERE v.report_id = ?"
        mine, theirs = s.one(sql, s.report), s.one(sql, s.second)
        s.put_version(theirs["content"], report=s.report, version=mine["id"])
        s.put_version(mine["content"], report=s.second, version=theirs["id"])

    @t("version-gone", "the signed version is deleted; its signature stays")
    def _(s):
        s.do("DELETE FROM versions WHERE report_id = ? AND id = ?", s.report, s.version["id"])

    def version_column(name, what, column, value):
        @t("version-" + name, what)
        def _(s):
            s.do(f"UPDATE versions SET {column} = ? WHERE report_id = ? AND id = ?", value, s.report, s.version["id"])

    version_column("number", "the signed version has another number", "number", 7)
    version_column("kind", "the signed version is said to be a version that was only kept", "kind", "kept")
    version_column("name", "the name of the signed version says another signer", "name", "签发稿（白石川）")
    version_column("revision", "the signed version is said to be of a later revision", "revision", 5)
    version_column("at", "the signed version is said to be a year older", "at", "2022-12-20T01:02:03.000Z")

    @t("version-more", "a version more, newer than the signed one, with another figure, said to be signed")
    def _(s):
        changed = s.other_words(s.version["content"])
        s.copy_row("versions", "report_id = ? AND id = ?", (s.report, s.version["id"]), id="forgedv001", number=s.version["number"] + 1, content=changed, checksum=sha256(dump([s.report, "forgedv001", changed]))[:32])

    @t("version-more-signature", "a version more with another figure, and the signature now points to it")
    def _(s):
        changed = s.other_words(s.version["content"])
        row = s.signature
        s.copy_row("versions", "report_id = ? AND id = ?", (s.report, s.version["id"]), id="forgedv001", number=s.version["number"] + 1, content=changed, checksum=sha256(dump([s.report, "forgedv001", changed]))[:32])
        s.put_snapshot(s.other_words)
        s.do("UPDATE signatures SET version_id = 'forgedv001' WHERE report_id = ? AND number = ?", s.report, row["number"])

    @t("state-without-signature", "the signature is deleted; the report is still said to be signed")
    def _(s):
        s.do("DELETE FROM signatures WHERE report_id = ?", s.report)

    @t("state-without-version", "signature and signed version are deleted; the report is still said to be signed")
    def _(s):
        version = s.version["id"]
        report = s.report
        s.do("DELETE FROM signatures WHERE report_id = ?", report)
        s.do("DELETE FROM versions WHERE report_id = ? AND id = ?", report, version)

    @t("state-never-signed", "signature, signed version, exports and state are set back, as if it had never been signed")
    def _(s):
        report, version = s.report, s.version["id"]
        s.do("DELETE FROM signatures WHERE report_id = ?", report)
        s.do("DELETE FROM versions WHERE report_id = ? AND id = ?", report, version)
        s.do("UPDATE reports SET state = 'drafting' WHERE id = ?", report)

    @t("state-back", "the state is set back to drafting; signature and version stay")
    def _(s):
        s.do("UPDATE reports SET state = 'drafting' WHERE id = ?", s.report)

    @t("state-revision", "the report is said to stand at a revision that isn't there")
    def _(s):
        s.do("UPDATE reports SET revision = revision + 3 WHERE id = ?", s.report)

    # BATCHES

    @t("batch-edited", "a figure or a word in an edit before the signature is another one", needs="batches")
    def _(s):
        row = s.one("SELECT * FROM batches WHERE report_id = ? ORDER BY revision DESC LIMIT 1", s.report)
        ops = row["ops"].replace('"text":"', '"text":"未经核实，', 1)
        s.do("UPDATE batches SET ops = ? WHERE report_id = ? AND revision = ?", ops, s.report, row["revision"])

    @t("batch-gone", "the last edit before the signature is deleted, and the revision set back", needs="batches")
    def _(s):
        row = s.one("SELECT * FROM batches WHERE report_id = ? ORDER BY revision DESC LIMIT 1", s.report)
        s.do("DELETE FROM batches WHERE report_id = ? AND revision = ?", s.report, row["revision"])
        s.do("UPDATE reports SET revision = revision - 1 WHERE id = ?", s.report)

    # SIGNATURES

    def signed(name, what, change, again=True):
        @t("signed-" + name, what)
        def _(s):
            s.put_record_of_signature(change, again)

    signed("date", "the date that was signed is another one, hash made again", lambda r: r.update(date="2023-12-01"))
    signed("date-no-hash", "the date that was signed is another one; the hash stays", lambda r: r.update(date="2023-12-01"), False)
    signed("opinion", "the opinion that was signed is another one, hash made again", lambda r: r.update(opinion="请再核实。"))
    signed("signer", "the signer's name is another one, hash made again", lambda r: r["signer"].update(name="白石川"))
    signed("content", "the hash of what was signed is another one, hash made again", lambda r: r.update(content="0" * 64))
    signed("editions", "the hashes of the two editions have changed places, hash made again", lambda r: r.update(editions={"internal": r["editions"]["public"], "public": r["editions"]["internal"]}))
    signed("title", "the title that was signed is another one, hash made again", lambda r: r.update(title="白石镇2023年工作总结"))
    signed("version", "the number of the version that was signed is another one, hash made again", lambda r: r.update(version=9))
    signed("how", "how it was signed is another way, hash made again", lambda r: r.update(how={"kind": "scan"}))
    signed("record-head", "where the record stood when it was signed is another place, hash made again", lambda r: r.update(recordHead="0" * 64))
    signed("steps", "the steps that were signed are others, hash made again", lambda r: r.update(steps=r["steps"][:-1] if r["steps"] else ["0" * 64]))

    def column(name, what, sql, *values):
        @t("signature-" + name, what)
        def _(s):
            s.do(f"UPDATE signatures SET {sql} WHERE report_id = ? AND number = ?", *values, s.report, s.signature["number"])

    column("hash", "the hash beside the signature is another one", "sha256 = ?", "0" * 64)
    column("bytes", "the signature is another one", "signature = 'A' || substr(signature, 2)")
    column("number", "the signature has another number", "number = number + 4")
    column("internal-edited", "the statement of the internal edition has another date", "internal_statement = replace(internal_statement, '2023-12', '2023-11')")
    column("internal-gone", "the statement of the internal edition is taken out", "internal_statement = NULL, internal_signature = NULL")
    column("public-edited", "the statement of the public edition has another text's hash", "public_statement = replace(public_statement, '\"text\":\"', '\"text\":\"00')")
    column("public-empty", "the statement of the public edition is emptied", "public_statement = '', public_signature = ''")
    column("record-edited", "the statement about the record names another head", "record_statement = replace(record_statement, '\"head\":\"', '\"head\":\"00')")
    column("record-gone", "the statement about the record is taken out", "record_statement = NULL, record_signature = NULL")
    column("editions-exchanged", "the statements of the two editions have changed places", "internal_statement = public_statement, internal_signature = public_signature, public_statement = internal_statement, public_signature = internal_signature")

    @t("signature-other", "the whole signature is that of another report")
    def _(s):
        theirs = dict(s.one("SELECT * FROM signatures WHERE report_id = ? ORDER BY number DESC LIMIT 1", s.second))
        kept = {key: theirs[key] for key in ("record", "sha256", "signature", "public_statement", "public_signature", "internal_statement", "internal_signature", "record_statement", "record_signature")}
        s.do(f"UPDATE signatures SET {', '.join(key + ' = ?' for key in kept)} WHERE report_id = ?", *kept.values(), s.report)

    @t("signature-other-public", "the statement of the public edition is that of another report, with its issuing key")
    def _(s):
        theirs = s.one("SELECT * FROM signatures WHERE report_id = ? ORDER BY number DESC LIMIT 1", s.second)
        s.do("UPDATE signatures SET public_statement = ?, public_signature = ? WHERE report_id = ?", theirs["public_statement"], theirs["public_signature"], s.report)
        s.do("DELETE FROM issuing_keys WHERE report_id = ?", s.report)
        s.copy_row("issuing_keys", "report_id = ?", (s.second,), report_id=s.report)

    @t("signature-public-reissued", "the statement of the public edition names another text, and is signed again with the issuing key of this store")
    def _(s):
        row = s.signature
        key = s.one("SELECT * FROM issuing_keys WHERE report_id = ?", s.report)
        statement = json.loads(row["public_statement"])
        statement["text"] = sha256("other words")
        text = canonical(statement)
        s.do("UPDATE signatures SET public_statement = ?, public_signature = ? WHERE report_id = ? AND number = ?", text, sign(key["private_key"], text), s.report, row["number"])

    @t("signature-second", "a second signature, copied from the first, with a later date")
    def _(s):
        row = s.signature
        record = json.loads(row["record"])
        record["date"] = "2024-12-20"
        s.copy_row("signatures", "report_id = ? AND number = ?", (s.report, row["number"]), number=row["number"] + 1, record=canonical(record), sha256=sha256(canonical(record)))

    @t("other-report-signed", "a report that nobody signed gets state, version and signature of a signed one")
    def _(s):
        report, second = s.second, s.report
        version = s.version["id"]
        s.do("DELETE FROM signatures WHERE report_id = ?", second)
        s.copy_row("signatures", "report_id = ?", (report,), report_id=second, version_id=version)

    # BEHIND SQL

    @t("file-log", "a figure is another one, in the write-ahead log that lies beside the database", closed=True)
    def _(folder):
        forging = Store(folder)
        forging.put_back = True
        forging.close()
        db = sqlite3.connect(os.path.join(folder, DATABASE), isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        report = db.execute("SELECT report_id FROM signatures ORDER BY rowid LIMIT 1").fetchone()[0]
        for revision, document, variables in db.execute("SELECT revision, document, variables FROM snapshots WHERE report_id = ?", (report,)).fetchall():
            document = Store.other_words(document)
            db.execute("UPDATE snapshots SET document = ?, checksum = ? WHERE report_id = ? AND revision = ?", (document, sha256(dump([report, revision, document, variables]))[:32], report, revision))
        # Copied while it is open, so that the change stays in the log.
        names = [DATABASE, DATABASE + "-wal"]
        for name in names:
            shutil.copyfile(os.path.join(folder, name), os.path.join(folder, name + ".kept"))
        db.close()
        for name in names:
            os.replace(os.path.join(folder, name + ".kept"), os.path.join(folder, name))
        shared = os.path.join(folder, DATABASE + "-shm")
        if os.path.exists(shared):
            os.remove(shared)

    @t("file-bytes", "a figure is another one in the bytes of the database file, wherever it stands", closed=True)
    def _(folder):
        db = sqlite3.connect(os.path.join(folder, DATABASE), isolation_level=None)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        report = db.execute("SELECT report_id FROM signatures ORDER BY rowid LIMIT 1").fetchone()[0]
        document = db.execute("SELECT document FROM snapshots WHERE report_id = ?", (report,)).fetchone()[0]
        db.close()
        changed = Store.other_words(document)
        at = next(n for n, (a, b) in enumerate(zip(document, changed)) if a != b)
        old, new = document[at - 6 : at + 3].encode(), changed[at - 6 : at + 3].encode()
        path = os.path.join(folder, DATABASE)
        with open(path, "rb") as file:
            data = file.read()
        if old not in data:
            raise NotFound("the figure doesn't stand in one piece in the file")
        with open(path, "wb") as file:
            file.write(data.replace(old, new))

    @t("file-no-triggers", "a figure in the signed version is another one, and the triggers that guard it are gone")
    def _(s):
        s.put_back = False
        s.put_version(s.other_words(s.version["content"]))

    @t("head-changed", "what stands at the head of the document is another number", needs="heads")
    def _(s):
        row = s.one("SELECT * FROM report_heads WHERE report_id = ?", s.report)
        head = row["head"]
        digit = next(n for n, c in enumerate(head) if c.isdigit())
        s.do("UPDATE report_heads SET head = ? WHERE report_id = ?", head[:digit] + str((int(head[digit]) + 1) % 10) + head[digit + 1 :], s.report)

    @t("picture-changed", "a picture of the report is another one, under the hash of the old one", needs="assets")
    def _(s):
        row = s.one("SELECT * FROM assets LIMIT 1")
        data = bytearray(row["bytes"])
        data[len(data) // 2] ^= 0xFF
        s.do("UPDATE assets SET bytes = ? WHERE hash = ?", bytes(data), row["hash"])


def added(document):
    at = document.index('"text":"', len(document) // 2) + len('"text":"')
    return document[:at] + "上述数字未经核实。" + document[at:]
