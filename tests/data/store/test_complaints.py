import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from data.store.complaints import database_says, is_lost, is_passing

_UNTIL = 'connection failed: connection to server at "db", port 5432 failed: '


class _Said(Exception):
    """What a driver raises, with the code that it has where a connection was there."""

    def __init__(self, message, sqlstate=None):
        super().__init__(message)
        self.sqlstate = sqlstate


def _raised(orig, *, invalidated=False):
    return OperationalError(None, None, orig, connection_invalidated=invalidated)


@pytest.mark.parametrize(
    ("message", "code", "begins", "passing"),
    [
        (f"{_UNTIL}Connection refused\n\tIs it running?", None, "cannot be reached: no", True),
        (f"{_UNTIL}timeout expired", None, "cannot be reached: nobody answers", True),
        (f"{_UNTIL}FATAL:  the database system is starting up", None, "is starting", True),
        (f"{_UNTIL}FATAL:  the database system is not yet accepting connections", None,
         "is starting", True),
        (f"{_UNTIL}FATAL:  the database system is in recovery mode", None, "is starting", True),
        (f"{_UNTIL}FATAL:  sorry, too many clients already", None, "takes no more", True),
        (f'{_UNTIL}FATAL:  no pg_hba.conf entry for host "::1"', None, "does not let", False),
        (f"{_UNTIL}fe_sendauth: no password supplied", None, "asks for a password", False),
        (f'{_UNTIL}FATAL:  database "x" does not exist', None, "does not exist; make", False),
        ("failed to resolve host 'db'", None, "cannot be reached: there is no such host", False),
        ("server closed the connection unexpectedly", None, "went away in mid-work", True),
        ("etwas anderes", None, "cannot be reached: etwas anderes", False),
        ("", None, "cannot be reached: no reason given", False),
        ("terminating connection", "57P01", "went away in mid-work", True),
        ("crashed", "57P02", "went away in mid-work", True),
        ("starting", "57P03", "is starting or stopping", True),
        ("could not extend file", "53100", "cannot grow: the server's disk is full", False),
        ("out of memory", "53200", "is out of memory", False),
        ("too many", "53300", "takes no more connections", True),
        ("deadlock detected", "40P01", "was changed by another process", True),
        ("lock timeout", "55P03", "is locked", False),
        ("permission denied", "42501", "does not let this user", False),
        ("invalid page", "XX001", "is damaged", False),
        ("could not read block", "58030", "cannot be read or written", False),
        ("syntax error\nLINE 1", "42601", "refused: syntax error", False),
    ],
)  # fmt: skip
def test_a_servers_complaint_says_what_to_do_and_whether_waiting_helps(
    message, code, begins, passing
):
    exc = _raised(_Said(message, code))
    assert database_says(exc).startswith(begins)
    assert "\n" not in database_says(exc)
    assert is_passing(exc) is passing


def test_a_connection_that_broke_without_a_word_may_come_back():
    assert is_passing(_raised(_Said("?"), invalidated=True))


@pytest.mark.parametrize(
    ("exc", "lost"),
    [
        (_Said(f'{_UNTIL}FATAL:  database "x" does not exist'), True),
        (_Said("no such database", "3D000"), True),
        (_Said('relation "article" does not exist', "42P01"), False),
    ],
)
def test_a_database_that_is_not_there_is_lost(exc, lost):
    assert is_lost(_raised(exc)) is lost


def test_sqlite_never_comes_back_by_waiting():
    assert not is_passing(_raised(sqlite3.OperationalError("disk I/O error")))
