"""Compiles the sources into one gazetteer file, unless the file is already up to date.

The recipe is a digest of everything that may change the content: the packages' versions, the
committed tables, an enrichment dump if there is one, and this code. It decides whether to build.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator
from hashlib import file_digest, sha256
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

import geocode
from geocode.errors import GazetteerBroken, GazetteerNotFound, SourceError
from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.entries import Entry
from geocode.gazetteer.sources import airports, packages, ukraine, united_states, world
from geocode.gazetteer.sources.geonames_dump import first_level_units, populated_places
from geocode.gazetteer.sources.geonames_enrichment import at_geonames_points, enriched
from geocode.gazetteer.sources.handmade import read_handmade
from geocode.gazetteer.sources.tagged_names import with_tagged_names
from geocode.gazetteer.writer import new_gazetteer

Log = Callable[[str], None]

_PACKAGE_FOLDER = Path(geocode.__file__).parent
_CODE = ("gazetteer/**/*.py", "model.py", "precision.py")
_TABLES = ("files/gazetteer/*/*.csv", "files/gazetteer/*/*.csv.gz")
_DUMP_NAME = re.compile(r"[A-Z]{2}\.zip")


def dump_folder(path: Path) -> Path:
    """Where the dumps lie that enrich the gazetteer at ``path``."""
    return path.parent / "geonames"


def _dumps(path: Path) -> list[Path]:
    return sorted(p for p in dump_folder(path).glob("*.zip") if _DUMP_NAME.fullmatch(p.name))


def recipe(path: Path) -> str:
    """A digest of all that decides what ``build`` would write to ``path`` now."""
    digest = sha256()
    for dump in _dumps(path):
        with dump.open("rb") as file:
            digest.update(f"{dump.name} {file_digest(file, 'sha256').hexdigest()}\n".encode())
    for name in packages.PACKAGES:
        try:
            digest.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError as exc:
            raise SourceError(
                f"{name} is not installed; run: pip install -r requirements.txt"
            ) from exc
    for pattern in (*_CODE, *_TABLES):
        for path in sorted(_PACKAGE_FOLDER.glob(pattern)):
            digest.update(path.relative_to(_PACKAGE_FOLDER).as_posix().encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _current_version(path: Path, wanted: str) -> str | None:
    """The version of the gazetteer at ``path`` if it was made by the wanted recipe."""
    try:
        gazetteer = open_gazetteer(path)
    except (GazetteerNotFound, GazetteerBroken):
        return None
    gazetteer.close()
    return gazetteer.version if gazetteer.recipe == wanted else None


def build(path: Path, *, log: Log = lambda _: None) -> str:
    """Make the gazetteer at ``path`` unless it is current; its version.

    Raises:
        SourceError: A source cannot be read; what was at ``path`` stays as it was.
    """
    wanted = recipe(path)
    current = _current_version(path, wanted)
    if current is not None:
        log(f"{path}: gazetteer {current} is up to date")
        return current
    try:
        with new_gazetteer(path, recipe=wanted) as writer:
            writer.add(entries(_dumps(path)))
    except sqlite3.Error as exc:
        raise SourceError(f"{path}: cannot be written ({exc})") from exc
    log(f"{path}: gazetteer {writer.version} built, {writer.places} places")
    return writer.version


def entries(dumps: list[Path]) -> Iterator[Entry]:
    """Every place of every source, once each; ``dumps`` are GeoNames files named by country."""
    countries = {dump.stem: dump for dump in dumps}
    kept: dict[str, list[Entry]] = {country: [] for country in countries}
    for entry in _default_entries():
        waiting = kept.get(entry.place.country or "")
        if waiting is None:
            yield entry
        else:
            waiting.append(entry)
    units = _admin1() if kept else {}
    for country, waiting in kept.items():
        names = {code: short for (of, code), short in units.items() if of == country}
        codified = country == ukraine.COUNTRY
        if not codified:  # the codified country's units stand inside their outlines
            moved = first_level_units(countries[country], country)
            waiting = list(at_geonames_points(waiting, moved, packages.admin1_ids(country)))
        rows = populated_places(countries[country], country)
        yield from enriched(waiting, rows, country, names, codified=codified)


def _admin1() -> dict[tuple[str, str], str]:
    """Short names of first-level units by country and GeoNames code."""
    return packages.admin1_names() | ukraine.admin1_names()


def _default_entries() -> Iterator[Entry]:
    tables = read_handmade()
    settlements, units = ukraine.read_settlements(), ukraine.read_units()
    admin1 = _admin1()
    american = united_states.read_counties()
    cities = map(with_tagged_names, united_states.in_counties(packages.cities(admin1), american))
    everything = chain(
        packages.countries(),
        map(with_tagged_names, packages.regions()),
        world.first_units(),
        ukraine.units_entries(units, settlements),
        united_states.counties(american, admin1),
        world.districts(admin1),
        airports.airports(),
        ukraine.merged(cities, settlements, units),
        united_states.small_places(american, admin1),
        world.localities(),
    )
    for entry in everything:
        yield tables.apply(entry)
    yield from tables.rest()
