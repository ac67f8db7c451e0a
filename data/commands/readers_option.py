"""``--workers N`` and ``--scheduler tcp://HOST:PORT``: which processes read the articles."""

import argparse
from pathlib import Path

import sqlalchemy as sa

from data.bulk.pool import Pool
from data.bulk.readers import InProcessReaders, Readers, reading_with
from data.bulk.transport import ReaderFactory, present_versions
from data.commands.console import say
from data.reading.article import Parser
from data.settings import DEFAULT_DATABASE, Settings
from data.theatre import Theatre
from geocode.gazetteer.compiled import default_path

_MOST_WORKERS = 256
_SHARED_ENDING = ".partitions"


def chosen_readers(
    chosen: argparse.Namespace, settings: Settings, theatre: Theatre, parser: Parser
) -> Readers:
    """The readers that the options name; entering them as a context starts them."""
    if not chosen.workers and not chosen.scheduler:
        return InProcessReaders(
            reading_with(parser, theatre=theatre, focus=settings.country(theatre.home))
        )
    opening = ReaderFactory(
        (settings.gazetteer_path or default_path()).absolute(),
        theatre,
        settings.country(theatre.home),
        present_versions(parser.gazetteer_version),
    )
    if chosen.workers:
        return Pool(opening, workers=chosen.workers, log=say)
    from data.bulk.cluster import Cluster

    shared = chosen.shared or _beside_the_database(settings.database_url)
    return Cluster(chosen.scheduler, opening, shared=shared.absolute(), log=say)


def _beside_the_database(url: str) -> Path:
    file = DEFAULT_DATABASE
    try:
        address = sa.make_url(url)
    except sa.exc.ArgumentError:
        return file  # opening the database says what is wrong with it
    if address.get_backend_name() == "sqlite" and address.database:
        file = Path(address.database).expanduser()
    return file.with_name(file.name + _SHARED_ENDING)
