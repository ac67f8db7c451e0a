"""Reads the tables that people edit: own places, corrections to others, names with dates.

``handmade/places*.csv`` add a place, or, where the id is known already, put their non-empty fields
in the place of what another source says. ``handmade/names*.csv`` give names to any place. A row
that does not fit stops the build with its file and line.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from geocode.errors import SourceError
from geocode.gazetteer.entries import Entry, Name, NameSort
from geocode.gazetteer.names.languages_uk_ru import LOCAL_LANGUAGE
from geocode.gazetteer.radius import precision_of
from geocode.gazetteer.tables import HANDMADE
from geocode.model import Kind, Place
from geocode.precision import WherePrec

_FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "name": ("name", str),
    "latitude": ("latitude", float),
    "longitude": ("longitude", float),
    "kind": ("kind", Kind),
    "feature_code": ("feature_code", str),
    "country": ("country", str),
    "admin1": ("admin1", str),
    "admin2": ("admin2", str),
    "population": ("population", int),
    "where_prec": ("where_prec", lambda text: WherePrec(int(text))),
    "uncertainty_m": ("uncertainty_m", int),
}
_PLACE_COLUMNS = frozenset({"place_id", "name_uk", "name_ru", "reason", *_FIELDS})
_NAME_COLUMNS = frozenset({"place_id", "name", "lang", "sort", "from_date", "to_date", "reason"})
_LABELS = {
    NameSort.EXONYM: "exonym",
    NameSort.RUSSIAN: "Russian form",
    NameSort.ABBREVIATION: "short form",
}


@dataclass(slots=True)
class Handmade:
    """The tables, by place id; ``apply`` uses a place's rows up."""

    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=lambda: defaultdict(list))
    origins: dict[str, str] = field(default_factory=dict)
    """File and line of each id's last row, for messages."""

    def apply(self, entry: Entry) -> Entry:
        """The entry with the tables' fields and names; each id is answered once."""
        place_id = entry.place.place_id
        own = self.fields.pop(place_id, None)
        names = self.names.pop(place_id, [])
        if own is None and not names:
            return entry
        if own is None:
            return Entry(entry.place, [*entry.names, *names])
        place = replace(entry.place, **own)
        older = [Name(entry.place.name)] if place.name != entry.place.name else []
        if entry.place.name_local and place.name_local != entry.place.name_local:
            older.append(Name(entry.place.name_local, NameSort.VARIANT, "uk"))
        return Entry(place, [*entry.names, *older, *names])

    def rest(self) -> Iterator[Entry]:
        """The places that no other source has; names of places that nobody has are an error."""
        for place_id in sorted(self.fields):
            own = self.fields[place_id]
            missing = {"name", "latitude", "longitude", "kind", "feature_code"} - own.keys()
            if missing:
                raise SourceError(
                    f"{self.origins[place_id]}: {place_id} is in no other source, so it needs "
                    f"{', '.join(sorted(missing))}"
                )
            where_prec, radius_m = precision_of(own["kind"], own.get("population", 0))
            own = {"where_prec": where_prec, "uncertainty_m": radius_m} | own
            yield Entry(Place(place_id=place_id, **own), self.names.pop(place_id, []))
        self.fields.clear()
        for place_id in sorted(self.names):
            raise SourceError(
                f"{self.origins[place_id]}: {place_id} is the id of no place in any source"
            )


def read_handmade(folder: Path = HANDMADE) -> Handmade:
    """All tables of the folder, in the order of their names."""
    handmade = Handmade()
    for path in sorted(folder.glob("places*.csv")):
        for origin, row in _rows(path, _PLACE_COLUMNS):
            _take_place(handmade, origin, row)
    for path in sorted(folder.glob("names*.csv")):
        for origin, row in _rows(path, _NAME_COLUMNS):
            handmade.origins.setdefault(row["place_id"], origin)
            handmade.names[row["place_id"]].append(_name(origin, row))
    return handmade


def _rows(path: Path, columns: frozenset[str]) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if not columns <= set(reader.fieldnames or ()):
                lacking = ", ".join(sorted(columns - set(reader.fieldnames or ())))
                raise SourceError(f"{path} line 1: the columns {lacking} are missing")
            for row in reader:
                origin = f"{path} line {reader.line_num}"
                if None in row or None in row.values():
                    raise SourceError(f"{origin}: the row has more or fewer fields than the header")
                if not row["place_id"]:
                    raise SourceError(f"{origin}: place_id is empty")
                yield origin, {key: value.strip() for key, value in row.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as exc:
        raise SourceError(f"{path}: cannot be read ({exc})") from exc


def _take_place(handmade: Handmade, origin: str, row: dict[str, str]) -> None:
    place_id = row["place_id"]
    fields = handmade.fields.setdefault(place_id, {})
    handmade.origins[place_id] = origin
    for column, (attribute, convert) in _FIELDS.items():
        if row[column]:
            try:
                fields[attribute] = convert(row[column])
            except ValueError as exc:
                raise SourceError(f"{origin}: {column} {row[column]!r} does not fit") from exc
    latitude, longitude = fields.get("latitude", 0.0), fields.get("longitude", 0.0)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise SourceError(f"{origin}: {latitude}, {longitude} is no point on the globe")
    if row["name_uk"]:
        is_local = LOCAL_LANGUAGE.get(row["country"]) == "uk"
        if is_local or fields.get("country") in (None, *LOCAL_LANGUAGE):
            fields["name_local"] = row["name_uk"]
        sort = NameSort.OFFICIAL if is_local else NameSort.EXONYM
        handmade.names[place_id].append(Name(row["name_uk"], sort, "uk", ours=True))
    if row["name_ru"]:
        handmade.names[place_id].append(Name(row["name_ru"], NameSort.RUSSIAN, "ru", ours=True))


def _name(origin: str, row: dict[str, str]) -> Name:
    try:
        sort = NameSort(row["sort"])
    except ValueError as exc:
        known = ", ".join(NameSort)
        raise SourceError(f"{origin}: sort {row['sort']!r} is none of {known}") from exc
    note = _LABELS.get(sort, row["reason"] or None)
    if sort is NameSort.FORMER:
        note = f"renamed {row['to_date'][:4]}" if row["to_date"] else "former name"
    return Name(row["name"], sort, row["lang"] or None, note, ours=True)
