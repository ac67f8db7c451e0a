"""Days of saved public pages: ours beside htmldate's careful mode alone, on the same pages.

The pages lie beside the repository (``corpora.SHARED``) and may not be copied here.
"""

import json
import tarfile
import time
from dataclasses import replace
from datetime import date

from htmldate import find_date

from data.articles.formats.document import bytes_document
from data.articles.formats.pages import HtmlPages
from data.errors import LoadError
from data.reading.dating import find_published, settled
from data.reading.dating.stated import DAY
from tests.bench.corpora import SHARED
from tests.theatre import UKRAINE

_FOLDER = SHARED / "pages"
_LIMIT = 32 * 1024 * 1024
_KNOWN, _ALONE = "ours, address known", "ours, the file alone"
_CAREFUL = "htmldate careful, alone"
_TODAY = date(2026, 11, 30)


def main() -> None:
    """Print how many are right, wrong and undated: ours with and without the address, theirs."""
    gold = _FOLDER / "expected.jsonl"
    if not gold.is_file():
        print(f"{gold} is not there; nothing to measure")
        return
    rows = {row["file"]: row for row in map(json.loads, gold.read_text("utf-8").splitlines())}
    found: dict[str, dict[str, str | None]] = {name: {} for name in (_KNOWN, _ALONE, _CAREFUL)}
    begun = time.process_time()
    with tarfile.open(_FOLDER / "pages.tar.xz") as packed:
        for member in packed:
            row = rows.get(member.name.rpartition("/")[2])
            stream = packed.extractfile(member) if row else None
            if row is not None and stream is not None:
                content = stream.read()
                found[_KNOWN][row["file"]] = _day(content, row["url"])
                found[_ALONE][row["file"]] = _day(content, None)
                found[_CAREFUL][row["file"]] = find_date(
                    content, extensive_search=False, original_date=True
                )
    for name, days in found.items():
        right = sum(day == rows[file]["date"] for file, day in days.items())
        none = sum(day is None for day in days.values())
        share = f"{right} of {len(rows)} right ({right / len(rows):.1%})"
        print(f"{name:24} {share}, {len(rows) - right - none} wrong, {none} without a day")
    print(f"{1000 * (time.process_time() - begun) / len(rows):.0f} ms a page for all three")


def _day(content: bytes, address: str | None) -> str | None:
    made = bytes_document(content, origin="page.html", name="page.html", max_bytes=_LIMIT)
    try:
        (article, *_more) = HtmlPages().load(replace(made, address=address))
    except LoadError:
        return None
    known = settled(article, UKRAINE, today=_TODAY)
    found = find_published(known, origin_path="", today=_TODAY, time_zone=UKRAINE.time_zone)
    return found.published.isoformat() if found.published and found.published_prec == DAY else None


if __name__ == "__main__":
    main()
