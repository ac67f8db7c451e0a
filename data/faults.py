"""Lists the exceptions that a bug raises on one bad input only, and words them for the user.

Whoever goes through inputs catches these for each one, leaves it out by name, and goes on. Not
among them is an ``OSError`` or a ``GeocodeError`` (though it may be a ``ValueError`` too): those
would meet every other input.
"""

import lzma
import struct
import zlib

FAULTS_OF_ONE_TEXT = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a mistake in reading a text raises on one that nobody thought of."""

FAULTS_OF_ONE_FILE = (
    *FAULTS_OF_ONE_TEXT,
    EOFError,
    SyntaxError,  # lxml's parser errors are of this class
    lzma.LZMAError,
    struct.error,
    zlib.error,
)
"""What a mistake in a loader, or in the library that it reads with, raises on a damaged file."""

_SHOWN_CHARACTERS = 200


def failure(exc: BaseException) -> str:
    """The wording of a fault, to follow "the article was left out: "."""
    said = " ".join(str(exc).split())[:_SHOWN_CHARACTERS]
    return f"reading it failed ({type(exc).__name__}: {said}); report it with its text"
