"""The gazetteer as ``python -m geocode fetch UA --from UA.zip`` leaves it, beside the default one.

It lies in a folder of its own next to the user's, which stays as it is, and is built anew only
when its sources change.
"""

from geocode.gazetteer.build import build, dump_folder
from geocode.gazetteer.compiled import CompiledGazetteer, default_path, open_gazetteer
from geocode.gazetteer.fetch import take_dump
from tests.bench.corpora import SHARED

DUMP = SHARED / "gazetteer" / "UA.zip"


def enriched_gazetteer() -> CompiledGazetteer | None:
    """None, and said, where the dump is absent."""
    if not DUMP.is_file():
        print(f"with UA.zip: not measured, {DUMP} is absent")
        return None
    path = default_path().parent / "bench_enriched" / "gazetteer.sqlite"
    path.parent.mkdir(exist_ok=True)
    take_dump("UA", DUMP, dump_folder(path))
    build(path)
    return open_gazetteer(path)
