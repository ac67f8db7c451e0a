"""Finds the front-line file of a day in a folder, and the day that the file is really of.

A file belongs to a format by its name; only the file that is wanted is opened, and its neighbours
in time where its extent must be compared. A file that is no layer is named with the reason.
A file is broken whose occupied area is beyond what the war ever saw, or jumps (``series``). The
newest good file not older than ``most_days_old`` is the layer of a day, and says how old it is;
nothing newer than the day is ever shown.
"""

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from data.errors import LayerError
from data.frontline.layers import dated_geojson, deepstate, deepstate_daily, uacontrolmap
from data.frontline.layers.geometry import LARGEST_BYTES, read_json
from data.frontline.layers.model import (
    Layer,
    LayerFile,
    LayerSource,
    RefusedFile,
)
from data.frontline.layers.placing import StatedArea, place_areas
from data.frontline.layers.series import beside, occupied_km2, refuse_jump
from data.theatre import Theatre

MOST_DAYS_OLD = 7
"""The longest gap in the real series is five days; a week-old line is still worth showing."""
_MOST_FILES = 20_000

_Reader = Callable[[object, Path], Sequence[StatedArea]]
_READERS: dict[LayerSource, _Reader] = {
    LayerSource.DEEPSTATE: deepstate.stated,
    LayerSource.DEEPSTATE_DAILY: deepstate_daily.stated,
    LayerSource.UACONTROLMAP: uacontrolmap.stated,
}
_NAMED: tuple[Callable[[Path], LayerFile | None], ...] = (
    deepstate.named,
    deepstate_daily.named,
    uacontrolmap.named,
    dated_geojson.named,  # last: it takes any name with a day
)


@dataclass(frozen=True, slots=True)
class Survey:
    """What a folder holds, judged by names and sizes."""

    files: tuple[LayerFile, ...]
    """By day, then moment of publication, then source in order of preference."""
    refused: tuple[RefusedFile, ...]
    """By path."""


def survey(folder: Path, *, largest_bytes: int = LARGEST_BYTES) -> Survey:
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
            _check(path, folder, largest_bytes)
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
            old = (day - file.assessment_day).days
            return replace(layer, passed_over=tuple(passed), stale_days=old)
    if passed:
        raise _all_broken(passed, day)
    return None


def _all_broken(passed: Sequence[RefusedFile], day: date) -> LayerError:
    more = f", and {len(passed) - 1} more" if len(passed) > 1 else ""
    return LayerError(
        f"{passed[0].reason}{more}; put a good file for {day} or the days before there"
    )


def read_layer(file: LayerFile, theatre: Theatre, *, largest_bytes: int = LARGEST_BYTES) -> Layer:
    """The file's areas; LayerError for a file that cannot be read or cannot be true."""
    found = read_json(file.path, largest_bytes=largest_bytes)
    if file.source is LayerSource.UACONTROLMAP and isinstance(found, dict) and "features" in found:
        # Another map's YYYYMMDD.json.
        file = replace(file, source=LayerSource.GEOJSON, series=dated_geojson.series(file.path))
    if file.source is LayerSource.GEOJSON:
        stated: Sequence[StatedArea] = dated_geojson.stated(found, file.path, theatre)
        least = 0.0  # it may cover a part of the theatre
    else:
        stated, least = _READERS[file.source](found, file.path), theatre.least_occupied_km2
    placed = place_areas(stated, theatre, file.path)
    layer = Layer(file, placed.areas, notes=placed.notes)
    occupied, most = occupied_km2(layer), theatre.most_occupied_km2
    if not least <= occupied <= most:
        raise LayerError(
            f"{file.path}: {occupied:,.0f} km² occupied, outside {least:,.0f} to {most:,.0f}: "
            "a broken day, not a change of control"
        )
    return layer


def read_layers(found: Survey, theatre: Theatre) -> Iterator[Layer | RefusedFile]:
    """Every file of a survey, read once: its layer, or why it is broken; series by series.

    By day within a series. At most three layers are held at a time.
    """
    series: dict[tuple[LayerSource, str], list[LayerFile]] = {}
    for file in found.files:
        series.setdefault((file.source, file.series), []).append(file)
    for files in series.values():
        before: deque[Layer] = deque(maxlen=2)
        waiting: Layer | None = None
        broken: list[RefusedFile] = []  # since the one that waits for the next good one
        for file in files:
            try:
                layer = read_layer(file, theatre)
            except LayerError as exc:
                broken.append(RefusedFile(file.path, str(exc), file))
                continue
            if waiting is not None:
                yield _judged(waiting, before, layer, theatre)
                before.append(waiting)
            yield from broken
            broken.clear()
            waiting = layer
        if waiting is not None:
            yield _judged(waiting, before, None, theatre)
        yield from broken


def _judged(
    layer: Layer, before: Iterable[Layer], after: Layer | None, theatre: Theatre
) -> Layer | RefusedFile:
    newest_first = [one for one in reversed([*before]) if beside(one.file, layer.file)]
    if after is not None and not beside(after.file, layer.file):
        after = None
    try:
        refuse_jump(layer, newest_first, after, theatre)
    except LayerError as exc:
        return RefusedFile(layer.file.path, str(exc), layer.file)
    return layer


def _compared(file: LayerFile, files: Sequence[LayerFile], theatre: Theatre) -> Layer:
    layer = read_layer(file, theatre)
    files = [one for one in files if (one.source, one.series) == (file.source, file.series)]
    here = files.index(file)
    # Two files back, so that the good day after a broken one is not held against the broken one.
    before = list(itertools.islice(_good(reversed(files[:here]), file, theatre), 2))
    after = next(_good(files[here + 1 :], file, theatre), None)
    refuse_jump(layer, before, after, theatre)
    return layer


def _good(files: Iterable[LayerFile], near: LayerFile, theatre: Theatre) -> Iterator[Layer]:
    for file in files:
        if not beside(file, near):
            return
        try:
            yield read_layer(file, theatre)
        except LayerError:
            continue  # it is named when its own day is asked for


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


def _check(path: Path, folder: Path, largest_bytes: int) -> None:
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
            raise LayerError(
                f"{path}: a link to a file outside the folder; put the file itself there"
            )
        if not path.is_file():
            raise LayerError(f"{path}: not a file")
        size = path.stat().st_size
    except (OSError, RuntimeError) as exc:  # RuntimeError: links in a circle
        raise LayerError(
            f"{path}: cannot be read ({getattr(exc, 'strerror', None) or exc})"
        ) from exc
    if size > largest_bytes:
        raise LayerError(f"{path}: larger than {largest_bytes:,} bytes; no layer file is")
    if size == 0:
        raise LayerError(f"{path}: empty")


def _order(file: LayerFile) -> tuple[date, int, str, str]:
    rank = -list(LayerSource).index(file.source)
    moment = file.published_at.isoformat() if file.published_at else ""
    return file.assessment_day, rank, moment, file.path.name
