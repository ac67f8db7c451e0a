"""Defines the interface of a gazetteer, which the compiled file implements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from geocode.model import Place


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place that bears the name asked for, and how the name relates to it."""

    place: Place
    official: bool
    """The name is the place's current official one (or its transliteration)."""
    inflected: bool
    """The name matched through a case form ("Бахмуту"), not as its dictionary form."""
    note: str | None = None
    """Why the name belongs to the place where that is not plain: "renamed 2016", "exonym"."""
    after_comma: bool = False
    """An abbreviation that means the place only behind another and a comma: "Lexington, Ky."."""
    close: bool = False
    """The name is not the place's but spelt almost as one that is: "Severdonetsk"."""


class Gazetteer(Protocol):
    """Names to places, read-only. All methods are safe to call from several threads."""

    @property
    def version(self) -> str:
        """A short text that changes when the content does; stored with every mention."""
        ...

    def lookup(self, name: str) -> Sequence[NameHit]:
        """Places that bear ``name`` in any spelling of the same normal form.

        Most populous first, ties by place id; empty when none does. No fuzzy match.
        """
        ...

    def lookup_close(self, name: str) -> Sequence[NameHit]:
        """Places with a name that is spelt almost as ``name``, of six letters and more.

        A last resort for what is certainly a place and has no hit: any word is close to some
        village. The name's other spellings where there are any, else those that one edit parts
        from it, with the same first letter. Most populous first; all hits are ``close``.
        """
        ...

    def longest(self, tokens: Sequence[str], start: int) -> int:
        """How many of ``tokens`` from ``start`` on make the longest name; 0 when none does."""
        ...

    def place(self, place_id: str) -> Place | None:
        """The place with that id, or None."""
        ...

    def near(
        self, latitude: float, longitude: float, *, radius_km: float, limit: int
    ) -> Sequence[tuple[Place, float]]:
        """Settlements and sites with their distance in km.

        Nearest first; at most ``limit``; empty when nothing lies within ``radius_km``.
        """
        ...

    def points_in(
        self, country: str, admin1: str, admin2: str | None = None
    ) -> Sequence[tuple[float, float]]:
        """Latitude and longitude of each settlement and site of a first- or second-level unit.

        Units are named as a ``Place`` names them; order is fixed but tells nothing.
        """
        ...
