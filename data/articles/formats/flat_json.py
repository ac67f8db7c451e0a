"""An object of JSON as a row of a table: one value a name.

An object inside gets its names with a dot ("source.name"), to three levels; a list of plain values
is one value with commas; other lists are left out. A GeoJSON feature is its properties and, where
it is a point, its latitude and longitude.
"""

from collections.abc import Mapping

from data.articles.formats.cells import cell_text

_DEEPEST = 3
_MOST_NAMES = 2000
_MOST_IN_A_LIST = 50


def flat(given: Mapping[str, object]) -> dict[str, str]:
    """Names and texts of what the object says; at most 2,000."""
    if given.get("type") == "Feature" and isinstance(given.get("properties"), dict):
        return _feature(given)
    row: dict[str, str] = {}
    _flatten(given, "", row)
    return row


def _flatten(given: Mapping[str, object], prefix: str, row: dict[str, str]) -> None:
    for key, value in given.items():
        if len(row) >= _MOST_NAMES:
            return
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            if prefix.count(".") + 1 < _DEEPEST:
                _flatten(value, f"{name}.", row)
        elif isinstance(value, list):
            plain = [cell_text(part) for part in value[:_MOST_IN_A_LIST]]
            row[name] = ", ".join(part for part in plain if part)
        else:
            row[name] = cell_text(value)


def _feature(given: Mapping[str, object]) -> dict[str, str]:
    row: dict[str, str] = {}
    properties, geometry = given["properties"], given.get("geometry")
    _flatten(properties if isinstance(properties, dict) else {}, "", row)
    if isinstance(given.get("id"), str | int):
        row.setdefault("id", str(given["id"]))
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        position = geometry.get("coordinates")
        if isinstance(position, list) and len(position) >= 2:
            row.setdefault("longitude", cell_text(position[0]))
            row.setdefault("latitude", cell_text(position[1]))
    return row
