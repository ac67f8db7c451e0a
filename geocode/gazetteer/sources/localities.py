"""Small places of Britain, Australia and New Zealand that GeoNames' cities500 lacks.

From GeoNames' postal rows, so without its ids: the id is ``frontline:`` with country, first-level
unit, county where there is one, and name. Residents are not known.
"""

from collections.abc import Iterator

from geocode.gazetteer.names import normal_form
from geocode.gazetteer.radius import precision_of
from geocode.gazetteer.records import Entry
from geocode.gazetteer.sources.tables import GENERATED, rows_of
from geocode.model import Kind, Place

LOCALITIES = GENERATED / "world_localities.csv"


def localities() -> Iterator[Entry]:
    """All rows of the table, as villages."""
    where_prec, uncertainty_m = precision_of(Kind.VILLAGE)
    for row in rows_of(LOCALITIES):
        place = Place(
            place_id(row["country"], row["admin1"], row["admin2"], row["name"]), row["name"],
            float(row["latitude"]), float(row["longitude"]), Kind.VILLAGE, "PPL", row["country"],
            row["admin1"], row["admin2"] or None, where_prec=where_prec,
            uncertainty_m=uncertainty_m,
        )  # fmt: skip
        yield Entry(place)


def place_id(*parts: str) -> str:
    """The id of a place: ``frontline:gb-england-norfolk-fersfield``."""
    return "frontline:" + normal_form(" ".join(parts)).replace(" ", "-")
