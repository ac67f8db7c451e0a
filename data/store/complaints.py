"""Translates database errors into one line: what is wrong, and what to do.

SQLite names its errors. PostgreSQL gives SQLSTATE codes (appendix A of its manual), but none where
no connection came about: there the English words of its message decide, and other words are quoted.
"""

import sqlite3

from sqlalchemy.exc import DBAPIError

DAMAGED = "is damaged; restore a copy, or move it away and ingest again"
NOT_A_DATABASE = "is not a database; name another file, or move this one away"
_LOCKED = "is locked: another process is writing to it; wait for it to end, or stop it"

# By the first letters of SQLite's own error name; the longest that fits wins.
_SQLITE_SAYS = {
    "SQLITE_BUSY": _LOCKED,
    "SQLITE_LOCKED": _LOCKED,
    "SQLITE_READONLY": "is read-only; make the file and its folder writable, or name another",
    "SQLITE_FULL": "cannot grow: the disk is full; free some space and repeat the command",
    "SQLITE_IOERR": "cannot be read or written (disk error, or the disk is full); check the disk",
    "SQLITE_NOTADB": NOT_A_DATABASE,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_CANTOPEN": "cannot be opened; check that its folder exists and may be written to",
    "SQLITE_PERM": "may not be opened by this user; check its permissions",
}

_AWAY = "went away in mid-work (stopped or restarted); repeat the command when it is back"
_STARTING = "is starting or stopping; repeat the command in a moment"
_CROWDED = "takes no more connections; end other programs that use it, or raise max_connections"
# By the first letters of the SQLSTATE.
_CODES = {
    "53100": "cannot grow: the server's disk is full; free some space there and repeat the command",
    "53200": "is out of memory; free some on the server and repeat the command",
    "53300": _CROWDED,
    "25006": "is read-only for this user; name another, or ask for the right to write",
    "42501": "does not let this user do that; ask its owner for the rights to the tables",
    "55P03": _LOCKED,
    "57P03": _STARTING,
    "57P": _AWAY,
    "08": _AWAY,
    "40": "was changed by another process at the same moment; repeat the command",
    "58": "cannot be read or written (disk error); check the server's disk",
    "XX00": "is damaged; restore a backup of the server's",
    "3D000": "does not exist; make it with createdb, or name another",
}
# By what stands in the message, where no connection came about and there is no code.
_WORDS = {
    "password authentication failed": "refuses this user or password; check both in the address",
    "no password supplied": "asks for a password; write it into the address: //user:password@host",
    "pg_hba.conf": "does not let this user in from this machine; see the server's pg_hba.conf",
    "does not exist": "does not exist; make it with createdb, or name another",
    "too many c": _CROWDED,
    "connection slots": _CROWDED,
    # ... starting up, shutting down, not yet accepting connections, in recovery mode
    "the database system is": _STARTING,
    "Connection refused": "cannot be reached: no server listens there; start it, or check the port",
    "No such file": "cannot be reached: no server listens there; start it, or check the address",
    "resolve host": "cannot be reached: there is no such host; check the address",
    "timeout expired": "cannot be reached: nobody answers there; check host, port and firewall",
    "closed the connection": _AWAY,
    "connection is lost": _AWAY,
    "connection is closed": _AWAY,
}
_PASSING_CODES = ("57P", "08", "40", "53300")
_PASSING_WORDS = (
    "too many c", "connection slots", "the database system is", "Connection refused",
    "timeout expired", "closed the connection", "connection is lost", "connection is closed",
)  # fmt: skip


def sqlite_says(exc: sqlite3.Error) -> str:
    """What SQLite complains of."""
    name = getattr(exc, "sqlite_errorname", "")
    for begins, message in _SQLITE_SAYS.items():
        if name.startswith(begins):
            return message
    if str(exc).startswith("Could not decode"):
        return DAMAGED
    return f"refused: {exc}"


def database_says(exc: DBAPIError) -> str:
    """What the database complains of, whichever it is."""
    if isinstance(exc.orig, sqlite3.Error):
        return sqlite_says(exc.orig)
    code, message = _code(exc), str(exc.orig).strip()
    said = next((text for begins, text in _CODES.items() if code.startswith(begins)), None)
    if said is None and not code:
        said = next((text for words, text in _WORDS.items() if words in message), None)
    if said is not None:
        return said
    first_line = message.splitlines()[0] if message else "no reason given"
    return f"refused: {first_line}" if code else f"cannot be reached: {first_line}"


def is_passing(exc: DBAPIError) -> bool:
    """Whether the same may work in a moment, because a server restarts or is crowded."""
    if isinstance(exc.orig, sqlite3.Error):
        return False
    code, message = _code(exc), str(exc.orig)
    if code:
        return code.startswith(_PASSING_CODES)
    return exc.connection_invalidated or any(words in message for words in _PASSING_WORDS)


def is_lost(exc: DBAPIError) -> bool:
    """Whether there is no such database, and so nothing left of what was stored."""
    code = _code(exc)
    return code == "3D000" or (not code and "does not exist" in str(exc.orig))


def _code(exc: DBAPIError) -> str:
    return getattr(exc.orig, "sqlstate", None) or ""
