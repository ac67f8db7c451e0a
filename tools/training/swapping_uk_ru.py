"""Ukrainian and Russian training texts told again with other towns, in the same cases.

As ``swapping`` does for English. A name is swapped where its nominative and case are found, so
"під Вугледаром" may become "під Мирним". What is not found stays.
"""

import random
import zlib
from dataclasses import replace

from geocode.gazetteer.names.inflection import paradigm
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.names.russian_forms import russian_forms
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import SETTLEMENT_KINDS, Kind
from geocode.text import language_of
from tools.training.gold import Gold, MarkedText

_POINTS = (
    (48.3, 37.8), (49.4, 37.2), (47.2, 35.6), (46.7, 32.8), (51.2, 34.6), (48.7, 38.4),
    (49.6, 24.6), (48.9, 29.0), (50.3, 36.6), (51.2, 31.5),
)  # fmt: skip
"""Where the towns are taken from: latitude, longitude."""
_RADIUS_KM = 120.0
_NAMES_MOST = 1200
_PLAIN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"


class CaseSwapper:
    """Makes swapped copies with the names of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._pools = [
            sorted(
                {
                    place.name_local
                    for place, _ in gazetteer.near(*point, radius_km=_RADIUS_KM, limit=_NAMES_MOST)
                    if place.kind in SETTLEMENT_KINDS
                    and place.name_local
                    and set(place.name_local.lower()) <= set(_PLAIN)
                }
            )
            for point in _POINTS
        ]

    def swapped(self, text: MarkedText, copy: int = 0) -> MarkedText:
        """The text with other towns, marks moved along; another ``copy`` has others again."""
        lang = language_of(text.text) or "uk"
        chance = random.Random(zlib.crc32(f"{text.text_id} {copy}".encode()))
        pool = chance.choice([names for names in self._pools if names])
        others: dict[str, str] = {}
        pieces: list[str] = []
        gold: list[Gold] = []
        read = moved = 0
        for mark in sorted(text.gold, key=lambda mark: mark.start):
            if mark.start < read:
                continue
            name = other = text.text[mark.start : mark.end]
            found = None if mark.demonym else self._nominative(name, lang)
            if found is not None:
                nominative, case = found
                chosen = others.setdefault(nominative, chance.choice(pool))
                other = _in_case(chosen, lang, case)
            pieces += [text.text[read : mark.start], other]
            start = mark.start + moved
            gold.append(replace(mark, start=start, end=start + len(other)))
            moved += len(other) - len(name)
            read = mark.end
        pieces.append(text.text[read:])
        return MarkedText(f"{text.text_id}, swapped {copy}", "".join(pieces), tuple(gold))

    def _nominative(self, name: str, lang: str) -> tuple[str, int | None] | None:
        """The settlement's name in the nominative, and the case that ``name`` is in (None: it)."""
        hits = self._gazetteer.lookup(name)
        if not hits or any(h.place.kind not in (Kind.CITY, Kind.VILLAGE) for h in hits):
            return None
        form = normal_form(name)
        for local in {hit.place.name_local for hit in hits if hit.place.name_local}:
            for nominative in russian_forms(local) if lang == "ru" else (local,):
                if normal_form(nominative) == form:
                    return local, None
                for case, forms in enumerate(paradigm(nominative, lang)):
                    if form in map(normal_form, forms):
                        return local, case
        return None


def _in_case(name: str, lang: str, case: int | None) -> str:
    nominative = russian_forms(name)[0] if lang == "ru" else name
    if case is None:
        return nominative
    return paradigm(nominative, lang)[case][0].capitalize()
