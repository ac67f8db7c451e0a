"""A gazetteer in memory, for tests: a list of places and their names in place of the compiled file.

Answers as the compiled file does; it invents no variant and no case form, so each that should be
found is passed in as an extra name.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from geocode.gazetteer.earth import distance_km
from geocode.gazetteer.matching import longest_name
from geocode.gazetteer.names.normal_form import (
    as_written,
    best_of,
    close_hit,
    normal_form,
    skeleton,
)
from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.precision import WherePrec

_POINT_KINDS = frozenset({Kind.CITY, Kind.VILLAGE, Kind.SITE})


class MemoryGazetteer:
    """Places with extra names beside ``name`` and ``name_local``; read-only once made."""

    def __init__(self, places: Iterable[tuple[Place, Sequence[str]]]) -> None:
        self._places: dict[str, Place] = {}
        self._hits: dict[str, list[NameHit]] = {}
        self._skeletons: dict[str, set[str]] = {}
        self._most_words: dict[str, int] = {}
        digest = sha256()
        for place, extra_names in places:
            self._places[place.place_id] = place
            digest.update(repr((place, tuple(extra_names))).encode())
            official = [place.name, *([place.name_local] if place.name_local else [])]
            for name in official:
                self._file(name, NameHit(place, official=True, inflected=False))
            for name in extra_names:
                self._file(name, NameHit(place, official=False, inflected=False))
        for hits in self._hits.values():
            hits.sort(key=lambda hit: (-hit.place.population, hit.place.place_id))
        self._version = f"memory-{digest.hexdigest()[:12]}"

    def _file(self, name: str, hit: NameHit) -> None:
        form = normal_form(name)
        if not form:
            return
        hits = self._hits.setdefault(form, [])
        if all(known.place.place_id != hit.place.place_id for known in hits):
            hits.append(hit)
        for bones in filter(None, (skeleton(name), as_written(form))):
            self._skeletons.setdefault(bones, set()).add(hit.place.place_id)
        words = form.split(" ")
        self._most_words[words[0]] = max(self._most_words.get(words[0], 0), len(words))

    @property
    def version(self) -> str:
        """A digest of what was passed in."""
        return self._version

    def lookup(self, name: str) -> Sequence[NameHit]:
        """Places that bear the name; most populous first, ties by id."""
        return tuple(self._hits.get(normal_form(name), ()))

    def lookup_close(self, name: str) -> Sequence[NameHit]:
        """Places with a name spelt almost as ``name``; most populous first, ties by id."""
        best = best_of((skeleton(name), as_written(normal_form(name))), self._skeletons)
        ids = {place_id for bones in best for place_id in self._skeletons[bones]}
        places = sorted(
            map(self._places.__getitem__, ids),
            key=lambda place: (-place.population, place.place_id),
        )
        return tuple(map(close_hit, places))

    def longest(self, tokens: Sequence[str], start: int) -> int:
        """How many tokens from ``start`` make the longest name; 0 when none does."""
        return longest_name(
            tokens,
            start,
            most_words=lambda word: self._most_words.get(word, 0),
            is_name=self._hits.__contains__,
        )

    def place(self, place_id: str) -> Place | None:
        """The place with that id, or None."""
        return self._places.get(place_id)

    def near(
        self, latitude: float, longitude: float, *, radius_km: float, limit: int
    ) -> Sequence[tuple[Place, float]]:
        """Settlements and sites with a point of their own; nearest first, ties by id."""
        found = [
            (place, distance_km(latitude, longitude, place.latitude, place.longitude))
            for place in self._points()
        ]
        found = [(place, km) for place, km in found if km <= radius_km]
        found.sort(key=lambda pair: (pair[1], pair[0].place_id))
        return tuple(found[: max(0, limit)])

    def points_in(
        self, country: str, admin1: str, admin2: str | None = None
    ) -> Sequence[tuple[float, float]]:
        """Where what ``near`` gives lies in a unit: latitude and longitude."""
        return [
            (place.latitude, place.longitude)
            for place in self._points()
            if (place.country, place.admin1) == (country, admin1) and admin2 in (None, place.admin2)
        ]

    def _points(self) -> Iterator[Place]:
        for place in self._places.values():
            if place.kind in _POINT_KINDS and place.where_prec is WherePrec.EXACT:
                yield place
