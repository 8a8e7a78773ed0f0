"""Stores whose keys or people were changed."""
import json

from store import FORGER_PRIVATE, canonical, forger_public, sha256, sign

NAMES = "2: which person a key belongs to can't be changed, and names are shown as they were signed"
SILENT = "2: a new, ended or lost key is an event in the record, never silent"


def tell(cases):
    def t(name, what, promise=NAMES, **more):
        return cases.tampered("key-" + name, what, promise, **more)

    key = lambda s: s.one("SELECT k.* FROM signer_keys k JOIN signatures g ON g.person = k.person WHERE g.report_id = ? LIMIT 1", s.report)

    @t("public", "the signer's public key is a forger's", SILENT)
    def _(s):
        s.do("UPDATE signer_keys SET public_key = ? WHERE id = ?", forger_public(), key(s)["id"])

    @t("public-resigned", "the signer's key is a forger's, and what was signed, with another date, is signed again with it", SILENT)
    def _(s):
        row, public = s.signature, forger_public()
        old = key(s)["public_key"]
        s.do("UPDATE signer_keys SET public_key = ?, card = replace(card, ?, ?) WHERE id = ?", public, old, public, key(s)["id"])
        record = json.loads(row["record"])
        record.update(key=public, date="2023-12-01")
        text = canonical(record)
        s.do("UPDATE signatures SET record = ?, sha256 = ?, signature = ? WHERE report_id = ? AND number = ?", text, sha256(text), sign(FORGER_PRIVATE, text), s.report, row["number"])

    @t("all-resigned", "a forger's key signs everything again: the signature, both editions and the record, with its own card", SILENT)
    def _(s):
        row, public = s.signature, forger_public()
        old = key(s)
        values = {}
        for statement, signature in (("record", "signature"), ("internal_statement", "internal_signature"), ("record_statement", "record_signature"), ("public_statement", "public_signature")):
            told = json.loads(row[statement])
            told.update({name: value for name, value in (("key", public), ("date", "2023-12-01")) if name in told})
            values[statement] = canonical(told)
            values[signature] = sign(FORGER_PRIVATE, values[statement])
        values["sha256"] = sha256(values["record"])
        s.do(f"UPDATE signatures SET {', '.join(name + ' = ?' for name in values)} WHERE report_id = ? AND number = ?", *values.values(), s.report, row["number"])
        card = json.loads(old["card"])
        inner = json.loads(card["card"])
        inner["key"] = public
        card["card"] = canonical(inner)
        card["signature"] = sign(FORGER_PRIVATE, card["card"])
        s.do("UPDATE signer_keys SET public_key = ?, card = ? WHERE id = ?", public, canonical(card), old["id"])

    @t("name", "the name beside the key is another one")
    def _(s):
        s.do("UPDATE signer_keys SET name = '白石川' WHERE id = ?", key(s)["id"])

    @t("unit", "the unit beside the key is another one")
    def _(s):
        s.do("UPDATE signer_keys SET unit = '白石镇' WHERE id = ?", key(s)["id"])

    @t("card", "the name on the key's card is another one; the card's signature stays")
    def _(s):
        row = key(s)
        s.do("UPDATE signer_keys SET card = ? WHERE id = ?", row["card"].replace(row["name"], "白石川"), row["id"])

    @t("card-and-name", "the name on the key's card, and beside it, is another one; the card's signature stays")
    def _(s):
        row = key(s)
        s.do("UPDATE signer_keys SET name = '白石川', card = ? WHERE id = ?", row["card"].replace(row["name"], "白石川"), row["id"])

    @t("card-gone", "the key's card is taken out")
    def _(s):
        s.do("UPDATE signer_keys SET card = '' WHERE id = ?", key(s)["id"])

    @t("ended", "the key is said to have ended, without an event", SILENT)
    def _(s):
        s.do("UPDATE signer_keys SET ended = '2023-12-01T00:00:00.000Z' WHERE id = ?", key(s)["id"])

    @t("date", "the key is said to have been made two years earlier", SILENT)
    def _(s):
        s.do("UPDATE signer_keys SET at = '2021-01-01T00:00:00.000Z' WHERE id = ?", key(s)["id"])

    @t("gone", "the key is deleted, without an event", SILENT)
    def _(s):
        s.do("DELETE FROM signer_keys WHERE id = ?", key(s)["id"])

    @t("second", "a forger's key is added for the signer, without an event", SILENT)
    def _(s):
        row = key(s)
        s.copy_row("signer_keys", "id = ?", (row["id"],), id=row["id"] + 50, public_key=forger_public(), card=row["card"].replace(row["public_key"], forger_public()))

    @t("person-other", "the key is given to another person, who is added")
    def _(s):
        person(s, "forgedperson", "白石川")
        s.do("UPDATE signer_keys SET person = 'forgedperson' WHERE id = ?", key(s)["id"])

    @t("person-namesake", "the key is given to a namesake of another unit, who is added")
    def _(s):
        row = key(s)
        person(s, "forgedperson", row["name"], "白石镇")
        s.do("UPDATE signer_keys SET person = 'forgedperson' WHERE id = ?", row["id"])

    @t("person-gone", "the signer is taken out of the list of people")
    def _(s):
        s.do("DELETE FROM people WHERE id = ?", s.signature["person"])

    @t("signature-person", "the signature is said to be another person's, who is added")
    def _(s):
        person(s, "forgedperson", "白石川")
        s.do("UPDATE signatures SET person = 'forgedperson' WHERE report_id = ?", s.report)

    @t("issuing-public", "the issuing key of the report is a forger's", SILENT)
    def _(s):
        s.do("UPDATE issuing_keys SET public_key = ?, private_key = ? WHERE report_id = ?", forger_public(), FORGER_PRIVATE, s.report)

    @t("issuing-private", "the private half of the issuing key is a forger's", SILENT)
    def _(s):
        s.do("UPDATE issuing_keys SET private_key = ? WHERE report_id = ?", FORGER_PRIVATE, s.report)

    @t("issuing-exchanged", "two reports have exchanged their issuing keys", SILENT)
    def _(s):
        mine, theirs = s.report, s.second
        s.do("UPDATE issuing_keys SET report_id = 'x' WHERE report_id = ?", mine)
        s.do("UPDATE issuing_keys SET report_id = ? WHERE report_id = ?", mine, theirs)
        s.do("UPDATE issuing_keys SET report_id = ? WHERE report_id = 'x'", theirs)

    @t("issuing-second", "a forger's issuing key is added to the report", SILENT)
    def _(s):
        s.copy_row("issuing_keys", "report_id = ?", (s.report,), public_key=forger_public(), private_key=FORGER_PRIVATE)

    @t("known-forged", "a forger's key is among the known ones, under the signer's name, with the genuine card")
    def _(s):
        row = key(s)
        s.do("INSERT INTO known_keys (public_key, name, unit, card, at, ended) VALUES (?, ?, ?, ?, ?, NULL)", forger_public(), row["name"], row["unit"], row["card"], row["at"])

    @t("known-renamed", "a known key has another name than its card", needs="known")
    def _(s):
        s.do("UPDATE known_keys SET name = '白石川'")

    @t("known-silent", "a forger's key is among the known ones, with its own card, without an event", SILENT)
    def _(s):
        row = key(s)
        card = json.loads(row["card"])
        inner = json.loads(card["card"])
        inner["key"] = forger_public()
        card["card"] = canonical(inner)
        card["signature"] = sign(FORGER_PRIVATE, card["card"])
        s.do("INSERT INTO known_keys (public_key, name, unit, card, at, ended) VALUES (?, ?, ?, ?, ?, NULL)", forger_public(), row["name"], row["unit"], canonical(card), row["at"])


def person(s, one, name, unit="青禾镇"):
    s.do("INSERT INTO people (id, name, unit, role, origin, at) VALUES (?, ?, ?, 'signer', NULL, '2023-01-01T00:00:00.000Z')", one, name, unit)
