"""What can be seen of a stamp from outside: letters that say something in base64, in one part or in several."""
import base64
import re


def inside(part):
    """What a part of a stamp says."""
    url = re.search("[-_]", part) is not None
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_" if url else None)


def packed(data, like):
    """The bytes as letters, in the alphabet and with the ending of a genuine part."""
    url = re.search("[+/]", like) is None
    letters = base64.b64encode(data, altchars=b"-_" if url else None).decode()
    return letters if like.endswith("=") else letters.rstrip("=")


def edited(stamp, change):
    """The same stamp with one part changed, the first one that `change` does something to."""
    parts = stamp.split(".")
    for at, part in enumerate(parts):
        data = inside(part)
        changed = change(data)
        if changed != data:
            return ".".join(parts[:at] + [packed(changed, part)] + parts[at + 1 :])
    raise LookupError("nothing to change inside of the stamp")


def earlier(stamp):
    """The same stamp with all dates of one part a year earlier."""
    return edited(stamp, lambda data: re.sub(rb"20(\d\d)-", lambda m: b"20%02d-" % (int(m[1]) - 1), data))


def spoilt(stamp):
    """The same stamp with one letter of its middle changed."""
    at = len(stamp) // 3
    return stamp[:at] + ("A" if stamp[at] != "A" else "B") + stamp[at + 1 :]


def mixed(own, theirs):
    """Own stamps with one part of the other one, for every part in which they differ."""
    mine, others = own.split("."), theirs.split(".")
    if len(mine) != len(others) or len(mine) == 1:
        raise LookupError("stamps of one part, or of different numbers of parts")
    return [".".join(mine[:at] + [others[at]] + mine[at + 1 :]) for at in range(len(mine)) if mine[at] != others[at]]
