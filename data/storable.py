"""Replaces characters that no database can store."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """``text`` with what no database holds (NUL, lone surrogates) replaced one for one."""
    return _UNSTORABLE.sub("\ufffd", text)
