"""Finds the front-line file of a day in a folder, and the day that the file is really of.

A file belongs to a format by its name alone; only the file that is wanted is opened, and its
neighbours in time where its extent must be compared. A file that is no layer is named with the
reason. Refused as broken: a file whose occupied area is beyond what the war ever saw, or which
jumps away from the files before it and is not borne out by the next one. The newest good file
not older than ``most_days_old`` is the layer of a day; nothing newer than the day is ever shown.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.errors import LayerError
from data.frontline.layers import deepstate, deepstate_daily, uacontrolmap
from data.frontline.layers.geometry import LARGEST_BYTES, square_km
from data.frontline.layers.model import (
    Layer,
    LayerArea,
    LayerFile,
    LayerSource,
    RefusedFile,
    Status,
)
from data.theatre import Extent, Theatre

MOST_DAYS_OLD = 7
"""The longest gap in the real series is five days; a week-old line is still worth showing."""
_JUMP, _JUMP_A_DAY = 0.05, 0.015
"""The fastest real change, Kharkiv oblast in September 2022, was some 10 % within a week."""
_NEIGHBOUR_DAYS = 30
_MOST_FILES = 20_000

_Reader = Callable[[Path, Extent], tuple[LayerArea, ...]]
_READERS: dict[LayerSource, _Reader] = {
    LayerSource.DEEPSTATE: deepstate.areas,
    LayerSource.DEEPSTATE_DAILY: deepstate_daily.areas,
    LayerSource.UACONTROLMAP: uacontrolmap.areas,
}
_NAMED: tuple[Callable[[Path], LayerFile | None], ...] = (
    deepstate.named,
    deepstate_daily.named,
    uacontrolmap.named,
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds, judged by names and sizes."""

    files: tuple[LayerFile, ...]
    """By day, then moment of publication, then source in order of preference."""
    refused: tuple[RefusedFile, ...]
    """By path."""


def survey(folder: Path) -> Survey:
    """Every file of the folder, as a layer or with the reason why it is none.

    Raises:
        LayerError: the folder cannot be listed.
    """
    files: list[LayerFile] = []
    refused: list[RefusedFile] = []
    for path in _listing(folder):
        file: LayerFile | None = None
        try:
            file = _named(path)
            _check(path)
        except LayerError as exc:
            refused.append(RefusedFile(path, str(exc), file))
        else:
            files.append(file)
    return Survey(tuple(sorted(files, key=_order)), tuple(refused))


def layer_on(
    folder: Path,
    day: date,
    theatre: Theatre,
    *,
    source: LayerSource | None = None,
    most_days_old: int = MOST_DAYS_OLD,
) -> Layer | None:
    """The newest good layer that is about ``day`` or at most ``most_days_old`` days before it.

    Without ``source`` any is taken, on equal days the first in the order of ``LayerSource``. None
    when there is none; a broken file on the way is named in ``Layer.passed_over``.

    Raises:
        LayerError: the folder cannot be listed, or all files of these days are broken.
    """
    found = survey(folder)
    broken = {one.file: one for one in found.refused if one.file is not None}
    passed: list[RefusedFile] = []
    for file in sorted([*found.files, *broken], key=_order, reverse=True):
        if source not in {None, file.source} or file.assessment_day > day:
            continue
        if (day - file.assessment_day).days > most_days_old:
            break
        if file in broken:
            passed.append(broken[file])
            continue
        try:
            layer = _compared(file, found.files, theatre)
        except LayerError as exc:
            passed.append(RefusedFile(file.path, str(exc), file))
        else:
            return replace(layer, passed_over=tuple(passed))
    if passed:
        raise _all_broken(passed, day)
    return None


def _all_broken(passed: Sequence[RefusedFile], day: date) -> LayerError:
    more = f", and {len(passed) - 1} more" if len(passed) > 1 else ""
    return LayerError(
        f"{passed[0].reason}{more}; put a good file for {day} or the days before there"
    )


def read_layer(file: LayerFile, theatre: Theatre) -> Layer:
    """The file's areas; LayerError for a file that cannot be read or cannot be true."""
    layer = Layer(file, _READERS[file.source](file.path, theatre.extent))
    occupied = occupied_km2(layer)
    least, most = theatre.least_occupied_km2, theatre.most_occupied_km2
    if not least <= occupied <= most:
        raise LayerError(
            f"{file.path}: {occupied:,.0f} km² occupied, outside {least:,.0f} to {most:,.0f}: "
            "a broken day, not a change of control"
        )
    return layer


def occupied_km2(layer: Layer) -> float:
    """The extent of the occupied areas, in km²; areas that overlap count twice."""
    return sum(square_km(one.geometry) for one in layer.areas if one.status is Status.OCCUPIED)


def _compared(file: LayerFile, files: Sequence[LayerFile], theatre: Theatre) -> Layer:
    layer = read_layer(file, theatre)
    files = [one for one in files if one.source is file.source]
    here = files.index(file)
    # Two files back, so that the good day after a broken one is not held against the broken one.
    before = list(itertools.islice(_good(reversed(files[:here]), file, theatre), 2))
    if not before or any(_close(one, layer) for one in before):
        return layer
    after = next(_good(files[here + 1 :], file, theatre), None)
    if after is not None and _close(layer, after):
        return layer
    raise LayerError(
        f"{file.path}: {occupied_km2(layer):,.0f} km² occupied, after "
        f"{occupied_km2(before[0]):,.0f} in {before[0].file.path.name}, and the next file does not "
        "bear it out: taken for a broken day"
    )


def _good(files: Iterable[LayerFile], near: LayerFile, theatre: Theatre) -> Iterator[Layer]:
    for file in files:
        if abs((file.assessment_day - near.assessment_day).days) > _NEIGHBOUR_DAYS:
            return
        try:
            yield read_layer(file, theatre)
        except LayerError:
            continue  # it is named when its own day is asked for


def _close(one: Layer, other: Layer) -> bool:
    days = abs((other.assessment_day - one.assessment_day).days)
    first, second = occupied_km2(one), occupied_km2(other)
    return abs(second - first) <= first * (_JUMP + _JUMP_A_DAY * days)


def _listing(folder: Path) -> list[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as exc:
        raise LayerError(
            f"{folder}: cannot be listed ({exc.strerror or exc}); name a folder of layer files"
        ) from exc
    if len(paths) > _MOST_FILES:
        raise LayerError(f"{folder}: more than {_MOST_FILES:,} files; name a smaller folder")
    return paths


def _named(path: Path) -> LayerFile:
    file = next((found for named in _NAMED if (found := named(path)) is not None), None)
    if file is None:
        raise LayerError(f"{path}: not named like a front-line layer")
    return file


def _check(path: Path) -> None:
    try:
        if not path.is_file():
            raise LayerError(f"{path}: not a file")
        size = path.stat().st_size
    except OSError as exc:
        raise LayerError(f"{path}: cannot be read ({exc.strerror or exc})") from exc
    if size > LARGEST_BYTES:
        raise LayerError(f"{path}: larger than {LARGEST_BYTES:,} bytes; no layer file is")
    if size == 0:
        raise LayerError(f"{path}: empty")


def _order(file: LayerFile) -> tuple[date, int, str, str]:
    rank = -list(LayerSource).index(file.source)
    moment = file.published_at.isoformat() if file.published_at else ""
    return file.assessment_day, rank, moment, file.path.name
