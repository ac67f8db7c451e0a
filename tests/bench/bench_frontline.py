"""Measure the front line: the reader of other people's maps, our table, the line, and their speed.

Prints (a) how many of the oracle's points the layer reader answers right, (b) for each sample file
how far the table agrees with it, settlement by settlement, with every disagreement, (c) how right
ground and line are beside all samples, by ``shared/frontline/score.py``, (d) what control of the
whole war takes for the browser, (e) processor times. The samples are other people's maps that may
not be passed on; they are looked for in ``frontline`` in the folder ``shared`` beside the
repository (or in ``$FRONTLINE_SHARED``); (a) to (c) are left out, saying so, where there are none.
"""

import csv
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data.errors import LayerError
from data.export.front_rows import front_geojson
from data.frontline.control import load_control
from data.frontline.daily import daily_holders
from data.frontline.evidence.claims import claim_evidence
from data.frontline.evidence.model import Evidence, Provider
from data.frontline.evidence.table import TableEvidence
from data.frontline.front import Front
from data.frontline.gathering import gather, settlements_of
from data.frontline.holders import History, HolderState
from data.frontline.layers.folder import layer_on, read_layer, survey
from data.frontline.layers.model import Layer, LayerSource, Status, area_at
from data.frontline.packed import pack
from data.frontline.war_control import open_control
from data.model import CONTESTED, ControlRow
from data.queries.claims import stored_claims
from data.settings import file_address
from data.store.engine import open_engine
from data.theatre import load_theatre
from geocode.gazetteer.compiled import open_gazetteer

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("FRONTLINE_SHARED", ROOT.parent / "shared")) / "frontline"
THEATRE = load_theatre("ukraine")
FOLDERS = {
    "deepstate_full": LayerSource.DEEPSTATE,
    "deepstate_occupied_daily": LayerSource.DEEPSTATE_DAILY,
    "uacontrolmap_daily": LayerSource.UACONTROLMAP,
}
# The oracle does not give its coordinates. These are GeoNames' points, but for Soledar, whose
# GeoNames point lies 0.5 km west of the grey zone that the oracle puts the town in: its centre.
POINTS = {
    "Bakhmut": (48.59419, 37.99886),
    "Soledar": (48.6794, 38.0894),
    "Donetsk": (48.023, 37.80224),
    "Avdiivka": (48.13989, 37.74255),
    "Kherson": (46.63695, 32.61458),
    "Kramatorsk": (48.73893, 37.5841),
    "Pokrovsk": (48.28203, 37.17583),
    "Kupiansk": (49.71063, 37.61539),
    "Mariupol": (47.09514, 37.54131),
    "Izium": (49.20869, 37.24857),
}
SCORED_FOLDERS = (
    "deepstate_full",
    "deepstate_more",
    "deepstate_occupied_daily",
    "uacontrolmap_daily",
)
NEWS = SAMPLES.parent / "news" / "web_articles_2026.jsonl"
CUT, LATER = date(2025, 12, 26), date(2026, 3, 31)
LATER_MAP = SAMPLES / "deepstate_more" / "deepstatemap_data_20260401.geojson"
LAST_DAY = date(2026, 8, 31)
CLAIMS = 100_000


def main() -> int:
    """Print all figures; 1 if the reader answers a point of the oracle wrongly."""
    rows = load_control(THEATRE)
    changes = sum(row.day > date(2022, 2, 24) for row in rows)
    places = len({row.place_id for row in rows})
    print(f"control table: {len(rows)} rows, {changes} changes after 24 Feb 2022, {places} places")
    wrong = 0
    if (SAMPLES / "expected_points.csv").is_file():
        wrong = oracle()
        agreement(rows)
    else:
        print(f"no samples in {SAMPLES}: reader, table and line are not compared")
    front = _front(rows)
    print(f"mesh: {len(front.mesh.settlements):,} settlements, {len(front.mesh.arcs):,} arcs")
    if (SAMPLES / "score.py").is_file():
        score(front)
    size(front)
    opened()
    speed(front)
    many_claims(front)
    if NEWS.is_file():
        later_articles(rows)
    return 1 if wrong else 0


def oracle() -> int:
    """Print how many points of ``expected_points.csv`` come out right; returns the wrong ones."""
    with (SAMPLES / "expected_points.csv").open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    wrong = 0
    for case in cases:
        day = date.fromisoformat(case["date"])
        folder = SAMPLES / case["source"]
        try:
            layer = layer_on(folder, day, THEATRE, source=FOLDERS[case["source"]], most_days_old=0)
        except LayerError:
            layer = None
        area = area_at(layer, *POINTS[case["place"]]) if layer else None
        got = "no layer" if layer is None else area.label if area else ""
        if got != ("" if case["result"] == "outside" else case["result"]):
            wrong += 1
            print(f"  wrong: {case} gives {got!r}")
    print(f"reader against the oracle: {len(cases) - wrong} of {len(cases)} right")
    return wrong


def agreement(rows: list[ControlRow]) -> None:
    """Print, file by file, where the table and the sample name the same holder."""
    total: Counter[str] = Counter()
    moved: Counter[str] = Counter()
    times = Counter(row.place_id for row in rows)
    history = History(TableEvidence(rows).evidence())
    for layer in _layers():
        count: Counter[str] = Counter()
        lines = []
        for state in history.on(layer.assessment_day):
            verdict, status = _verdict(state, layer)
            count[verdict] += 1
            moved[verdict] += times[state.place_id] > 1
            if verdict == "differs":
                change = state.change
                lines.append(f"    {change.evidence[0]}: table {change.holder}, map {status}")
        total += count
        print(f"  {layer.file.path.name}: {_figures(count)}")
        print("\n".join(lines)) if lines else None
    print(f"table against samples: {_figures(total)}")
    print(f"of these, settlements that changed hands: {_figures(moved)}")


def score(front: Front) -> None:
    """Print what the samples' own measure says of our ground and line on all their days."""
    with tempfile.TemporaryDirectory() as folder:
        for day in sorted(set(_sample_days())):
            content = json.dumps(front_geojson(front.on(day)))
            (Path(folder) / f"{day}.geojson").write_text(content, encoding="utf-8")
        command = [sys.executable, str(SAMPLES / "score.py"), "--ours", folder]
        print(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def size(front: Front) -> None:
    """Print what the browser gets for the whole war."""
    begun = time.process_time()
    holders = daily_holders(front, LAST_DAY)
    took = time.process_time() - begun
    packed = pack(front, holders, LAST_DAY)
    days = (LAST_DAY - front.theatre.first_day).days + 1
    print(
        f"for the browser: {len(packed) / 1000:.0f} kB gzipped, of "
        f"{len(gzip.decompress(packed)) / 1000:.0f} kB; "
        f"{days} days worked out in {took:.1f} s; {len(holders.day):,} changes of cells"
    )


def opened() -> None:
    """Print what the control of the whole war costs from nothing, and from its cache."""
    with tempfile.TemporaryDirectory() as folder:
        for what in ("from nothing", "from the cache"):
            begun = time.process_time()
            open_control(THEATRE, today=LAST_DAY, cache=Path(folder))
            took = (time.process_time() - begun) * 1000
            print(f"control of the whole war {what}: {took:,.0f} ms (processor)")


def speed(front: Front) -> None:
    """Print the median processor time of a day in milliseconds."""
    days = [date(2022, 3, 20) + timedelta(days=97 * n) for n in range(15)]
    tasks: dict[str, Callable[[date], object]] = {
        "holders of all settlements": front.on,
        "ground and line as GeoJSON": lambda day: front_geojson(front.on(day)),
    }
    for name, work in tasks.items():
        print(f"{name} on a day: median {_median_ms(work, days):.0f} ms (processor)")


def many_claims(front: Front) -> None:
    """Print what 100,000 claims cost, and one more article."""
    chance = random.Random(3)
    spoken = chance.sample(front.mesh.settlements, 3000)
    evidence = [
        Evidence(
            evidence_id=f"articles:{number}",
            provider=Provider.ARTICLES,
            place_id=one.place_id,
            name=one.name,
            latitude=one.latitude,
            longitude=one.longitude,
            country=one.country,
            day=date(2022, 2, 24) + timedelta(days=chance.randrange(1500)),
            day_prec=1,
            holder=chance.choice(front.theatre.holders),
            weight=chance.choice([0.15, 0.3, 0.6, 1.0]),
            source=f"source {chance.randrange(200)}",
        )
        for number, one in enumerate(chance.choices(spoken, k=CLAIMS))
    ]
    begun = time.process_time()
    history = History(evidence)
    weighed = time.process_time() - begun
    days = [date(2022, 3, 20) + timedelta(days=97 * n) for n in range(15)]
    held = _median_ms(history.on, days)
    place_id = evidence[0].place_id
    mine = [one for one in evidence if one.place_id == place_id]
    begun = time.process_time()
    history.with_changed({place_id: mine}).on(days[0])
    one_more = time.process_time() - begun
    print(
        f"{CLAIMS:,} claims of {len(spoken):,} settlements: weighed in {weighed:.1f} s, holders on "
        f"a day {held:.0f} ms, one new article {one_more * 1000:.0f} ms (processor)"
    )


def later_articles(rows: list[ControlRow]) -> None:
    """Print what articles of 2026 change of a table cut before, beside the map of a day after."""
    gazetteer = open_gazetteer()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "news.sqlite"
        command = [sys.executable, "-m", "data", "ingest", str(NEWS), "--database", str(file)]
        subprocess.run(command, capture_output=True, check=False)
        engine = open_engine(file_address(file), read_only=True)
        stored = stored_claims(engine)
        engine.dispose()
    old = tuple(TableEvidence(row for row in rows if row.day <= CUT).evidence())
    new = gather(
        THEATRE, gazetteer, [Provider.ARTICLES], claims=claim_evidence(stored, THEATRE)
    ).evidence
    layer = read_layer(
        next(f for f in survey(LATER_MAP.parent).files if f.path == LATER_MAP), THEATRE
    )
    before = {state.place_id: state.change.holder for state in History(old).on(LATER)}
    right = changed = 0
    for state in History([*old, *new]).on(LATER):
        holder = state.change.holder
        if before.get(state.place_id) == holder or holder == CONTESTED:
            continue
        area = area_at(layer, state.latitude, state.longitude)
        occupied = area is not None and area.status is Status.OCCUPIED
        agrees = occupied == (holder == THEATRE.invader.id)
        changed, right = changed + 1, right + agrees
        print(
            f"    {state.name}: {before.get(state.place_id)} -> {holder} on {state.change.day}: "
            f"{'right' if agrees else 'wrong'}"
        )
    print(
        f"table cut at {CUT}, {len(stored)} claims of articles of 2026 added: {changed} holders "
        f"changed by claims, {right} right beside the map of {LATER}"
    )


def _front(rows: list[ControlRow]) -> Front:
    gazetteer = open_gazetteer()
    return Front(THEATRE, settlements_of(gazetteer, THEATRE), TableEvidence(rows).evidence())


def _median_ms(work: Callable[[date], object], days: list[date]) -> float:
    took = []
    for day in days:
        begun = time.process_time()
        work(day)
        took.append((time.process_time() - begun) * 1000)
    return statistics.median(took)


def _sample_days() -> Iterator[date]:
    """Days that ``score.py`` compares, as it reads them from the names of the files."""
    for path in (path for folder in SCORED_FOLDERS for path in (SAMPLES / folder).iterdir()):
        if found := re.fullmatch(r"(?:deepstate_.*_)?(\d{10})\.geojson", path.name):
            yield datetime.fromtimestamp(int(found[1]), UTC).date()
        elif found := re.fullmatch(r"deepstatemap_data_(\d{8})\.geojson", path.name):
            yield date.fromisoformat(found[1]) - timedelta(days=1)
        elif found := re.fullmatch(r"(?:owlmaps_)?(\d{8})\.json", path.name):
            yield date.fromisoformat(found[1])


def _layers() -> Iterator[Layer]:
    for folder in FOLDERS:
        for file in survey(SAMPLES / folder).files:
            try:
                yield read_layer(file, THEATRE)
            except LayerError as exc:
                print(f"  refused: {exc}")


def _verdict(state: HolderState, layer: Layer) -> tuple[str, str]:
    """How the table's holder and the map's status go together, and the status in words."""
    area = area_at(layer, state.latitude, state.longitude)
    status = area.status if area else None
    words = status.value if status else "outside all areas"
    if state.change.holder == CONTESTED or status is Status.UNKNOWN:
        return "contested or grey", words
    occupied = status is Status.OCCUPIED
    if state.country != THEATRE.countries[0]:
        return "in Russia", words  # the samples hardly colour Russia
    return (
        "agrees" if occupied == (state.change.holder == THEATRE.invader.id) else "differs"
    ), words


def _figures(count: Counter[str]) -> str:
    asked = count["agrees"] + count["differs"]
    share = 100 * count["agrees"] / asked if asked else 0
    left = count["contested or grey"] + count["in Russia"]
    return f"{count['agrees']} of {asked} agree ({share:.1f} %), {left} not comparable"


if __name__ == "__main__":
    sys.exit(main())
