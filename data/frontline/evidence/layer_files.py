"""Evidence from front-line files in the user's folder, asked at every settlement of the mesh.

A file says of its own day: occupied ground is the invader's, liberated ground and ground held
abroad its opponent's, and the grey zone is contested. Ground outside all areas is nobody's by that;
only where the file before had it occupied has its publisher taken it back. A settlement's
statement is repeated only when it changes. Broken files are left out and named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from data.frontline.evidence.model import Evidence, Provider
from data.frontline.layers.folder import read_layers, survey
from data.frontline.layers.model import Layer, LayerFile, LayerSource, RefusedFile, Status
from data.frontline.mesh import Settlement
from data.model import CONTESTED
from data.theatre import Theatre

_OUTSIDE = ""


@dataclass(frozen=True, slots=True)
class FilesEvidence:
    """What a folder's files say."""

    evidence: tuple[Evidence, ...]
    refused: tuple[RefusedFile, ...]


def read_files(folder: Path, theatre: Theatre, settlements: Sequence[Settlement]) -> FilesEvidence:
    """Every change of every settlement that the folder's good files show.

    Raises:
        LayerError: the folder cannot be listed.
    """
    found = survey(folder)
    refused = list(found.refused)
    points = shapely.points([(one.longitude, one.latitude) for one in settlements])
    evidence: list[Evidence] = []
    before: dict[tuple[str, str], NDArray[np.object_]] = {}
    for layer in read_layers(found, theatre):
        if isinstance(layer, RefusedFile):
            refused.append(layer)
            continue
        series = (layer.source, layer.file.series)
        holders, last = _held(layer, points, theatre), before.get(series)
        if last is not None:
            if layer.source is not LayerSource.GEOJSON:  # which may cover a part of the theatre
                left = (last == theatre.invader.id) & (holders == _OUTSIDE)
                holders[left] = theatre.defender.id
            silent = holders == _OUTSIDE
            holders[silent] = last[silent]
        changed = holders != _OUTSIDE
        if last is not None:
            changed &= holders != last
        before[series] = holders
        evidence += [
            _statement(layer.file, settlements[n], str(holders[n]))
            for n in np.flatnonzero(changed).tolist()
        ]
    return FilesEvidence(tuple(evidence), tuple(refused))


def _held(layer: Layer, points: NDArray[np.object_], theatre: Theatre) -> NDArray[np.object_]:
    says = {
        Status.OCCUPIED: theatre.invader.id,
        Status.LIBERATED: theatre.defender.id,
        Status.HELD_ABROAD: theatre.defender.id,
        Status.UNKNOWN: CONTESTED,
    }
    holders = np.full(len(points), _OUTSIDE, dtype=object)
    tree = shapely.STRtree(points)
    for area in layer.areas:  # where areas overlap the last one counts
        holder = area.holder or says.get(area.status, _OUTSIDE)
        if holder != _OUTSIDE:
            holders[tree.query(area.geometry, predicate="covers")] = holder
    return holders


def _statement(file: LayerFile, settlement: Settlement, holder: str) -> Evidence:
    return Evidence(
        evidence_id=f"files:{file.path.name}:{settlement.place_id}",
        provider=Provider.FILES,
        place_id=settlement.place_id,
        name=settlement.name,
        latitude=settlement.latitude,
        longitude=settlement.longitude,
        country=settlement.country,
        day=file.assessment_day,
        day_prec=1,
        holder=holder,
        weight=1.0,
        source=str(file.source),
        note=file.day_note,
    )
