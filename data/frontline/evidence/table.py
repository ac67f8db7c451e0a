"""Evidence from the theatre's table of control: each row settles its settlement from its day on."""

from collections.abc import Iterable, Iterator

from data.frontline.evidence.model import Evidence, Provider
from data.model import ControlRow


class TableEvidence:
    """The rows of the table."""

    def __init__(self, rows: Iterable[ControlRow]) -> None:
        self._rows = list(rows)

    def evidence(self) -> Iterator[Evidence]:
        """A statement a row, in the table's order."""
        for row in self._rows:
            yield Evidence(
                evidence_id=f"table:{row.row_id}",
                provider=Provider.TABLE,
                place_id=row.place_id,
                name=row.name,
                latitude=row.latitude,
                longitude=row.longitude,
                country=row.country,
                day=row.day,
                day_prec=row.day_prec,
                holder=row.holder,
                weight=1.0,
                source=row.source_kind,
                note=row.note,
            )
