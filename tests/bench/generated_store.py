"""A store of any size, generated straight into the tables: the same articles at every call.

Places, sources and words are as uneven as in the news (the n-th is named 1/n as often), days grow
denser over four years, one article in 20 is a copy that counts as another source's, one in 50 has
no day, one mention in 20 no place. Texts are short, 40 words of five letters out of 3,000, so that
every mention stands where the store says; a real article is ten times as long, which makes the
search index larger and changes no count.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from data.model import DayFrom
from data.reading.search.words import stem
from data.store.engine import open_engine, writing
from data.store.numbers import placing_id
from data.store.runs import start_run
from data.store.schema import (
    ARTICLE,
    ARTICLE_EXPLAINED,
    ARTICLE_TEXT,
    MENTION,
    PLACE,
    STATE,
)
from data.store.search import index
from geocode.model import Kind, Role

FIRST_DAY = date(2022, 2, 24)
DAYS = 4 * 365 + 1
SOURCES, WORDS, TEXT_WORDS = 200, 3_000, 40
MENTIONS_AN_ARTICLE = 10.5
_WORD = 5
_AT_ONCE = 20_000
_ALPHABETS = {
    "en": "abcdefghiklmnoprstuvw",
    "uk": "абвгдежзиіїклмнопрсту",
    "ru": "абвгдежзиыэклмнопрсту",
}
LANGUAGES = tuple(_ALPHABETS)
_EXPLAINED = zlib.compress(
    json.dumps(
        {"0": [{"place_id": "geonames:1", "name": "Place 1", "latitude": 48.0, "longitude": 36.0,
                "score": 0.9, "why": ["the only place of that name"]}]}
    ).encode()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """How much is generated."""

    articles: int = 1_000_000
    places: int = 35_000


def vocabulary(lang: str) -> list[str]:
    """The words of a language, the most frequent first; all of them five letters long."""
    chosen = np.random.default_rng(len(lang) + LANGUAGES.index(lang))
    letters = np.array(list(_ALPHABETS[lang]))
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chosen.choice(letters, _WORD))] = None
    return list(words)


def source_names() -> list[str]:
    """The sources, the busiest first; the last one is the project's own briefs."""
    return [f"Source {number}" for number in range(SOURCES - 1)] + ["Frontline brief"]


def generate(url: str, size: Size) -> None:
    """Fill the empty store at ``url``; some minutes for a million articles."""
    engine = open_engine(url)
    run = start_run(engine, gazetteer_version="g", model_version="m", now=_now())
    with writing(engine) as connection:
        placing = placing_id(connection, "g", "m")
        _insert(connection, PLACE, _places(size))
    made = _Maker(size, run, placing)
    slow = [item for item in MENTION.indexes | ARTICLE.indexes]
    with writing(engine) as connection:
        index.create(connection)
        for item in slow:
            item.drop(connection)
    for first in range(0, size.articles, _AT_ONCE):
        with writing(engine) as connection:
            made.batch(connection, first, min(size.articles, first + _AT_ONCE))
    with writing(engine) as connection:
        for item in slow:
            item.create(connection)
        connection.execute(sa.update(STATE).values(changes=size.articles // _AT_ONCE + 2))
    with engine.connect() as connection:
        analyze = connection.execution_options(isolation_level="AUTOCOMMIT")
        if engine.dialect.name == "postgresql":
            analyze.exec_driver_sql("VACUUM ANALYZE")
    engine.dispose()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _places(size: Size) -> Iterator[dict[str, Any]]:
    kinds = np.random.default_rng(5).choice(
        [kind.value for kind in Kind], size.places,
        p=_shares([1, 2, 3, 30, 52, 2, 2, 6, 2], 0),  # nine in ten are points
    )  # fmt: skip
    for number, kind in enumerate(kinds.tolist(), start=1):
        yield {
            "place_no": number, "place_id": f"geonames:{number}", "name": f"Place {number}",
            "name_local": f"Місце {number}" if number % 3 else None,
            "latitude": 44 + number % 800 / 100, "longitude": 22 + number % 1800 / 100,
            "kind": kind, "feature_code": "PPL", "country": "UA", "admin1": f"Oblast {number % 25}",
            "population": 1000, "where_prec": 1, "uncertainty_m": 3000, "gazetteer_version": "g",
            "changed": 0,
        }  # fmt: skip


def _shares(weights: Sequence[float], power: float) -> np.ndarray:
    ranks = np.arange(1, len(weights) + 1, dtype=float)
    shares = np.asarray(weights, float) / ranks**power
    return shares / shares.sum()


class _Maker:
    """Makes articles batch by batch, each out of its own number alone."""

    def __init__(self, size: Size, run: int, placing: int) -> None:
        self._size, self._run, self._placing = size, run, placing
        self._source_shares = _shares([1] * SOURCES, 0.7)
        self._place_sums = np.cumsum(_shares([1] * size.places, 1))
        self._word_sums = np.cumsum(_shares([1] * WORDS, 1))
        self._names = source_names()
        self._words = {lang: vocabulary(lang) for lang in LANGUAGES}
        self._stems = {lang: [stem(w) for w in words] for lang, words in self._words.items()}

    def batch(self, connection: sa.Connection, first: int, end: int) -> None:
        number = end - first
        chosen = np.random.default_rng(first)
        source = chosen.choice(SOURCES, number, p=self._source_shares)
        lang = np.where(chosen.random(number) < 0.1, chosen.integers(0, 3, number), source % 3)
        day = (DAYS * chosen.random(number) ** 0.8).astype(int)
        undated = chosen.random(number) < 0.02
        copies = chosen.random(number) < 0.05
        first_source = np.where(copies, chosen.choice(SOURCES - 1, number), source)
        words = np.searchsorted(self._word_sums, chosen.random((number, TEXT_WORDS)))
        words = words.clip(max=WORDS - 1)
        days = [
            None if gone else FIRST_DAY + timedelta(offset)
            for offset, gone in zip(day.tolist(), undated.tolist(), strict=True)
        ]
        ids = range(first + 1, end + 1)
        change = first // _AT_ONCE + 1
        told = list(
            zip(ids, source.tolist(), lang.tolist(), first_source.tolist(), days, strict=True)
        )
        _insert(connection, ARTICLE, (self._article(*one, change) for one in told))
        rows = list(zip(told, words.tolist(), strict=True))
        _insert(connection, ARTICLE_TEXT, (self._text(*one, numbers) for one, numbers in rows))
        explained = ({"article_id": one, "packed": _EXPLAINED} for one in ids)
        _insert(connection, ARTICLE_EXPLAINED, explained)
        index.add_all(
            connection,
            ((one[0], " ".join(self._stems[LANGUAGES[one[2]]][n] for n in numbers))
             for one, numbers in rows),
        )  # fmt: skip
        _insert(connection, MENTION, self._mentions(chosen, rows))

    def _article(
        self,
        article_id: int,
        source: int,
        lang: int,
        first: int,
        day: date | None,
        change: int,
    ) -> dict[str, Any]:
        found = DayFrom.METADATA if day else DayFrom.NOWHERE
        return {
            "article_id": article_id, "identity": f"bench:{article_id}", "version": 1,
            "title": f"Title {article_id}", "source": self._names[source],
            "source_kind": "brief" if source == SOURCES - 1 else "news", "author": "",
            "published": day, "published_prec": 1, "published_from": found.value,
            "lang": LANGUAGES[lang], "url": None, "rests_on": "", "origin": "bench",
            "placing_id": self._placing, "story_id": article_id,
            "first_source": self._names[first],
            "search_doc": article_id, "changed": change,
        }  # fmt: skip

    def _text(self, article_id: int, _s: int, lang: int, _v: int, _d: Any, numbers: list[int]):
        return {
            "article_id": article_id, "version": 1,
            "sha256": hashlib.sha256(str(article_id).encode()).hexdigest(), "run_id": self._run,
            "text": " ".join(self._words[LANGUAGES[lang]][n] for n in numbers),
        }  # fmt: skip

    def _mentions(self, chosen: np.random.Generator, rows: list[Any]) -> Iterator[dict[str, Any]]:
        most = min(TEXT_WORDS, int(2 * MENTIONS_AN_ARTICLE))
        number = chosen.integers(1, most, len(rows))  # 10.5 on average, with both ends in
        article = np.repeat(np.arange(len(rows)), number)
        start = np.arange(len(article)) - np.repeat(np.cumsum(number) - number, number)
        place = np.searchsorted(self._place_sums, chosen.random(len(article))) + 1
        place = np.where(chosen.random(len(article)) < 0.05, 0, place.clip(max=self._size.places))
        literal = chosen.random(len(article)) < 0.87
        order = np.lexsort((start, ~literal, place, article))
        lead = np.zeros(len(article), bool)
        pair = article[order] * (self._size.places + 1) + place[order]
        lead[order] = np.diff(pair, prepend=-1) != 0
        lead &= place > 0
        # Three in five sentences say when: on the published day or one of the three before it.
        earlier = np.where(
            chosen.random(len(article)) < 0.6, chosen.integers(0, 4, len(article)), -1
        )
        roles = (Role.ASSOCIATIVE.value, Role.LITERAL.value)
        for a, s, p, is_literal, is_lead, days in zip(
            article.tolist(), start.tolist(), place.tolist(), literal.tolist(), lead.tolist(),
            earlier.tolist(), strict=True,
        ):  # fmt: skip
            (article_id, _source, lang, *_rest, published), numbers = rows[a]
            happened = published - timedelta(days) if published and days >= 0 else None
            yield {
                "article_id": article_id, "start": s * (_WORD + 1), "end": s * (_WORD + 1) + _WORD,
                "text": self._words[LANGUAGES[lang]][numbers[s]], "role": roles[is_literal],
                "generic": None, "place_no": p or None,
                "reason": None if p else "no place of that name in the gazetteer",
                "confidence": 0.9, "where_prec": 1 if p else None,
                "uncertainty_m": 3000 if p else None, "event_day": happened,
                "event_prec": happened and 1, "event_words": happened and "on Monday",
                "lang": LANGUAGES[lang], "lead": is_lead,
                "candidate_count": 1,
            }  # fmt: skip


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterator[dict[str, Any]]) -> None:
    """By the driver's own bulk way: SQLAlchemy's takes four times as long."""
    first = next(rows, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in first)
    values = (_plain(row) for row in _after(first, rows))
    cursor = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(first))
        cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', values)
        return
    with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in values:
            copy.write_row(row)


def _after(first: dict[str, Any], rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield first
    yield from rows


def _plain(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row.values())


def ready(folder: Path, size: Size) -> str:
    """Address of the generated SQLite store in ``folder``; made where it is not there yet."""
    file = folder / f"generated-{size.articles}-{size.places}.sqlite"
    url = f"sqlite:///{file}"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_suffix(".unfinished")
        for left in folder.glob(f"{unfinished.name}*"):
            left.unlink()
        generate(f"sqlite:///{unfinished}", size)
        unfinished.rename(file)
    return url
