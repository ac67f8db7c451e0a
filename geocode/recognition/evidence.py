"""Weighs whether a name means a place: one small function per clue, with the weights here.

The weights are set by hand on the committed gold and traps (``tests/quality``); a trained tagger
takes the evidence as features. Units are arbitrary; ``ACCEPT`` is the bar.
"""

import re

from geocode.gazetteer.protocol import NameHit
from geocode.model import Kind, Place
from geocode.recognition.borrowed import in_list_of_ships, in_named_quotation, is_thing
from geocode.recognition.people import surname_key
from geocode.recognition.scene import Scene, at_home, is_large, is_small
from geocode.recognition.shape import (
    acronym,
    adjective,
    case_form,
    fate,
    is_village_like,
    numbered,
    pronoun,
    title_case,
)
from geocode.recognition.spans import Span, is_adjective

ACCEPT = 1.0
"""A span with at least this much evidence is a mention of a place."""

GENERIC_WORD = 3.0
PREPOSITION = 1.2
FOUGHT = 0.8
"""More where the preposition follows a battle: "бої за Щастя"."""
LISTED = 1.0
SAME_RAION = 3.5
"""In place of ``LISTED`` where the name beside it in the list may lie in the same district."""
MANY_WORDS = 1.0
HOME = 0.7
"""For a place in the country the text is about: its villages are in the news, others' are not."""
PERSON = -8.0
SURNAME = -3.5
WEAPON = -3.5
SHIP = -5.0
COMMON_FIRST = -3.5
COMMON_INSIDE = -1.6
LOWER_TWIN = -2.0
SMALL_FIRST = -0.8
SPEAKS = -3.0
QUOTED = -1.6
CAPITAL_BEFORE = -2.2
CAPITAL_AFTER = -2.2
COMMON_SURNAME = -1.8
SURNAME_ENDING = -1.0
KNOWN = 1.5
"""The text names the place elsewhere, where more speaks for it."""

_KIND_WEIGHT = {
    Kind.COUNTRY: 3.0,
    Kind.REGION: 2.4,
    Kind.AREA: 2.0,
    Kind.WATER: 1.8,
    Kind.SITE: 1.4,
    Kind.DISTRICT: 0.6,
}
_POPULATION_WEIGHT = ((1_000_000, 3.0), (100_000, 2.5), (15_000, 1.6), (1_000, 0.6), (0, 0.3))
_GOVERNED = 150_000
"""A larger city may say something: its mayor does."""
_SURNAME_ENDINGS = (
    "enko", "chuk", "ovych", "evych", "енко", "чук", "ович", "евич", "швілі", "швили", "shvili",
    "sky", "skyi", "skyy", "skiy",
)  # fmt: skip
_CONTRACTION = re.compile("['’](?:ve|m|re|ll|d|t)$", re.IGNORECASE)
_OPENING, _CLOSING = ("«", "“", '"', "„", "'", "‘"), ("»", "”", '"', "'", "’")
_QUOTES = ("", *_OPENING)
_BESIDE = (" ", "-", "\u00a0")


def prominence(span: Span, scene: Scene) -> float:
    """How likely the best known of the namesakes is in the news at all."""
    best = max((_place_weight(hit.place) + _home(hit, scene) for hit in span.hits), default=0.0)
    return best + (MANY_WORDS if span.end - span.first > 1 else 0.0)


def _place_weight(place: Place) -> float:
    weight = _KIND_WEIGHT.get(place.kind)
    if weight is not None:
        return weight
    return next(weight for least, weight in _POPULATION_WEIGHT if place.population >= least)


def _home(hit: NameHit, scene: Scene) -> float:
    return HOME if scene.country is not None and hit.place.country == scene.country else 0.0


def generic_word(span: Span, scene: Scene) -> float:
    """A generic word is beside the name: "village of", "район"."""
    return GENERIC_WORD if span.sort is not None else 0.0


def preposition(span: Span, scene: Scene) -> float:
    """A preposition of place is before it."""
    i = span.first - 1
    if i < 0 or scene.reading.sentence[i] != scene.reading.sentence[span.first]:
        return 0.0
    before = scene.reading.forms[i]
    if before == "the" and i > 0:
        before = scene.reading.forms[i - 1]
    if before == "of" and i > 0 and scene.reading.forms[i - 1] in scene.cues.said_of_places:
        return PREPOSITION
    if before not in scene.cues.place_prepositions:
        return 0.0
    fought = not before.isascii() and i > 0 and scene.reading.forms[i - 1] in scene.cues.battles
    return PREPOSITION + FOUGHT if fought else PREPOSITION


def person(span: Span, scene: Scene) -> float:
    """It is part of a person's name, or a surname that the text has shown."""
    if any(scene.people[span.first : span.end]):
        return PERSON
    if span.end - span.first == 1:
        form = scene.reading.forms[span.first]
        if surname_key(form) in scene.surnames:
            return SURNAME
        name_of_people = form in scene.cues.surnames or form in scene.cues.first_names
        if name_of_people and not is_large(span):
            return COMMON_SURNAME
        if form.endswith(_SURNAME_ENDINGS) and is_small(span):
            return SURNAME_ENDING
    return 0.0


def weapon_or_ship(span: Span, scene: Scene) -> float:
    """It is a weapon's or a ship's name, or another thing's that bears one."""
    reading, i = scene.reading, span.first
    if span.end - i == 1 and reading.forms[i] in scene.cues.weapons:
        return WEAPON
    before = (
        reading.forms[i - 1] if i > 0 and reading.sentence[i - 1] == reading.sentence[i] else ""
    )
    gap = reading.gaps[i - 1].strip() if i > 0 else ""
    borrowed = before in scene.cues.ship_words and gap in (*_QUOTES, "'", "‘")
    borrowed = borrowed or in_list_of_ships(reading, i, scene.cues)
    borrowed = borrowed or in_named_quotation(reading, i, scene.cues)
    return SHIP if borrowed or is_thing(reading, i, span.end, scene.cues) else 0.0


def common_word(span: Span, scene: Scene) -> float:
    """The word has another meaning that a capital letter may come from."""
    reading, i = scene.reading, span.first
    if span.end - i > 1:
        forms = reading.forms[i : span.end]
        if not all(form in scene.cues.common_words for form in forms):
            return 0.0
        return COMMON_FIRST if forms[0] == "the" else COMMON_INSIDE
    form = reading.forms[i]
    if _CONTRACTION.search(reading.tokens[i].text):
        return PERSON
    named_on = i > 0 and reading.capital[i - 1] and reading.gaps[i - 1] == " "
    if named_on and form in scene.cues.organisation_heads:
        return PERSON  # of "Black Sea Fleet" the last word is no town
    weight = 0.0
    if form in scene.cues.common_words:
        weight = COMMON_FIRST if reading.first[i] or reading.headline[i] else COMMON_INSIDE
    if form in scene.lower_words:
        weight = min(weight, LOWER_TWIN)
    shaped = scene.country is not None and is_village_like(form)
    known = shaped or at_home(span, scene)
    if not weight and reading.first[i] and is_small(span) and not known:
        weight = SMALL_FIRST
    return weight


def speaks(span: Span, scene: Scene) -> float:
    """A lesser town's name before a verb of saying is a surname."""
    j = span.end
    reading = scene.reading
    if j >= len(reading.forms) or reading.gaps[j - 1] != " ":
        return 0.0
    lesser = all(
        hit.place.kind in (Kind.CITY, Kind.VILLAGE, Kind.DISTRICT)
        and hit.place.population < _GOVERNED
        for hit in span.hits
    )
    return SPEAKS if lesser and reading.forms[j] in scene.cues.saying_verbs else 0.0


def quoted(span: Span, scene: Scene) -> float:
    """It is alone in quotation marks: a firm, a ship, an operation; no known plant or mine."""
    if any(hit.place.kind is Kind.SITE for hit in span.hits):
        return 0.0
    text = scene.reading.text
    start = scene.reading.tokens[span.first].start
    end = scene.reading.tokens[span.end - 1].end
    alone = text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING
    return QUOTED if alone and span.sort is None else 0.0


def capitals_beside(span: Span, scene: Scene) -> float:
    """It is one word of a longer capitalised name that the gazetteer does not have."""
    reading, cues = scene.reading, scene.cues
    i, j = span.first, span.end
    if reading.headline[i] or span.sort is not None:
        return 0.0
    weight = 0.0
    if i > 0 and reading.capital[i - 1] and reading.gaps[i - 1] in _BESIDE:
        before = reading.forms[i - 1]
        harmless = (
            reading.first[i - 1]
            or reading.sentence[i - 1] != reading.sentence[i]
            or before in cues.demonyms
            or before in cues.titles
            or before in cues.place_prepositions
            or before in cues.generics
            or reading.tokens[i - 1].text.isupper()
        )
        weight += 0.0 if harmless else CAPITAL_BEFORE
    if (
        j < len(reading.forms)
        and reading.capital[j]
        and reading.gaps[j - 1] in (" ", "-", "\u00a0")
    ):
        after = reading.forms[j]
        harmless = (
            reading.sentence[j] != reading.sentence[i]
            or after in cues.titles
            or after in cues.organisation_heads
            or after in cues.place_nouns
            or after in cues.common_words
            or after in cues.first_names
            or is_adjective(after)
            or after in scene.cues.focus.proclaimed_units
            or scene.people[j]
        ) and reading.gaps[j - 1] != "-"
        harmless = harmless or scene.is_major(j)
        weight += 0.0 if harmless else CAPITAL_AFTER
    return weight


CLUES = (
    prominence, generic_word, preposition, person, weapon_or_ship, common_word, speaks, quoted,
    capitals_beside, acronym, pronoun, numbered, case_form, title_case, fate, adjective,
)  # fmt: skip


def evidence(span: Span, scene: Scene) -> tuple[float, ...]:
    """What each of ``CLUES`` gives for ``span``, in their order; the sum is the weight."""
    return tuple([clue(span, scene) for clue in CLUES])
