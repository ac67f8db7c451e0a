"""The control of the whole war, by the evidence that the user chose: for the map, and to be asked.

What the browser draws is a pack of all days. It is worked out once for the same evidence, and kept
in a file (``control_cache``); what is asked of single places and days needs the front itself, which
is made when it is first asked for.
"""

import calendar
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import shapely

from data import areas, packs
from data.errors import LayerError
from data.frontline import control_cache, land
from data.frontline.control_cache import KeptControl
from data.frontline.daily import Span, daily_holders
from data.frontline.evidence.model import Evidence, Provider
from data.frontline.front import Front, FrontOnDay
from data.frontline.gathering import open_front
from data.frontline.mesh import Settlement
from data.frontline.packed import pack
from data.theatre import Theatre
from geocode.errors import GeocodeError
from geocode.gazetteer.compiled import open_gazetteer

MOST_YEARS = 30
"""A war's days are worked out no further, whatever the clock says."""
BESIDE_KM = 3.0
"""The mouth of the Dnipro is six kilometres wide."""
_DAYS_KEPT = 16
_LIBRARIES = ("numpy", "scipy", "shapely")


class WarControl:
    """Who held what on every day of the war; ``open_control`` makes one. Safe in threads."""

    def __init__(self, key: str, kept: KeptControl, opened: "_Opened") -> None:
        self.key = key
        """A digest of all that it rests on: the same key, the same answers."""
        self.pack = kept.pack
        """For the browser, gzipped; ``data.frontline.packed`` gives its layout."""
        self.first_day, self.last_day = kept.holders.first_day, kept.last_day
        """Of the record: by what evidence settles, or what the theatre says of its own table."""
        self.notes = kept.notes
        """One line for each thing that could not be used."""
        self._kept, self._holders, self._opened = kept, kept.holders, opened
        self.on = lru_cache(_DAYS_KEPT)(self._on)
        """The front of a day (``FrontOnDay``), also of days outside the record."""

    @property
    def front(self) -> Front:
        """What all is asked of; a second when it is first asked for.

        Raises:
            LayerError: as ``open_front``.
        """
        return self._opened.front

    def kept_if_same(self, front: Front, drawn_to: date, last_day: date) -> KeptControl | None:
        """What was worked out, where the other front settles the same on the same days.

        Most claims settle nothing: they are evidence to be shown, and change no ground.
        """
        here = _settled(self.front, self._holders.last_day, self.last_day)
        return self._kept if here == _settled(front, drawn_to, last_day) else None

    def _on(self, day: date) -> FrontOnDay:
        return self.front.on(day)

    def settlement_at(self, latitude: float, longitude: float) -> Settlement | None:
        """The settlement in whose cell the point lies; None where no settlement speaks for it.

        On water and beyond the border, up to ``BESIDE_KM`` from the cell: the line crosses rivers
        and bays, which are no ground.
        """
        node = self._node_at(latitude, longitude)
        return None if node is None else self.front.mesh.settlements[node]

    def history(self, place_id: str, latitude: float, longitude: float) -> list[Span]:
        """Who held a place when, by day, from the war's first day on.

        A place that is no settlement of the mesh goes with the cell in which its point lies, and
        is inferred throughout; empty where the point is in none.
        """
        node = self.front.mesh.node_of.get(place_id)
        if node is not None:
            return self._holders.spans(node)
        node = self._node_at(latitude, longitude)
        spans = [] if node is None else self._holders.spans(node)
        kept = [n for n, span in enumerate(spans) if not n or span.holder != spans[n - 1].holder]
        return [Span(spans[n].first_day, spans[n].holder, inferred=True) for n in kept]

    def statements(self, place_id: str, until: date) -> list[Evidence]:
        """All that was stated up to a day of the settlement's cell, newest first."""
        node = self.front.mesh.node_of.get(place_id)
        said = () if node is None else self._statements.get(node, ())
        return [one for one in said if one.day <= until]

    @cached_property
    def _statements(self) -> dict[int, list[Evidence]]:
        found: dict[int, list[Evidence]] = {}
        node_of = self.front.mesh.node_of
        newest_first = sorted(
            self.front.evidence.values(), key=lambda one: (one.day, one.evidence_id), reverse=True
        )
        for one in newest_first:
            if one.place_id in node_of:
                found.setdefault(node_of[one.place_id], []).append(one)
        return found

    def _node_at(self, latitude: float, longitude: float) -> int | None:
        mesh = self.front.mesh
        point = mesh.plane.flat_point(latitude, longitude)
        found = mesh.ground_tree.query_nearest(
            shapely.Point(point), max_distance=BESIDE_KM, return_distance=True, all_matches=False
        )
        for node, apart in zip(*found, strict=True):
            if apart == 0 or not shapely.intersects_xy(self.front.land_km, *point):
                return int(node)
        return None


class _Opened:
    """The front, made when it is first asked for."""

    def __init__(
        self,
        theatre: Theatre,
        providers: Sequence[Provider],
        gazetteer_path: Path | None,
        folder: Path | None,
        claims: Sequence[Evidence],
    ) -> None:
        self._theatre, self._providers = theatre, providers
        self._gazetteer_path, self._folder, self._claims = gazetteer_path, folder, claims
        self._lock = Lock()
        self._made: tuple[Front, tuple[str, ...]] | None = None

    def make(self) -> tuple[Front, tuple[str, ...]]:
        """The front, and a line for each thing that could not be used."""
        with self._lock:
            if self._made is None:
                self._made = open_front(
                    self._theatre,
                    self._providers,
                    gazetteer_path=self._gazetteer_path,
                    folder=self._folder,
                    claims=self._claims,
                )
            return self._made

    @property
    def front(self) -> Front:
        return self.make()[0]


def open_control(
    theatre: Theatre,
    providers: Iterable[Provider] = (Provider.TABLE,),
    *,
    today: date,
    gazetteer_path: Path | None = None,
    folder: Path | None = None,
    claims: Iterable[Evidence] = (),
    cache: Path | None = None,
    known: WarControl | None = None,
) -> WarControl:
    """The control of the war: from the cache in some milliseconds, else in two or three seconds.

    Args:
        theatre: The war.
        providers: Whose evidence counts.
        today: Days are worked out up to the end of its month, or of the table's last one; what is
            said of later days does not count as record.
        gazetteer_path: As of ``open_front``.
        folder: As of ``open_front``.
        claims: As of ``open_front``.
        cache: The folder to keep it in; None: it is not kept.
        known: Given back as it is where nothing changed since.

    Raises:
        LayerError: there is no gazetteer, or the theatre's own tables are broken.
    """
    chosen = tuple(one for one in Provider if one in set(providers))
    said = tuple(claims) if Provider.ARTICLES in chosen else ()
    drawn_to = _drawn_to(theatre, today)
    key = _digest(
        [
            theatre.version,
            [one.value for one in chosen],
            _gazetteer_version(gazetteer_path),
            _listing(folder) if {Provider.VIINA, Provider.FILES} & set(chosen) else None,
            [repr(one) for one in sorted(said, key=lambda one: one.evidence_id)],
            drawn_to.isoformat(),
            _program(),
        ]
    )
    if known is not None and known.key == key:
        return known
    opened = _Opened(theatre, chosen, gazetteer_path, folder, said)
    kept = control_cache.read(cache, key) if cache else None
    if isinstance(kept, KeptControl):
        return WarControl(key, kept, opened)
    front, notes = opened.make()
    last_day = _last_day(front, today)
    same = known.kept_if_same(front, drawn_to, last_day) if known else None
    if same:
        made = replace(same, notes=notes)
    else:
        holders = daily_holders(front, drawn_to)
        made = KeptControl(pack(front, holders, last_day), holders, last_day, notes)
    trouble = (control_cache.write(cache, key, made) or kept) if cache else None
    return WarControl(key, replace(made, notes=(*notes, trouble)) if trouble else made, opened)


def _settled(front: Front, drawn_to: date, last_day: date) -> str:
    """A digest of all of a front that its pack depends on."""
    changes = [
        (place_id, change.day.isoformat(), change.holder)
        for place_id, change in front.history.changes()
    ]
    mesh = [
        (one.place_id, one.name, one.latitude, one.longitude, one.country)
        for one in front.mesh.settlements
    ]
    days = [drawn_to.isoformat(), last_day.isoformat()]
    return _digest([front.theatre.version, days, changes, mesh])


def _drawn_to(theatre: Theatre, today: date) -> date:
    """The end of a month, so that not every day and every article asks for another pack."""
    first, last = theatre.first_day, max(today, theatre.control_reaches or theatre.first_day)
    year = min(max(last, first).year, first.year + MOST_YEARS)
    return date(year, last.month, calendar.monthrange(year, last.month)[1])


def _last_day(front: Front, today: date) -> date:
    """The last day of the record: by the table's own word, or by what evidence settles."""
    ends = [front.theatre.first_day, front.theatre.control_reaches or front.theatre.first_day]
    return max(*ends, *(day for day in front.history.days() if day <= today))


def _gazetteer_version(path: Path | None) -> str:
    try:
        gazetteer = open_gazetteer(path)
        try:
            return gazetteer.version
        finally:
            gazetteer.close()
    except GeocodeError as exc:
        raise LayerError(str(exc)) from exc


def _listing(folder: Path | None) -> list[tuple[str, int, int]] | None:
    """The files of the user's folder, by name, size and time of change; None: no such folder."""
    if folder is None:
        return None
    try:
        files = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    except OSError:
        return None  # as gathering says in a note
    return [(name, seen.st_size, seen.st_mtime_ns) for name, seen in files]


@lru_cache(1)
def _program() -> str:
    """A digest of the code that works it out and the outlines it cuts the ground with."""
    code = sorted(Path(__file__).parent.rglob("*.py"))
    files = [*code, Path(packs.__file__), areas.FILE, land.COUNTRIES]
    content = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return _digest([content, [version(name) for name in _LIBRARIES]])


def _digest(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:24]
