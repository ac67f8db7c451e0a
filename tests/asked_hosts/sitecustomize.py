"""Notes every host but this machine that a process looks up, connects or sends to.

Python imports a module of this name at its start where its folder is on the path. The lines go to
the file that ASKED_HOSTS names.
"""

import os
import sys

_AT_FIRST = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_AT_SECOND = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_HERE = {"", "localhost", "0.0.0.0", "::", "::1"}
_FILE = os.environ.get("ASKED_HOSTS")


def _note(event, given):
    if event in _AT_FIRST:
        host = given[0]
    elif event in _AT_SECOND and isinstance(given[1], tuple):  # else a socket of this machine
        host = given[1][0]
    else:
        return
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name in _HERE or name.startswith("127."):
        return
    with open(_FILE, "a", encoding="utf-8") as file:  # noqa: PTH123  # before pathlib may be there
        file.write(f"{event} {name}\n")


if _FILE:
    sys.addaudithook(_note)
