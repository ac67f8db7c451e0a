"""A newsroom on a simulated clock: it publishes, its server fails in every way, time goes on."""

from functools import partial
from random import Random

import sqlalchemy as sa

from data.articles.web.fetching import Fetcher, Limits
from data.articles.web.polite_fetching import PoliteFetcher
from data.ingesting import ingest
from data.store.engine import reading
from data.store.schema import ARTICLE, ARTICLE_TEXT
from data.watching.jobs import Schedule, watch
from data.watching.polling import PollContext, UrlJob
from tests.data.articles.web.servers import Answer, only_public
from tests.data.builders import without_progress
from tests.theatre import UKRAINE

HOUR_S = 3600.0
PATIENT = Limits(max_bytes=500_000, total_s=30.0, silence_s=10.0)
HASTY = Limits(max_bytes=500_000, total_s=0.5, silence_s=0.3)
"""For servers that are slow on purpose."""


def rss(*items, more=""):
    return (
        f"<rss version='2.0'><channel><title>Radio Example</title>{more}"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def item(number, text=""):
    return (
        f"<item><title>Report {number}</title><guid isPermaLink='false'>{number}</guid>"
        f"<description>{text or f'Shelling hit Bakhmut, report {number}.'}</description></item>"
    )


def answer(content, etag=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(content, kind="application/rss+xml", headers={"ETag": etag, **named})


class Watching:
    """``ingest --watch`` with everything real but the time."""

    def __init__(self, *, engine, geoparser, settings, time, every_s=HOUR_S, limits=PATIENT):
        self.engine, self.time, self.lines = engine, time, []
        self.take = partial(
            ingest, engine=engine, geoparser=geoparser, settings=settings, theatre=UKRAINE
        )
        fetcher = Fetcher(only_public(), limits=limits, now=time.wall)
        self.context = PollContext(
            fetcher=PoliteFetcher(fetcher, clock=time.clock),
            take=self.take,
            engine=engine,
            clock=time.clock,
            schedule=Schedule(every_s, Random(4)),
            log=without_progress(self.lines),
            max_bytes=limits.max_bytes,
        )

    def job(self, address):
        return UrlJob(address, self.context)

    def run(self, *jobs, hours):
        """Let time pass; jobs that were given no turn yet begin."""
        end_s = self.time.steady_s + hours * HOUR_S
        watch(
            jobs,
            clock=self.time.clock,
            log=self.lines.append,
            stop=lambda: self.time.steady_s >= end_s,
        )

    @property
    def stored(self):
        """Title and number of versions of every article, in order of taking."""
        versions = sa.func.count(ARTICLE_TEXT.c.version)
        question = (
            sa.select(ARTICLE.c.title, versions)
            .join(ARTICLE_TEXT)
            .group_by(ARTICLE.c.article_id, ARTICLE.c.title)
            .order_by(ARTICLE.c.article_id)
        )
        with reading(self.engine) as connection:
            return [tuple(row) for row in connection.execute(question)]
