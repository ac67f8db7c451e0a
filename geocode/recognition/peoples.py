"""Reads which place a demonym is about: "Syrian" is of Syria, "Texans" of Texas.

The geoparser itself never takes a demonym for the name of a place. A caller who gives the span of
one asks for its country all the same, as gold corpora do that mark demonyms.
"""

import csv
from functools import cache
from pathlib import Path

from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import Kind

_TABLE = Path(__file__).resolve().parent.parent / "files" / "cues" / "peoples.csv"
_NOTE = "demonym"


@cache
def _homes() -> dict[str, tuple[Kind, str]]:
    """Kind and English name of the place, by the demonym's normal form."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {
            normal_form(word): (Kind(row["kind"]), row["place"])
            for row in csv.DictReader(table)
            for word in row["words"].split()
        }


def is_demonym(name: str) -> bool:
    """Whether the table has the name."""
    return normal_form(name) in _homes()


def home_of(name: str, gazetteer: Gazetteer) -> tuple[NameHit, ...]:
    """The places that a demonym is about; empty where it is none."""
    kind, place = _homes().get(normal_form(name), (None, ""))
    hits = [hit for hit in gazetteer.lookup(place) if hit.place.kind is kind] if place else []
    found = [hit for hit in hits if hit.official] or hits
    return tuple(NameHit(hit.place, official=True, inflected=True, note=_NOTE) for hit in found)
