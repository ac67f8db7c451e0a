"""Ingest of messages on one template beside as many unlike ones: processor seconds, and the curve.

The template is an air-raid alert that differs in a town and a time; its rows are likely copies of
each other, and only comparing few of them with each keeps the time linear.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from data.ingesting import ingest
from data.settings import Settings, file_address
from data.store.engine import open_engine
from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from tests.theatre import UKRAINE, shipped_focus

SIZES = (1_000, 4_000, 20_000)
TOWNS = ("Bakhmut", "Kharkiv", "Kherson", "Izium", "Lyman", "Nikopol", "Orikhiv", "Sumy", "Odesa")
ALERT = (
    "Air raid alert in {town} at {hour:02}:{minute:02}. Residents of the community are asked to go "
    "to shelters at once and to stay there until the alarm is over."
)
WORDS = Path(__file__).resolve().parents[2].joinpath("CONTRIBUTING.md")


def rows(number: int, *, templated: bool) -> Iterator[dict[str, str]]:
    """So many articles as JSON lines have them; the same each time."""
    chance, words = random.Random(8), WORDS.read_text(encoding="utf-8").split()
    for n in range(number):
        town = chance.choice(TOWNS)
        hour, minute = divmod(n * 3 % 1440, 60)
        unlike = f"{' '.join(chance.choices(words, k=24))} in {town}."
        text = ALERT.format(town=town, hour=hour, minute=minute) if templated else unlike
        day = date(2023, 3, 1) + timedelta(days=n * 3 // 1440)
        yield {"id": str(n), "date": day.isoformat(), "source": "Alerts", "text": text}


def processor_s(number: int, *, templated: bool) -> float:
    """Seconds of the processor for an ingest of so many articles into a new store."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        lines = (json.dumps(row) + "\n" for row in rows(number, templated=templated))
        path.write_text("".join(lines), encoding="utf-8")
        engine = open_engine(file_address(Path(folder) / "news.sqlite"))
        geoparser = Geoparser(open_gazetteer(), focus=shipped_focus())
        begun = time.process_time()
        ingest(
            [path],
            engine=engine,
            geoparser=geoparser,
            settings=Settings(),
            theatre=UKRAINE,
            log=lambda line: None,
        )
        engine.dispose()
        return time.process_time() - begun


def main() -> int:
    """Print a line for each size."""
    for number in SIZES:
        templated = processor_s(number, templated=True)
        unlike = processor_s(number, templated=False)
        print(
            f"{number:,} articles: templated {templated:.1f} s, unlike {unlike:.1f} s, "
            f"ratio {templated / unlike:.2f}; {1000 * templated / number:.2f} ms a templated one"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
