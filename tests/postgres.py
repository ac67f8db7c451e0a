"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone afterwards.

It runs as ``postgres`` or ``nobody`` where the tests run as root, which the server refuses to be;
no system cluster is used or touched. Nothing it writes is meant to outlive a power cut.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

USER, PASSWORD = "frontline", "frontline-tests"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "32MB",
    "max_connections": "40",
    "superuser_reserved_connections": "2",
}
MISSING = "PostgreSQL's server is not installed (no initdb); on Debian: apt-get install postgresql"


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, the newest version's; None where there is none."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda found: float(found.parent.parent.name),
    )
    found = str(versions[-1]) if versions else shutil.which("initdb")
    return Path(found).parent if found else None


class PostgresServer:
    """A server that can be stopped, killed and started again, and makes databases."""

    def __init__(self, settings: dict[str, str] | None = None) -> None:
        found = programs()
        if found is None:
            raise FileNotFoundError(MISSING)
        self._programs = found
        self._settings = _SETTINGS | (settings or {})
        self._numbers = count(1)
        self.folder = Path(tempfile.mkdtemp(prefix="frontline-postgres-"))
        self._as_user = _unprivileged(self.folder)
        self.port = _free_port()
        self._initialise()
        self.start()

    def url(self, database: str, *, password: str = PASSWORD) -> str:
        """The address of a database for ``open_engine``."""
        return f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of a new empty database."""
        name = f"news_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def run(self, sql: str, *, database: str = "postgres") -> list[tuple]:
        """The rows of one statement of the superuser, outside any transaction."""
        address = f"host=127.0.0.1 port={self.port} user={USER} password={PASSWORD}"
        with psycopg.connect(f"{address} dbname={database}", autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def give(self, folder: Path) -> None:
        """Let the server write into ``folder``."""
        if self._as_user:
            os.chown(folder, self._as_user["user"], self._as_user["group"])

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = " ".join(f"-c {name}='{value}'" for name, value in self._settings.items())
        log = self.folder / "log"
        self._control("start", "-w", "-t", "60", "-l", str(log), "-o", f"-p {self.port} {options}")

    def stop(self, mode: str = "fast") -> None:
        """Stop it and wait until it has; ``immediate`` is as a crash."""
        self._control("stop", "-w", "-m", mode)

    def close(self) -> None:
        """Stop it where it runs and remove all it wrote."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def _initialise(self) -> None:
        secret = self.folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._call(
            "initdb", "--no-sync", "-E", "UTF8", "--locale=C", "-U", USER,
            "--auth=scram-sha-256", f"--pwfile={secret}", "-D", str(self.folder / "data"),
        )  # fmt: skip

    def _control(self, *words: str) -> None:
        self._call("pg_ctl", *words, "-D", str(self.folder / "data"))

    def _call(self, program: str, *words: str) -> None:
        log = self.folder / f"{program}.log"
        with log.open("w") as said:
            ended = subprocess.run(
                [self._programs / program, *words],
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                **self._as_user,
            )
        if ended.returncode:
            raise RuntimeError(f"{program} {words[0]} failed: {log.read_text()[-2000:]}")


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How ``subprocess`` becomes a user whom the server accepts, to whom ``folder`` is given."""
    if os.geteuid() != 0:
        return {}
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
