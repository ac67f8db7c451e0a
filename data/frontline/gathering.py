"""Gathers the evidence of the chosen providers and makes the front of it.

A provider whose files are absent or broken says so in ``Gathered.notes``, and the others stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from data.errors import LayerError
from data.frontline.control import load_control
from data.frontline.evidence.control_tables import read_control_table, tables_in
from data.frontline.evidence.layer_files import read_files
from data.frontline.evidence.model import Evidence, Provider
from data.frontline.evidence.table import TableEvidence
from data.frontline.front import Front
from data.frontline.mesh import Settlement
from data.theatre import Extent, Theatre
from geocode.errors import GeocodeError
from geocode.gazetteer.compiled import open_gazetteer
from geocode.model import SETTLEMENT_KINDS, Place
from geocode.precision import WherePrec


class Gazetteer(Protocol):
    """What the front asks of the gazetteer."""

    def place(self, place_id: str) -> Place | None:
        """The place with that id, or None."""
        ...

    def settlements(
        self, countries: Sequence[str], south: float, west: float, north: float, east: float
    ) -> Sequence[Place]:
        """Settlements of the countries inside the box, in a fixed order."""
        ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """The evidence, and what could not be used."""

    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...]
    """One line a file, or a provider, that gave nothing."""


def settlements_of(gazetteer: Gazetteer, theatre: Theatre) -> list[Settlement]:
    """The settlements of the theatre that have a point of their own, in the gazetteer's order."""
    box: Extent = theatre.extent
    found = gazetteer.settlements(theatre.countries, box.south, box.west, box.north, box.east)
    return [_settlement(place) for place in found if place.where_prec <= WherePrec.EXACT]


def gather(
    theatre: Theatre,
    gazetteer: Gazetteer,
    providers: Iterable[Provider],
    *,
    settlements: Sequence[Settlement] = (),
    folder: Path | None = None,
    claims: Iterable[Evidence] = (),
) -> Gathered:
    """All evidence of the providers.

    Args:
        theatre: The war.
        gazetteer: Names the settlements that tables and files speak of.
        providers: Which speak.
        settlements: Those of the theatre (``settlements_of``), at which files are asked.
        folder: The user's files and tables; without one those two providers give nothing.
        claims: What stored articles claim, see ``data.frontline.evidence.claims``.
    """
    chosen = set(providers)
    evidence: list[Evidence] = []
    notes: list[str] = []
    if Provider.TABLE in chosen:
        evidence += TableEvidence(load_control(theatre)).evidence()
    if Provider.ARTICLES in chosen:
        placed = {one.place_id for one in evidence}
        evidence += [one for one in claims if one.place_id in placed or _exact(one, gazetteer)]
    if chosen & {Provider.VIINA, Provider.FILES} and folder is None:
        notes.append("no folder of front-line files; set FRONTLINE_LAYERS to one")
    elif folder is not None:
        for provider in (Provider.VIINA, Provider.FILES):
            if provider in chosen:
                try:
                    if provider is Provider.VIINA:
                        found, said = _tables(folder, theatre, gazetteer)
                    else:
                        found, said = _files(folder, theatre, settlements)
                except (LayerError, OSError) as exc:
                    found, said = [], [str(exc)]
                evidence += found
                notes += said
    return Gathered(tuple(evidence), tuple(notes))


def open_front(
    theatre: Theatre,
    providers: Iterable[Provider] = (Provider.TABLE,),
    *,
    gazetteer_path: Path | None = None,
    folder: Path | None = None,
    claims: Iterable[Evidence] = (),
) -> tuple[Front, tuple[str, ...]]:
    """The front by these providers, and a line for each thing that could not be used.

    Args:
        theatre: The war.
        providers: Which speak.
        gazetteer_path: The compiled gazetteer; None: where ``python -m geocode build`` puts it.
        folder: As of ``gather``.
        claims: As of ``gather``.

    Raises:
        LayerError: there is no gazetteer, or the theatre's own tables are broken.
    """
    try:
        gazetteer = open_gazetteer(gazetteer_path)
        try:
            settlements = settlements_of(gazetteer, theatre)
            gathered = gather(
                theatre,
                gazetteer,
                providers,
                settlements=settlements,
                folder=folder,
                claims=claims,
            )
            return Front(theatre, settlements, gathered.evidence), gathered.notes
        finally:
            gazetteer.close()
    except GeocodeError as exc:
        raise LayerError(str(exc)) from exc


def _exact(one: Evidence, gazetteer: Gazetteer) -> bool:
    """Whether it speaks of one settlement at a point of its own, not of a region or a commune."""
    place = gazetteer.place(one.place_id)
    return (
        place is not None and place.kind in SETTLEMENT_KINDS and place.where_prec <= WherePrec.EXACT
    )


def _tables(
    folder: Path, theatre: Theatre, gazetteer: Gazetteer
) -> tuple[list[Evidence], list[str]]:
    def settlement_of(place_id: str) -> Settlement | None:
        place = gazetteer.place(place_id)
        known = place is not None and place.kind in SETTLEMENT_KINDS
        return _settlement(place) if place and known else None

    evidence: list[Evidence] = []
    notes: list[str] = []
    parties = [party.id for party in theatre.parties]
    for path in tables_in(folder):
        try:
            table = read_control_table(path, parties=parties, settlement_of=settlement_of)
        except LayerError as exc:
            notes.append(str(exc))
            continue
        evidence += table.evidence
        if table.left_out:
            notes.append(
                f"{path}: {table.left_out:,} of {table.rows:,} rows name no settlement that the "
                "gazetteer knows, no day or no holder; left out"
            )
    return evidence, notes


def _files(
    folder: Path, theatre: Theatre, settlements: Sequence[Settlement]
) -> tuple[list[Evidence], list[str]]:
    found = read_files(folder, theatre, settlements)
    layers = [one for one in found.refused if one.file is not None]
    return list(found.evidence), [one.reason for one in layers]


def _settlement(place: Place) -> Settlement:
    return Settlement(
        place.place_id, place.name, place.latitude, place.longitude, place.country or ""
    )
