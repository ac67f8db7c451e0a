"""Statements about settlements, for tests of the front."""

from datetime import date
from itertools import count

from data.frontline.evidence.model import Evidence, Provider
from data.model import Modality

_numbers = count()
BAKHMUT = ("geonames:713174", "Bakhmut", 48.59419, 37.99886)


def said(
    holder,
    day,
    *,
    place=BAKHMUT,
    weight=1.0,
    source="table",
    modality=Modality.ASSERTED,
    provider=Provider.ARTICLES,
    evidence_id=None,
):
    """A statement that ``holder`` has the place from ``day`` (ISO) on."""
    place_id, name, latitude, longitude = place
    return Evidence(
        evidence_id=evidence_id or f"test:{next(_numbers):06}",
        provider=provider,
        place_id=place_id,
        name=name,
        latitude=latitude,
        longitude=longitude,
        country="UA",
        day=date.fromisoformat(day),
        day_prec=1,
        holder=holder,
        weight=weight,
        source=source,
        modality=modality,
    )
