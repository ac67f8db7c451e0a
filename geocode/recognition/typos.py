"""Finds well-known names of the war in a wrong spelling: "Dontesk", "Avdiika", "Бахмтут".

Any word is one letter from some village, and many a surname is one from a town. So only names are
believed that everybody in the text's war knows, towns near its front and its great cities; the word
must be unknown as anything else; and the text must be about the war's country. A letter more, less,
other, or two letters swapped: what is farther off is another name. At the end of a word a letter is
no typing error but a case, or makes the name of people ("Odesan", "Одесит").
"""

from collections.abc import Sequence

from geocode.focus import Focus
from geocode.gazetteer.names.normal_form import is_close, normal_form
from geocode.gazetteer.protocol import Gazetteer, NameHit
from geocode.model import SETTLEMENT_KINDS, Place
from geocode.recognition.lexicon import load_lexicon
from geocode.recognition.people import surname_key
from geocode.recognition.scene import Scene
from geocode.recognition.spans import Span, is_adjective

_LEAST_LETTERS = 4
_LEAST_LETTERS_OTHERWISE = 7
"""For what is not one letter from the place's own name but from another spelling of it."""
_LEAST_CYRILLIC = 7
_LEAST_FIRST_CYRILLIC = 9
"""For the first word of a sentence: there is no list of Cyrillic words that are no names."""
_FRONT_KM = 40.0
_TOWN_FROM = 5_000
_TOWN_ALONE_FROM = 10_000
_CITY_FROM = 100_000
_OF_PEOPLE = (
    "ov", "ova", "ev", "eva", "enko", "chuk", "ovych", "evych", "sky", "skyi", "skyy", "ski", "ska",
)  # fmt: skip
_VOWELS = "аеєиіїоуюяйьыэ"
_SPACES = (" ", "\u00a0")


def misspelt(scene: Scene, spans: Sequence[Span], gazetteer: Gazetteer) -> list[Span]:
    """Single words that are none of ``spans`` and a known name of the war but for one letter."""
    focus = scene.cues.focus
    if not focus.home or scene.country not in (None, focus.home):
        return []
    taken = {i for span in spans for i in range(span.first, span.end)}
    return [
        Span(i, i + 1, hits)
        for i in scene.reading.capitals
        if i not in taken
        and _is_unknown(scene, i)
        and _stands_alone(scene, i)
        and (hits := _meant(scene, i, gazetteer))
    ]


def _is_unknown(scene: Scene, i: int) -> bool:
    """Whether the word is known neither as a word nor as a person's name."""
    form, cues, token = scene.reading.forms[i], scene.cues, scene.reading.tokens[i].text
    if len(form) < _LEAST_LETTERS or not form.isalpha() or token.isupper():
        return False
    if scene.people[i] or surname_key(form) in scene.surnames:
        return False
    tables = (
        cues.common_words, cues.demonyms, cues.first_names, cues.surnames, cues.titles,
        cues.organisation_heads, cues.generics, scene.lower_words,
    )  # fmt: skip
    if any(form in table for table in tables):
        return False
    if form.isascii():
        return form not in load_lexicon()
    least = _LEAST_FIRST_CYRILLIC if scene.reading.first[i] else _LEAST_CYRILLIC
    return len(form) >= least and not scene.reading.headline[i] and not is_adjective(form)


def _stands_alone(scene: Scene, i: int) -> bool:
    """Whether no longer name goes on beside the word, and nothing that only people do follows."""
    reading, cues = scene.reading, scene.cues
    if i > 0 and reading.capital[i - 1] and reading.gaps[i - 1] in _SPACES:
        before = reading.forms[i - 1]
        tables = (cues.generics, cues.demonyms, cues.place_prepositions, cues.sentence_openers)
        if not any(before in table for table in tables):
            return False
    if i + 1 >= len(reading.forms) or reading.gaps[i] not in _SPACES:
        return True
    after = reading.forms[i + 1]
    return after in cues.generics or not (reading.capital[i + 1] or after in cues.saying_verbs)


def _meant(scene: Scene, i: int, gazetteer: Gazetteer) -> Sequence[NameHit]:
    """The one place that the word is nearly the name of; empty where there is none or are two."""
    reading, focus = scene.reading, scene.cues.focus
    form = reading.forms[i]
    near = i > 0 and reading.forms[i - 1] in scene.cues.near_prepositions
    least = 0 if near else _TOWN_FROM
    if scene.country is None:
        least = _TOWN_FROM if near else _TOWN_ALONE_FROM
    hits = [
        hit
        for hit in gazetteer.lookup_close(form)
        if hit.place.population >= least
        and is_of_the_war(hit.place, focus)
        and _is_typing_error(form, hit.place)
    ]
    towns = [hit for hit in hits if hit.place.population >= _TOWN_FROM] or hits
    return towns if len(towns) == 1 else ()


def is_of_the_war(place: Place, focus: Focus) -> bool:
    """Whether it is a great city of the country fought over, or stands where the front was."""
    if place.kind not in SETTLEMENT_KINDS or place.country not in focus.countries:
        return False
    if place.country == focus.home and place.population >= _CITY_FROM:
        return True
    return focus.front.km(place.latitude, place.longitude, None) <= _FRONT_KM


def _is_typing_error(form: str, place: Place) -> bool:
    """Whether a letter is wrong inside the word, and it is long enough to tell."""
    own = [normal_form(name) for name in (place.name, place.name_local) if name]
    if form.endswith(_OF_PEOPLE) or any(_differs_at_end(form, name) for name in own):
        return False
    return len(form) >= _LEAST_LETTERS_OTHERWISE or any(is_close(form, name) for name in own)


def _differs_at_end(form: str, name: str) -> bool:
    """Whether the two part at their last letters only: a case form, or the people of the town."""
    if form.isascii():
        return name.startswith(form[:-1])
    stem = name.rstrip(_VOWELS)
    return form.startswith(stem) and form[len(stem) : len(stem) + 1] in _VOWELS
