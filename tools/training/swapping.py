"""Training texts told again with other places: the model is to learn the language, not the map.

A swapped copy has each town of the text replaced, everywhere alike, by a settlement of another
part of the world; countries, regions and waters stay. Places are drawn by a generator seeded with
the text's id, so the same texts and gazetteer give the same copies.
"""

import random
import zlib
from dataclasses import replace

from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Kind
from tools.training.gold import Gold, MarkedText

_THEATRES = (
    (48.3, 37.8), (49.4, 37.2), (47.2, 35.6), (46.7, 32.8), (51.2, 34.6), (51.5, 36.2),
    (49.6, 24.6), (48.9, 29.0), (36.0, 37.0), (33.3, 44.0), (31.4, 34.6), (15.5, 32.5),
    (-1.5, 29.0), (34.5, 69.2), (15.3, 44.4), (21.9, 96.1), (13.5, 39.4), (40.0, 46.5),
)  # fmt: skip
"""Where wars are and were: latitude, longitude."""
_THEATRE_KM = 150.0
_NAMES_MOST = 1500
_TOWNS = frozenset({Kind.CITY, Kind.VILLAGE})


class Swapper:
    """Makes swapped copies with the names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._theatres = [
            sorted(
                {
                    place.name
                    for place, _ in gazetteer.near(*point, radius_km=_THEATRE_KM, limit=_NAMES_MOST)
                    if place.kind in _TOWNS and place.name.isascii()
                }
            )
            for point in _THEATRES
        ]

    def swapped(self, text: MarkedText) -> MarkedText:
        """The text with other towns, marks moved along; the same where it names no town."""
        chance = random.Random(zlib.crc32(text.text_id.encode()))
        names = chance.choice([names for names in self._theatres if names])
        others: dict[str, str] = {}
        pieces: list[str] = []
        gold: list[Gold] = []
        read = moved = 0
        for mark in sorted(text.gold, key=lambda mark: mark.start):
            if mark.start < read:
                continue
            name = text.text[mark.start : mark.end]
            if self._is_town(name) and not mark.demonym:
                others.setdefault(name, chance.choice(names))
            other = others.get(name, name)
            pieces += [text.text[read : mark.start], other]
            start = mark.start + moved
            gold.append(replace(mark, start=start, end=start + len(other)))
            moved += len(other) - len(name)
            read = mark.end
        pieces.append(text.text[read:])
        return MarkedText(f"{text.text_id}, swapped", "".join(pieces), tuple(gold))

    def _is_town(self, name: str) -> bool:
        hits = self._gazetteer.lookup(name)
        return bool(hits) and name[-1] != "." and all(hit.place.kind in _TOWNS for hit in hits)
