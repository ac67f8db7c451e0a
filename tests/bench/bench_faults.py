"""What is lost, doubled or half-written when an ingest is killed, its disk fills, its server ends.

Every fault falls into ``python -m data ingest``, run as users run it; then it is run again, and the
store must be what an undisturbed ingest leaves. Both engines; PostgreSQL where it is installed.
Takes a quarter of an hour. ``KILLS`` and ``CROWD_S`` shorten it.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from data.articles.formats.walking import load_all
from data.errors import StoreError
from data.model import Article
from data.store.engine import open_engine, reading
from data.store.schema import ARTICLE
from tests.bench.corpora import ROOT, SHARED
from tests.bench.crowd import crowd
from tests.bench.store_state import damage, differences, state
from tests.postgres import MISSING, PostgresServer, programs

KILLS = int(os.environ.get("KILLS", "50"))
CROWD_S = float(os.environ.get("CROWD_S", "120"))
_ARTICLES = 300
_COUNT = sa.select(sa.func.count()).select_from(ARTICLE)
_AN_ARTICLE_S = 0.05
_POLL_S = 0.01
_SMALL_DISK = {"SQLite": "3m", "PostgreSQL": "11m"}
"""An empty database of PostgreSQL's has 8 MB."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How an ingest ended."""

    status: int
    said: str
    seconds: float


def main() -> int:
    """Print a line for each fault and engine; the exit status counts those that did harm."""
    news = SHARED / "news"
    if not news.is_dir():
        print(f"skipped: there is no {news}")
        return 0
    with tempfile.TemporaryDirectory() as name, _engines() as engines:
        folder = Path(name)
        _write_articles(news, folder / "input")
        harm = 0
        for engine_name, new_url, server in engines(folder):
            faults = Faults(folder / "input", new_url, server)
            print(f"{engine_name}: undisturbed, {_ARTICLES} articles in {faults.clean_s:.1f} s")
            for fault in (faults.kills, faults.removed, faults.restarts, faults.full_disk):
                harm += _told(engine_name, fault)
            harm += _told(engine_name, faults.crowd)
    return harm


def _told(engine_name: str, fault: Callable[[], tuple[str, int]]) -> int:
    said, harm = fault()
    print(f"{engine_name}: {said}", flush=True)
    return harm


class Faults:
    """The faults, on one engine."""

    def __init__(
        self, given: Path, new_url: Callable[[], str], server: PostgresServer | None
    ) -> None:
        self._given = given
        self._new_url = new_url
        self._server = server
        self._random = random.Random(4)
        url = new_url()
        self.clean_s = self._ingest(url).seconds
        self._clean = _with_store(url, state)

    def kills(self) -> tuple[str, int]:
        """Killed at random moments, until the ingest came to its end; and so on."""
        kills = 0
        errors: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        stores = 0
        while kills < KILLS:
            url = self._new_url()
            stores += 1
            while kills < KILLS and self._killed(url):
                kills += 1
                wrong.update(_with_store(url, damage))
            errors.update(self._again(url))
            wrong.update(self._differs(url))
        harm = sum(wrong.values()) + sum(errors.values())
        return (
            f"kill -9 at {kills} random moments of {stores} stores: "
            f"{_listed(wrong)}, database errors {sum(errors.values())}"
        ), harm

    def removed(self) -> tuple[str, int]:
        """The database is taken away while an ingest writes to it."""
        url = self._new_url()

        def remove() -> None:
            if self._server is None:
                for part in Path(url.removeprefix("sqlite:///")).parent.iterdir():
                    part.unlink()
            else:
                self._server.run(f"DROP DATABASE {url.rsplit('/')[-1]} WITH (FORCE)")

        ended = self._disturbed(url, remove)
        if self._server is not None:
            self._server.run(f"CREATE DATABASE {url.rsplit('/')[-1]}")
        return self._verdict("database removed in mid-ingest", url, ended)

    def restarts(self) -> tuple[str, int]:
        """The server is killed and started again three times during one ingest."""
        if self._server is None:
            return "no server to restart", 0
        url = self._new_url()
        server = self._server

        def restart() -> None:
            for _ in range(3):
                server.stop("immediate")
                time.sleep(0.5)
                server.start()
                time.sleep(0.5)

        ended = self._disturbed(url, restart)
        wrong = _with_store(url, damage) + self._differs(url)
        waits = ended.said.count("waiting up to")
        harm = len(wrong) + (ended.status not in {0, 1}) + (waits == 0)
        said = f"went on by itself ({waits} waits), {_listed(Counter(wrong))}"
        return f"server killed and started three times in mid-ingest: {said}", harm

    def full_disk(self) -> tuple[str, int]:
        """The disk of the database is full in mid-ingest, then is given more room."""
        disk = Path(tempfile.mkdtemp(prefix="frontline-disk-"))
        if not _mount(disk, _SMALL_DISK["SQLite" if self._server is None else "PostgreSQL"]):
            disk.rmdir()
            return "full disk skipped: only root may mount a small one", 0
        try:
            url = self._url_on(disk)
            ended = self._ingest(url)
            wrong = _with_store(url, damage)
            _mount(disk, "200m", again=True)
            said, harm = self._verdict("full disk in mid-ingest", url, ended)
            if self._server is not None:
                self._server.run(f"DROP DATABASE {url.rsplit('/')[-1]} WITH (FORCE)")
                self._server.run("DROP TABLESPACE small")
            return said, harm + len(wrong)
        finally:
            subprocess.run(["umount", disk], check=True)
            disk.rmdir()

    def crowd(self) -> tuple[str, int]:
        """Eight readers and two writers."""
        url = self._new_url()
        seen = crowd(url, readers=8, writers=2, seconds=CROWD_S)
        wrong = _with_store(url, damage)
        for error in seen.errors:
            print(error)
        log = "" if self._server else f", log at most {seen.largest_log_mb:.0f} MB"
        return (
            f"eight readers, two writers, {CROWD_S:.0f} s: {seen.written} written, {seen.asked} "
            f"pages read, {len(seen.errors)} errors, {seen.stale} stale, "
            f"{_listed(Counter(wrong))}{log}"
        ), len(seen.errors) + seen.stale + len(wrong)

    def _killed(self, url: str) -> bool:
        """Whether an ingest was killed before it came to its end."""
        process = self._start(url)
        _wait_for(url, self._random.randrange(_ARTICLES), process)
        time.sleep(self._random.uniform(0, _AN_ARTICLE_S))
        process.kill()
        process.communicate()
        return process.returncode == -9

    def _disturbed(self, url: str, disturb: Callable[[], None]) -> Ended:
        """An ingest in whose middle something happens."""
        begun = time.monotonic()
        process = self._start(url)
        said: list[str] = []
        reader = threading.Thread(target=lambda: said.append(process.communicate()[1]))
        reader.start()
        _wait_for(url, _ARTICLES // 3, process)
        disturb()
        reader.join()
        return Ended(process.returncode, said[0], time.monotonic() - begun)

    def _verdict(self, fault: str, url: str, ended: Ended) -> tuple[str, int]:
        """What an ingest said that could not go on, and whether the next one makes up for it."""
        last = ended.said.strip().splitlines()[-1] if ended.said.strip() else "nothing"
        traced = "Traceback" in ended.said
        wrong = Counter(self._again(url) + self._differs(url))
        harm = traced + (ended.status in {0, 1}) + sum(wrong.values())
        return f"{fault}: said “{last}”; ingested again: {_listed(wrong)}", harm

    def _again(self, url: str) -> list[str]:
        """What a further ingest complains of."""
        ended = self._ingest(url)
        return [] if ended.status in {0, 1} else [ended.said.strip().splitlines()[-1]]

    def _differs(self, url: str) -> list[str]:
        """The parts of the store that are not as an undisturbed ingest leaves them."""
        return differences(self._clean, _with_store(url, state))

    def _url_on(self, disk: Path) -> str:
        if self._server is None:
            return f"sqlite:///{disk / 'news.sqlite'}"
        self._server.give(disk)
        self._server.run(f"CREATE TABLESPACE small LOCATION '{disk}'")
        url = self._new_url()
        self._server.run(f"ALTER DATABASE {url.rsplit('/')[-1]} SET TABLESPACE small")
        return url

    def _ingest(self, url: str) -> Ended:
        begun = time.monotonic()
        process = self._start(url)
        _, said = process.communicate()
        return Ended(process.returncode, said, time.monotonic() - begun)

    def _start(self, url: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "data", "ingest", str(self._given), "--database", url]
        return subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )


@contextmanager
def _engines() -> Iterator[Callable]:
    server = PostgresServer() if programs() else None

    def each(folder: Path) -> Iterator[tuple[str, Callable[[], str], PostgresServer | None]]:
        def new_file() -> str:
            return f"sqlite:///{tempfile.mkdtemp(dir=folder)}/news.sqlite"

        yield "SQLite", new_file, None
        if server is None:
            print(f"PostgreSQL: skipped, {MISSING}")
        else:
            yield "PostgreSQL", server.new_database, server

    try:
        yield each
    finally:
        if server is not None:
            server.close()


def _write_articles(news: Path, folder: Path) -> None:
    """The first articles of every file of the news, in files of their own."""
    folder.mkdir()
    files = sorted(news.glob("*.jsonl"))
    for file in files:
        found = (given for given in load_all([file], max_bytes=1 << 30))
        articles = [given for given in found if isinstance(given, Article)]
        for number, given in enumerate(articles[: _ARTICLES // len(files)]):
            text = (
                f"---\nsource: {file.stem}\ndate: 2023-03-{number % 28 + 1:02}\n---\n{given.text}"
            )
            (folder / f"{file.stem}-{number:03}.txt").write_text(text, encoding="utf-8")


def _wait_for(url: str, articles: int, process: subprocess.Popen[str]) -> None:
    """Wait until the store holds more than so many articles, or the process has ended."""
    engine = None
    while process.poll() is None:
        time.sleep(_POLL_S)
        try:
            engine = engine or open_engine(url, read_only=True)
            with reading(engine) as connection:
                if connection.scalar(_COUNT) > articles:
                    break
        except StoreError:  # not made yet
            continue
    if engine is not None:
        engine.dispose()


def _with_store(url: str, ask: Callable) -> object:
    engine = open_engine(url)
    try:
        return ask(engine)
    finally:
        engine.dispose()


def _mount(disk: Path, size: str, *, again: bool = False) -> bool:
    if os.geteuid() != 0 or shutil.which("mount") is None:
        return False
    options = f"remount,size={size}" if again else f"size={size}"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)]
    return subprocess.run(command, capture_output=True).returncode == 0


def _listed(wrong: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in wrong.items()) or "nothing differs"


if __name__ == "__main__":
    sys.exit(main())
