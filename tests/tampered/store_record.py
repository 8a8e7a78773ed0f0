"""Stores whose record, or list of exported files, was changed."""
import json

from store import FORGER_PRIVATE, NotFound, canonical, sha256, sign

KEPT = "4: the record can't lose its middle, nor its end up to the newest signature, export or file"
FILES = "3: this very file is one that is kept in the record"


def tell(cases):
    t = lambda name, what, **more: cases.tampered("record-" + name, what, KEPT, **more)
    f = lambda name, what, **more: cases.tampered("exports-" + name, what, FILES, **more)

    def gone(name, what, choose, mend):
        @t(name, what)
        def _(s):
            ids = [row["id"] for row in choose(s)]
            if not ids:
                raise NotFound("no entry to delete")
            for one in ids:
                s.do("DELETE FROM record WHERE id = ?", one)
            if mend:
                s.mend_record()

    middle = lambda s: [s.entry("exported") if s.entry("exported")["id"] != s.entries()[-1]["id"] else s.entries()[-2]]
    gone("middle-gone", "an entry of its middle is deleted", middle, False)
    gone("middle-gone-mended", "an entry of its middle is deleted, and the chain made again", middle, True)
    gone("signed-gone", "the entry about the signature is deleted, and the chain made again", lambda s: [s.entry("signed")], True)
    gone("first-gone", "its first entry is deleted", lambda s: s.entries()[:1], False)
    gone("first-gone-mended", "its first entry is deleted, and the chain made again", lambda s: s.entries()[:1], True)
    gone("last-gone", "its last entry, about an exported file, is deleted", lambda s: s.entries()[-1:], False)
    gone("last-two-gone", "its last two entries are deleted", lambda s: s.entries()[-2:], False)
    gone("after-signature-gone", "all entries after the signature are deleted", lambda s: [row for row in s.entries() if row["id"] > s.entry("signed")["id"]], False)
    gone("from-signature-gone", "the entry about the signature, and all after it, are deleted", lambda s: [row for row in s.entries() if row["id"] >= s.entry("signed")["id"]], False)
    gone("before-signature-gone", "all entries before the signature are deleted, and the chain made again", lambda s: [row for row in s.entries() if row["id"] < s.entry("signed")["id"]], True)
    gone("all-gone", "all entries of the report are deleted", lambda s: s.entries(), False)
    gone("unit-gone", "the unit's own entries (keys) are deleted", lambda s: s.entries(""), False)

    def edited(name, what, choose, change, mend):
        @t(name, what)
        def _(s):
            row = choose(s)
            s.do(f"UPDATE record SET {change} WHERE id = ?", row["id"])
            if mend:
                s.mend_record(row["report_id"])

    export = lambda s: s.entry("exported")
    signed = lambda s: s.entry("signed")
    first = lambda s: s.entries()[0]
    edited("details", "what an entry says is another thing; its hashes stay", export, "details = details || '（已撤回）'", False)
    edited("details-mended", "what an entry says is another thing, and all hashes are made again", first, "details = details || '（已撤回）'", True)
    edited("export-details-mended", "what the entry about an exported file says is another thing, and all hashes are made again", export, "details = replace(details, '内部版', '公开版') || '。'", True)
    edited("signed-details-mended", "what the entry about the signature says is another thing, and all hashes are made again", signed, "details = replace(details, '同意', '不同意') || '。'", True)
    edited("name-mended", "who did it is another one, and all hashes are made again", signed, "name = '白石川'", True)
    edited("date-mended", "when it was done is another day, and all hashes are made again", first, "at = '2025-01-01T00:00:00.000Z'", True)
    edited("action-mended", "what was done is another thing, and all hashes are made again", export, "action = 'imported'", True)
    edited("salt", "the salt of an entry is another one", export, "salt = '00' || substr(salt, 3)", False)
    edited("commitment", "the commitment of an entry is another one", export, "commitment = '00' || substr(commitment, 3)", False)
    edited("hash", "the hash of an entry is another one", export, "sha256 = '00' || substr(sha256, 3)", False)
    edited("wiped", "what an entry says is taken out with its salt, as for a purge that never was", export, "details = '', salt = NULL", False)
    edited("unit-mended", "what the unit's entry about a key says is another thing, and its hashes are made again", lambda s: s.entries("")[0], "details = replace(details, '林', '白') || '。'", True)

    @t("moved", "an entry is moved to another report, and both chains made again")
    def _(s):
        s.do("UPDATE record SET report_id = ? WHERE id = ?", s.second, s.entry("exported")["id"])
        s.mend_record()
        s.mend_record(s.second)

    @t("exchanged", "two entries have changed places, and the chain is made again")
    def _(s):
        a, b = s.entries()[0]["id"], s.entries()[-1]["id"]
        s.do("UPDATE record SET id = -1 WHERE id = ?", a)
        s.do("UPDATE record SET id = ? WHERE id = ?", a, b)
        s.do("UPDATE record SET id = ? WHERE id = -1", b)
        s.mend_record()

    @t("inserted", "an entry more before the signature, and the chain made again")
    def _(s):
        rows = s.entries()
        at = rows[0]["id"]
        s.do("UPDATE record SET id = -id")
        s.do("UPDATE record SET id = -id + CASE WHEN -id > ? THEN 1 ELSE 0 END", at)
        s.copy_row("record", "id = ?", (at,), id=at + 1, action="exported", details="内部版，校验值 0", sha256="x")
        s.mend_record()

    @t("other", "the record is that of another report, and the chain made again")
    def _(s):
        mine, theirs = s.report, s.second
        s.do("DELETE FROM record WHERE report_id = ?", mine)
        s.do("UPDATE record SET report_id = ? WHERE report_id = ?", mine, theirs)
        s.mend_record(mine)

    @t("rolled-back", "all since the signature is gone, entries, exports and the counter, as from an older copy")
    def _(s):
        report = s.report
        last = s.entry("signed")["id"]
        s.do("DELETE FROM record WHERE report_id = ? AND id > ?", report, last)
        s.do("DELETE FROM exported_files WHERE report_id = ?", report)
        s.do("UPDATE store_state SET changes = changes - 4")

    # EXPORTED FILES

    def row(s):
        return s.one("SELECT * FROM exported_files WHERE report_id = ? ORDER BY number DESC LIMIT 1", s.report)

    def column(name, what, sql):
        @f(name, what)
        def _(s):
            s.do(f"UPDATE exported_files SET {sql} WHERE report_id = ? AND number = ?", s.report, row(s)["number"])

    column("hash", "the hash of an exported file is another one beside its statement", "sha256 = '00' || substr(sha256, 3)")
    column("head", "an exported file is said to be of another time of the record", "record_head = '00' || substr(record_head, 3)")
    column("salt", "the salt of an exported file is another one", "salt = '00' || substr(salt, 3)")
    column("signature", "the signature over an exported file is another one", "signature = 'A' || substr(signature, 2)")
    column("number", "an exported file has another number", "number = number + 5")

    @f("statement", "the statement about an exported file names another file, hash and all; the signature stays")
    def _(s):
        reissued(s, row(s), None)

    @f("statement-forger", "the statement about an exported file names another file, and is signed by a forger's key")
    def _(s):
        reissued(s, row(s), FORGER_PRIVATE)

    @f("statement-reissued", "the statement about an exported file names another file, signed again with the issuing key of this store")
    def _(s):
        reissued(s, row(s), s.one("SELECT * FROM issuing_keys WHERE report_id = ?", s.report)["private_key"])

    @f("more-reissued", "an exported file more, that was never exported, signed with the issuing key of this store")
    def _(s):
        one = row(s)
        s.copy_row("exported_files", "report_id = ? AND number = ?", (s.report, one["number"]), number=one["number"] + 1)
        reissued(s, row(s), s.one("SELECT * FROM issuing_keys WHERE report_id = ?", s.report)["private_key"])

    @f("gone", "the newest exported file is taken out of the list")
    def _(s):
        s.do("DELETE FROM exported_files WHERE report_id = ? AND number = ?", s.report, row(s)["number"])

    @f("all-gone", "all exported files are taken out of the list")
    def _(s):
        s.do("DELETE FROM exported_files WHERE report_id = ?", s.report)

    @f("other", "an exported file is that of another report")
    def _(s):
        theirs = s.one("SELECT * FROM exported_files WHERE report_id = ? LIMIT 1", s.second)
        s.do("UPDATE exported_files SET sha256 = ?, statement = ?, signature = ?, record_head = ?, salt = ? WHERE report_id = ? AND number = ?", *(theirs[k] for k in ("sha256", "statement", "signature", "record_head", "salt")), s.report, row(s)["number"])

    @f("with-entry-gone", "the newest exported file and its entry in the record are taken out, and the counter set back")
    def _(s):
        s.do("DELETE FROM exported_files WHERE report_id = ? AND number = ?", s.report, row(s)["number"])
        s.do("DELETE FROM record WHERE id = ?", s.entry("exported")["id"])
        s.do("UPDATE store_state SET changes = changes - 2")


def reissued(s, row, private_key):
    statement = json.loads(row["statement"])
    statement["sha256"] = sha256("another file")
    text = canonical(statement)
    signature = sign(private_key, text) if private_key else row["signature"]
    s.do("UPDATE exported_files SET sha256 = ?, statement = ?, signature = ? WHERE report_id = ? AND number = ?", statement["sha256"], text, signature, row["report_id"], row["number"])
