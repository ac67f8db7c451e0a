"""The front on any day: who holds every settlement, the ground of each party, the line between.

Made once of the theatre, the settlements of the gazetteer and the evidence that the user chose;
then any day is worked out in some milliseconds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from shapely.geometry import MultiLineString, shape
from shapely.geometry.base import BaseGeometry

from data.areas import outlines
from data.frontline.evidence.model import Evidence
from data.frontline.holders import History, HolderState, preference
from data.frontline.inference import HALF, FixedValues, Inference
from data.frontline.land import lands
from data.frontline.mesh import REACH_KM, Settlement, build_mesh
from data.model import CONTESTED
from data.theatre import Theatre

UNKNOWN = ""
"""The holder of a settlement of which nothing is known."""
INVADER_ABOVE = HALF + 1e-9
"""An inferred value above this is the invader's ground; ground at 1/2 is the defender's."""
_GRID_KM = 0.001


@dataclass(frozen=True, slots=True)
class SettlementOnDay:
    """Who holds a settlement of the mesh on a day."""

    settlement: Settlement
    holder: str
    """The id of a party, "contested", or "" where it is unknown."""
    confidence: float
    """0..1; 0 where the holder is unknown."""
    since: date | None
    """Day of its last change; None where the holder is inferred."""
    inferred: bool
    """True: from the settlements round it; False: from evidence about itself."""
    stale_days: int | None
    """Days since the newest statement about it; None where the holder is inferred."""
    evidence: tuple[str, ...]
    """Ids of what it rests on; for an inferred holder, of the nearest settlement so held."""


@dataclass(frozen=True, slots=True)
class LinePiece:
    """A stretch of the line that rests on the same evidence."""

    geometry: BaseGeometry
    """LineString or MultiLineString, longitude and latitude."""
    between: tuple[str, ...]
    """Place ids of the settlements that it rests on, one a side."""
    evidence: tuple[str, ...]
    """Ids, sorted."""
    age_days: int
    """Days since the newest change that it rests on."""
    apart_km: float
    """From the settlements beside it to the evidence that they rest on, at most."""


@dataclass(frozen=True, slots=True)
class GroundArea:
    """All ground of one holder."""

    holder: str
    geometry: BaseGeometry
    """Polygon or MultiPolygon, longitude and latitude."""


class Front:
    """The whole war, by the evidence that it was made of."""

    def __init__(
        self, theatre: Theatre, settlements: Iterable[Settlement], evidence: Iterable[Evidence]
    ) -> None:
        """Build the mesh and weigh the evidence; some seconds.

        Args:
            theatre: The war.
            settlements: Those of the gazetteer that have a point of their own.
            evidence: From the providers that the user chose; ones outside the theatre's extent
                and countries are left out.
        """
        statements = list(evidence)
        self.evidence = {one.evidence_id: one for one in statements}
        """What the front was made of, by id."""
        named = {
            one.place_id: Settlement(
                one.place_id, one.name, one.latitude, one.longitude, one.country
            )
            for one in sorted(statements, key=preference, reverse=True)  # the preferred one stays
        }
        self.theatre = theatre
        countries = lands(theatre)
        self.mesh = build_mesh(
            [*(named[place_id] for place_id in sorted(named)), *settlements],
            lands=countries,
            barriers=_barriers(theatre),
            extent=theatre.extent,
        )
        self.land_km = shapely.transform(
            shapely.union_all(list(countries.values())), self.mesh.plane.flat
        )
        """The countries of the theatre, on the plane of the mesh: where a line may run."""
        shapely.prepare(self.land_km)
        self.history = History(statements)
        node_of = self.mesh.node_of
        spoken = {
            node_of[place_id] for place_id, _ in self.history.changes() if place_id in node_of
        }
        self.inference = Inference(self.mesh, np.array(sorted(spoken), np.int64))
        at_home = {party.country: party.id for party in theatre.parties if party.country}
        country = np.array([one.country for one in self.mesh.settlements])
        self.own_parties = np.array([at_home.get(iso, UNKNOWN) for iso in country], dtype=object)
        """The party whose own country each settlement lies in, or ""."""
        beside = self.mesh.arcs[:, 2:]
        self.home_parties = self.own_parties[beside]
        """Of arcs along a state border the own party of each side's country; else "" twice."""
        self.home_parties[country[beside[:, 0]] == country[beside[:, 1]]] = UNKNOWN
        sides = self.mesh.points_km[beside]
        self.near = np.hypot(*(sides[:, 0] - sides[:, 1]).T) <= 2 * REACH_KM
        """Arcs that run through ground that their settlements speak for."""
        self.value_of = {
            CONTESTED: HALF,
            **{party.id: 1.0 if party.invader else 0.0 for party in theatre.parties},
        }
        """What each holder fixes its settlements to."""

    def on(self, day: date) -> "FrontOnDay":
        """The front of one day."""
        states: dict[int, HolderState] = {}
        for state in self.history.on(day):
            node = self.mesh.node_of.get(state.place_id)
            # Of settlements that share a cell the one that changed last speaks for it.
            if node is not None and (
                node not in states or states[node].change.day < state.change.day
            ):
                states[node] = state
        nodes = sorted(states)
        changes = [states[node].change for node in nodes]
        fixed = FixedValues(
            np.array(nodes, np.int64),
            np.array([self.value_of[change.holder] for change in changes], np.float64),
            np.array([(day - change.day).days for change in changes], np.float64),
        )
        return FrontOnDay(self, day, states, self.inference.values(fixed))

    def is_line(self, holders: NDArray[np.object_]) -> NDArray[np.bool_]:
        """Which arcs of the mesh are front line where the settlements are held so.

        The line parts ground of the invader from ground of its opponents and contested ground. It
        never runs along a state border where each side is held by its own country's party.
        """
        held = holders[self.mesh.arcs[:, 2:]]
        parted = (held == self.theatre.invader.id).sum(axis=1) == 1
        own = self.home_parties
        border = (own != UNKNOWN).all(axis=1) & (held == own).all(axis=1)
        return np.asarray(parted & (held != UNKNOWN).all(axis=1) & ~border & self.near)


class FrontOnDay:
    """The front of one day; what is asked for is worked out when it is asked for."""

    def __init__(
        self,
        front: Front,
        day: date,
        states: dict[int, HolderState],
        values: NDArray[np.float64],
    ) -> None:
        self.day = day
        self._front, self._states, self._values = front, states, values
        self.holders = self._held()
        """A holder a settlement, in the order of the mesh."""

    def _held(self) -> NDArray[np.object_]:
        theatre = self._front.theatre
        held = np.full(len(self._values), UNKNOWN, dtype=object)
        held[self._values > INVADER_ABOVE] = theatre.invader.id
        held[self._values <= INVADER_ABOVE] = theatre.defender.id
        for node, state in self._states.items():
            held[node] = state.change.holder
        return held

    @cached_property
    def _grounds(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """For each settlement the nearest one with evidence for the same holder, and how far."""
        points = self._front.mesh.points_km
        rests_on = np.full(len(points), -1, np.int64)
        apart = np.full(len(points), np.inf)
        nodes = np.array(sorted(self._states), np.int64)
        for holder in self._front.theatre.holders:
            mine, spoken = (
                np.flatnonzero(self.holders == holder),
                nodes[self.holders[nodes] == holder],
            )
            if mine.size and spoken.size:
                apart[mine], found = cKDTree(points[spoken]).query(points[mine])
                rests_on[mine] = spoken[found]
        return rests_on, apart

    def settlements(self) -> Iterator[SettlementOnDay]:
        """Every settlement of the mesh, in its order."""
        for node in range(len(self._front.mesh.settlements)):
            yield self._settlement(node)

    def with_evidence(self) -> Iterator[SettlementOnDay]:
        """Those settlements whose holder is not inferred, in the order of the mesh."""
        for node in sorted(self._states):
            yield self._settlement(node)

    def settlement(self, place_id: str) -> SettlementOnDay | None:
        """The settlement of the mesh in whose cell the place lies; None where it has none."""
        node = self._front.mesh.node_of.get(place_id)
        return None if node is None else self._settlement(node)

    def across(self, place_id: str) -> tuple[SettlementOnDay, float] | None:
        """The nearest settlement on the other side of the line, and how far it is, in km.

        Of ground of the invader the other side is any that is known and not; of other ground it is
        the invader's. None where the holder is unknown, or nothing lies on the other side.
        """
        node = self._front.mesh.node_of.get(place_id)
        if node is None or self.holders[node] == UNKNOWN:
            return None
        invaded = self.holders == self._front.theatre.invader.id
        others = np.flatnonzero((invaded != invaded[node]) & (self.holders != UNKNOWN))
        if not others.size:
            return None
        points = self._front.mesh.points_km
        apart = np.hypot(*(points[others] - points[node]).T)
        nearest = int(apart.argmin())
        return self._settlement(int(others[nearest])), float(apart[nearest])

    def _settlement(self, node: int) -> SettlementOnDay:
        state = self._states.get(node)
        return SettlementOnDay(
            settlement=self._front.mesh.settlements[node],
            holder=str(self.holders[node]),
            confidence=state.confidence if state else self._sureness(node),
            since=state.change.day if state else None,
            inferred=state is None,
            stale_days=state.stale_days if state else None,
            evidence=self._evidence_of(node),
        )

    def _sureness(self, node: int) -> float:
        value = self._values[node]
        if np.isnan(value):
            return 0.0
        return float(round(0.5 + 0.45 * min(1.0, abs(value - HALF) * 4), 3))

    def _evidence_of(self, node: int) -> tuple[str, ...]:
        state = self._states.get(int(self._grounds[0][node]))
        return state.change.evidence if state else ()

    def areas(self) -> list[GroundArea]:
        """The ground by holder: the parties in their order, then contested ground."""
        mesh, found = self._front.mesh, []
        for holder in self._front.theatre.holders:
            ground = mesh.ground_of(self.holders == holder)
            # Corners apart, so that an area does not cross itself once it is rounded in degrees.
            ground = shapely.set_precision(ground, _GRID_KM)
            if not ground.is_empty:
                found.append(GroundArea(holder, shapely.transform(ground, mesh.plane.degrees)))
        return found

    def line(self) -> list[LinePiece]:
        """The front line, in pieces that rest on the same evidence; from west to east."""
        mesh = self._front.mesh
        rests_on, apart_km = self._grounds
        together: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in np.flatnonzero(self._front.is_line(self.holders)).tolist():
            low, high = sorted(int(rests_on[side]) for side in mesh.arcs[number, 2:])
            together[low, high].append(number)
        pieces = []
        for (low, high), numbers in together.items():
            ends = mesh.vertices_km[mesh.arcs[numbers, :2]]
            merged = shapely.line_merge(MultiLineString(list(ends)))
            geometry = shapely.intersection(merged, self._front.land_km)
            if geometry.is_empty:
                continue
            beside = [self._states[node] for node in (low, high) if node in self._states]
            pieces.append(
                LinePiece(
                    geometry=shapely.transform(geometry, mesh.plane.degrees),
                    between=tuple(
                        mesh.settlements[node].place_id for node in (low, high) if node >= 0
                    ),
                    evidence=tuple(
                        sorted({one for state in beside for one in state.change.evidence})
                    ),
                    age_days=min(((self.day - s.change.day).days for s in beside), default=0),
                    apart_km=float(apart_km[mesh.arcs[numbers, 2:]].max()),
                )
            )
        return sorted(pieces, key=lambda piece: piece.geometry.bounds)


def _barriers(theatre: Theatre) -> list[tuple[BaseGeometry, float]]:
    known = outlines()
    return [(shape(dict(known[one.place_id].geometry)), one.weight) for one in theatre.barriers]
