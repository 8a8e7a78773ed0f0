"""Stores whose steps of approval, or the scans behind them, were changed."""
import hashlib
import json

from store import NotFound, canonical, sha256

STEPS = "1 and 4: every step says who and how, and none can be taken out, added or changed"


def tell(cases):
    def t(name, what, needs="steps"):
        return cases.tampered(name, what, STEPS, needs=needs)

    def rows(s):
        found = s.all("SELECT * FROM approval_steps WHERE report_id = ? ORDER BY number", s.report)
        if not found:
            raise NotFound("no steps")
        return found

    def gone(name, what, choose):
        @t("step-" + name, what)
        def _(s):
            for row in choose(rows(s)):
                s.do("DELETE FROM approval_steps WHERE report_id = ? AND number = ?", s.report, row["number"])

    gone("first-gone", "the first step is deleted", lambda all: all[:1])
    gone("last-gone", "the last step is deleted", lambda all: all[-1:])
    gone("all-gone", "all steps are deleted", lambda all: all)

    def edited(name, what, change, again=True):
        @t("step-" + name, what)
        def _(s):
            row = rows(s)[0]
            statement = json.loads(row["statement"])
            before = canonical(statement)
            change(statement)
            text = canonical(statement)
            if text == before:
                raise NotFound("nothing changed in the step")
            s.do("UPDATE approval_steps SET statement = ?, sha256 = ? WHERE report_id = ? AND number = ?", text, sha256(text) if again else row["sha256"], s.report, row["number"])

    def everywhere(value, change):
        """Changes every text inside of a value."""
        if isinstance(value, dict):
            for key in value:
                value[key] = everywhere(value[key], change)
        elif isinstance(value, list):
            return [everywhere(one, change) for one in value]
        elif isinstance(value, str):
            return change(value)
        return value

    edited("date", "a step was taken on another day, hash made again", lambda st: everywhere(st, lambda text: text.replace("2023-", "2022-").replace("2026-", "2025-")))
    edited("date-no-hash", "a step was taken on another day; the hash stays", lambda st: everywhere(st, lambda text: text.replace("2023-", "2022-").replace("2026-", "2025-")), False)
    edited("name", "a step was taken by somebody else, hash made again", lambda st: rename(st))
    edited("opinion", "the opinion of a step is another one, hash made again", lambda st: st.update(opinion="不同意。"))
    edited("kind", "a step is another kind of step, hash made again", other_kind)

    @t("step-signature", "the signature of a step is another one")
    def _(s):
        s.do("UPDATE approval_steps SET signature = 'A' || substr(signature, 2) WHERE report_id = ? AND number = ?", s.report, rows(s)[0]["number"])

    @t("step-order", "two steps have changed places")
    def _(s):
        all_rows = rows(s)
        if len(all_rows) < 2:
            raise NotFound("only one step")
        a, b = all_rows[0]["number"], all_rows[-1]["number"]
        for old, new in ((a, -1), (b, a), (-1, b)):
            s.do("UPDATE approval_steps SET number = ? WHERE report_id = ? AND number = ?", new, s.report, old)

    @t("step-twice", "a step stands there twice")
    def _(s):
        row = rows(s)[-1]
        s.copy_row("approval_steps", "report_id = ? AND number = ?", (s.report, row["number"]), number=row["number"] + 1, sha256=row["sha256"][::-1])

    @t("step-other-report", "a step is that of another report")
    def _(s):
        theirs = s.one("SELECT * FROM approval_steps WHERE report_id <> ? LIMIT 1", s.report)
        row = rows(s)[0]
        s.do("UPDATE approval_steps SET statement = ?, sha256 = ?, signature = ? WHERE report_id = ? AND number = ?", theirs["statement"], theirs["sha256"], theirs["signature"], s.report, row["number"])

    @t("step-moved", "a step belongs to another version than was said")
    def _(s):
        s.do("UPDATE approval_steps SET version_id = 'forgedv001' WHERE report_id = ? AND number = ?", s.report, rows(s)[0]["number"])

    def scan(s):
        return s.one("SELECT * FROM approval_scans WHERE report_id = ? ORDER BY sha256 LIMIT 1", s.report)

    @t("scan-bytes", "the scanned sheet is another picture, under the old hash", "scans")
    def _(s):
        data = bytearray(scan(s)["bytes"])
        data[len(data) // 2] ^= 0xFF
        s.do("UPDATE approval_scans SET bytes = ? WHERE report_id = ? AND sha256 = ?", bytes(data), s.report, scan(s)["sha256"])

    @t("scan-bytes-mended", "the scanned sheet is another picture, under its own hash", "scans")
    def _(s):
        data = bytearray(scan(s)["bytes"])
        data[len(data) // 2] ^= 0xFF
        s.do("UPDATE approval_scans SET bytes = ?, sha256 = ? WHERE report_id = ? AND sha256 = ?", bytes(data), hashlib.sha256(bytes(data)).hexdigest(), s.report, scan(s)["sha256"])

    @t("scan-gone", "the scanned sheet is deleted", "scans")
    def _(s):
        s.do("DELETE FROM approval_scans WHERE report_id = ? AND sha256 = ?", s.report, scan(s)["sha256"])

    @t("scan-exchanged", "the scanned sheet has the bytes of another one", "scans")
    def _(s):
        other = s.one("SELECT bytes FROM approval_scans WHERE sha256 <> ? LIMIT 1", scan(s)["sha256"])
        s.do("UPDATE approval_scans SET bytes = ? WHERE report_id = ? AND sha256 = ?", other["bytes"], s.report, scan(s)["sha256"])


def rename(statement):
    """Gives the step to somebody else, wherever its statement tells a name."""
    person = next((statement[key] for key in ("person", "signer", "by") if isinstance(statement.get(key), dict) and "name" in statement[key]), None)
    if person is None:
        raise NotFound("no name in the step")
    person["name"] = "白石川"


def other_kind(statement):
    """Makes the step another kind of step, where its statement tells the kind: in its step, or by itself."""
    told = statement["step"] if isinstance(statement.get("step"), dict) else statement
    if "kind" not in told:
        raise NotFound("no kind in the step")
    told["kind"] = "sign" if told["kind"] != "sign" else "check"
