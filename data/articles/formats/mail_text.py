"""Which lines of a mail are its own: quoted replies and signatures are left out.

Only plain marks count: lines that begin with ">", the line that introduces them, a line of "-- "
before a signature at the end, and Outlook's header block. What is not plainly marked stays: a
lost paragraph is worse than a quoted one.
"""

import re

_QUOTED = re.compile(r"[ \t]?>")
_INTRODUCES = re.compile(
    r"(?:On .{6,200} wrote|.{0,200}\b(?:пише|пишет|написав|написала|написал)(?: ?\([^)]*\))?|"
    r".{0,200}<[^<>\s]+@[^<>\s]+>) ?:",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"-{2,} ?(?:Original Message|Исходное сообщение|"
    r"Оригінальне повідомлення|Початкове повідомлення) ?-{2,}",
    re.IGNORECASE,
)
_SIGNATURE = "--"
_MOST_SIGNATURE_LINES = 12


def without_quotes(text: str) -> str:
    """The mail's own lines, trimmed of blank ones at both ends; all of it if nothing is left."""
    lines = text.splitlines()
    own = _without_signature(_own(lines))
    kept = "\n".join(own).strip()
    return kept or text.strip()


def _own(lines: list[str]) -> list[str]:
    own: list[str] = []
    for at, line in enumerate(lines):
        if _QUOTED.match(line):
            continue
        if _ORIGINAL.fullmatch(line.strip()) and any(one.strip() for one in own):
            break
        if _INTRODUCES.fullmatch(line.strip()) and _quote_follows(lines, at + 1):
            continue
        own.append(line)
    return own


def _quote_follows(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    return bool(_QUOTED.match(following))


def _without_signature(lines: list[str]) -> list[str]:
    for at in range(len(lines) - 1, max(0, len(lines) - _MOST_SIGNATURE_LINES) - 1, -1):
        # By the book the mark is "-- "; many programs drop the space.
        if lines[at].rstrip("\r") in {f"{_SIGNATURE} ", _SIGNATURE}:
            return lines[:at]
    return lines
