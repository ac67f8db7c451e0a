"""Adds a GeoNames dump to what the default gazetteer knows of a country, and changes no id.

A dump row is the place that already has its ``geonames`` id; else the place of the same name in the
same first-level unit near enough; else a new place. A place that stood at the centre of its hromada
gets the real point, and a first-level unit of a country without a codifier GeoNames' point.
Distances in kilometres.

A country is codified if the default gazetteer has all of its settlements from a state codifier.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.entries import Entry, Name
from geocode.gazetteer.layout import cell_of, cell_rows
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.names.romanisation import BY_LANGUAGE, official, spellings_uk
from geocode.gazetteer.radius import precision_of
from geocode.gazetteer.sources.geonames_dump import DumpRow
from geocode.gazetteer.sources.geonames_names import alternate_names
from geocode.model import SETTLEMENT_KINDS, Kind, Place
from geocode.precision import WherePrec

_SAME_PLACE_KM = 4.0
"""Two sources' points of one village: 99 in 100 are nearer (17,000 postal points and the dump)."""
_SAME_POST_OFFICE_KM = 10.0
"""Elsewhere the default gazetteer's own points are those of post offices, or means of several."""
_CITY_FROM_POPULATION = 5_000
_QUARTERS = frozenset({"PPLX"})
_NEIGHBOUR_DEGREES = 0.15


def at_geonames_points(
    entries: Iterable[Entry], rows: Iterable[DumpRow], ids: Mapping[str, str]
) -> Iterator[Entry]:
    """The entries, first-level units at the dump's points.

    Args:
        entries: What the default gazetteer knows of the country.
        rows: The dump's first-level units.
        ids: Place ids of units by GeoNames code.
    """
    units = {ids[row.admin1_code]: row for row in rows if row.admin1_code in ids}
    for entry in entries:
        row = units.get(entry.place.place_id)
        if row is not None:
            place = replace(entry.place, latitude=row.latitude, longitude=row.longitude)
            entry = Entry(place, entry.names)
        yield entry


def enriched(
    entries: list[Entry],
    rows: Iterable[DumpRow],
    country: str,
    units: Mapping[str, str],
    *,
    codified: bool,
) -> Iterator[Entry]:
    """The entries with the dump's names and points, then the places that only the dump has.

    Args:
        entries: What the default gazetteer knows of the country.
        rows: The dump.
        country: ISO alpha-2.
        units: Short names of the country's first-level units by GeoNames code.
        codified: Whether the entries come from a state codifier.
    """
    by_id = {entry.place.place_id: entry for entry in entries}
    new: list[DumpRow] = []
    for row in rows:
        own = by_id.get(f"geonames:{row.geonames}")
        if own:
            own.names.extend(_names(row, own.place))
        else:
            new.append(row)
    merged = _matches(entries, new, units, _SAME_PLACE_KM if codified else _SAME_POST_OFFICE_KM)
    districts = _Districts(entries) if codified else None
    for entry in entries:
        match = merged.get(entry.place.place_id)
        yield _with_row(entry, match) if match else entry
    used = {row.geonames for row in merged.values()}
    for row in new:
        if row.geonames not in used:
            yield _new_entry(row, country, units, districts)


def _matches(
    entries: list[Entry], rows: list[DumpRow], units: Mapping[str, str], same_km: float
) -> dict[str, DumpRow]:
    """Pairs of place and row, nearest first; exact points before the centres of hromadas."""
    by_name: dict[tuple[str | None, str], list[DumpRow]] = defaultdict(list)
    for row in rows:
        for form in {normal_form(name) for name in (row.name, *row.alternates)}:
            by_name[units.get(row.admin1_code), form].append(row)
    pairs = []
    for entry in entries:
        place = entry.place
        if place.kind not in SETTLEMENT_KINDS or place.place_id.startswith("geonames:"):
            continue
        exact = place.where_prec is WherePrec.EXACT
        limit_km = same_km if exact else place.uncertainty_m / 1000 + same_km
        forms = _latin_and_local(entry)
        for row in {r.geonames: r for f in forms for r in by_name[place.admin1, f]}.values():
            away_km = distance_km(place.latitude, place.longitude, row.latitude, row.longitude)
            if away_km <= limit_km:
                pairs.append((not exact, away_km, place.place_id, row.geonames, row))
    pairs.sort(key=lambda pair: pair[:4])
    found: dict[str, DumpRow] = {}
    used: set[int] = set()
    for _, _, place_id, geonames, row in pairs:
        if place_id not in found and geonames not in used:
            found[place_id] = row
            used.add(geonames)
    return found


def _latin_and_local(entry: Entry) -> set[str]:
    """Normal forms of the names and their transliterations; half the dump has Russian ones only."""
    names = {entry.place.name, entry.place.name_local or ""}
    names |= spellings_uk(entry.place.name_local or "")
    for name in entry.names:
        names.add(name.text)
        if name.lang in BY_LANGUAGE:
            names |= BY_LANGUAGE[name.lang](name.text)
    return {normal_form(name) for name in names} - {""}


def _with_row(entry: Entry, row: DumpRow) -> Entry:
    place = entry.place
    population = place.population or row.population
    changed = replace(place, population=population)
    if place.where_prec is not WherePrec.EXACT:
        where_prec, uncertainty_m = precision_of(place.kind, population)
        changed = replace(
            changed, latitude=row.latitude, longitude=row.longitude, where_prec=where_prec,
            uncertainty_m=uncertainty_m,
        )  # fmt: skip
    return Entry(changed, [*entry.names, *_names(row, changed)])


def _names(row: DumpRow, place: Place) -> list[Name]:
    names = alternate_names(list(row.alternates), place)
    return [Name(row.name), *names] if row.name != place.name else names


def _new_entry(
    row: DumpRow, country: str, units: Mapping[str, str], districts: "_Districts | None"
) -> Entry:
    quarter = row.feature_code in _QUARTERS
    kind = Kind.CITY if row.population >= _CITY_FROM_POPULATION else Kind.VILLAGE
    population = row.population
    if quarter:
        kind, population = Kind.SITE, 0
    where_prec, uncertainty_m = precision_of(kind, population)
    local = _local_name(row) if districts else None
    place = Place(
        f"geonames:{row.geonames}", official(local) if local else row.name, row.latitude,
        row.longitude, kind, row.feature_code, country, units.get(row.admin1_code),
        districts.at(row.latitude, row.longitude) if districts else None, population, local,
        where_prec, uncertainty_m,
    )  # fmt: skip
    return Entry(place, _names(row, place))


def _local_name(row: DumpRow) -> str | None:
    """The alternate name whose official transliteration is the row's own name, if there is one."""
    wanted = normal_form(row.name)
    for name in row.alternates:
        if normal_form(official(name)) == wanted and not name.isascii():
            return name
    return None


class _Districts:
    """The district of the nearest settlement that the codifier knows."""

    def __init__(self, entries: list[Entry]) -> None:
        self._cells: dict[int, list[Place]] = defaultdict(list)
        for entry in entries:
            place = entry.place
            if place.admin2 and place.where_prec is WherePrec.EXACT:
                self._cells[cell_of(place.latitude, place.longitude)].append(place)

    def at(self, latitude: float, longitude: float) -> str | None:
        reach = _NEIGHBOUR_DEGREES
        spans = cell_rows(latitude - reach, latitude + reach, longitude - reach, longitude + reach)
        near = [
            (distance_km(latitude, longitude, p.latitude, p.longitude), p.place_id, p.admin2)
            for first, last in spans
            for cell in range(first, last + 1)
            for p in self._cells.get(cell, ())
        ]
        return min(near)[2] if near else None
