"""Clues of recognition from the shape of a word and from the word after it.

The weights are set by hand as those of ``evidence``, which adds them up.
"""

import re

from geocode.model import Kind
from geocode.recognition.cues import Cues
from geocode.recognition.scene import Scene, is_small
from geocode.recognition.spans import Span, is_adjective

ACRONYM = -2.5
NUMBERED = -3.0
VILLAGE_SUFFIX = 0.5
"""Names on -ivka, -ivtsi and -pillia are villages and hardly ever anything else."""
CASE_FORM_ONLY = -0.6
"""For a single word that fits a village only as a case form: chance likeness is frequent there."""
TITLE_CASE = -0.4
FATE = 0.9
"""A word of what happens to places in war follows: "Кліщіївку звільнено"."""
ADJECTIVE = -4.0
NO_NAME = -8.0
"""A pronoun or preposition in disguise."""

_ACRONYM_MAX = 4
_VILLAGE_SUFFIX = re.compile("(?:[іїое]вк|[іїое]вц|пілл|[iyo]vk|ivts|pill)[^ ]{0,3}$")


def is_village_like(form: str) -> bool:
    """Whether the form ends as hardly anything but a village's name does."""
    return _VILLAGE_SUFFIX.search(form) is not None


def acronym(span: Span, scene: Scene) -> float:
    """Few letters, all capitals, and no country or region in the news is called so."""
    text = scene.reading.tokens[span.first].text
    short = span.end - span.first == 1 and text.isupper() and len(text) <= _ACRONYM_MAX
    if not short or scene.reading.headline[span.first]:
        return 0.0
    known = any(
        hit.place.kind in (Kind.COUNTRY, Kind.SITE)
        or (hit.place.kind is Kind.REGION and hit.place.country in scene.cues.region_countries)
        for hit in span.hits
    )
    return 0.0 if known else ACRONYM


def pronoun(span: Span, scene: Scene) -> float:
    """Of "Us", "In", "La": the abbreviation of a country or state, but not in capitals."""
    i = span.first
    text = scene.reading.tokens[i].text
    if span.end - i > 1 or len(text) > 2 or not text.isascii():
        return 0.0
    said = text.isupper() and not scene.reading.headline[i]
    return 0.0 if said or span.sort is not None else NO_NAME


def numbered(span: Span, scene: Scene) -> float:
    """A number hangs on it: "Shahed-136", "Grad 21"."""
    j, reading = span.end, scene.reading
    if j >= len(reading.forms) or not reading.tokens[j].text[0].isdigit():
        return 0.0
    return NUMBERED if reading.gaps[j - 1] == "-" else 0.0


def case_form(span: Span, scene: Scene) -> float:
    """How much it looks like a village's name, and whether it is one in a case form only."""
    if not span.hits or not is_small(span) or span.end - span.first > 1:
        return 0.0
    form = scene.reading.forms[span.first]
    if scene.country is not None and is_village_like(form):
        return VILLAGE_SUFFIX
    return CASE_FORM_ONLY if all(hit.inflected for hit in span.hits) else 0.0


def title_case(span: Span, scene: Scene) -> float:
    """In a headline set in title case every word has a capital."""
    small = scene.reading.headline[span.first] and span.end - span.first == 1 and is_small(span)
    return TITLE_CASE if small else 0.0


def fate(span: Span, scene: Scene) -> float:
    """A participle or verb of capture, shelling or liberation follows."""
    reading, j = scene.reading, span.end
    while j < len(reading.forms) and reading.forms[j] in scene.cues.verb_helpers:
        j += 1
    if j >= len(reading.forms) or reading.sentence[j] != reading.sentence[span.first]:
        return 0.0
    if reading.capital[j] and not reading.headline[j]:
        return 0.0
    return FATE if reading.forms[j].startswith(scene.cues.fate_stems) else 0.0


def adjective(span: Span, scene: Scene) -> float:
    """A village on -ske is an adjective too, and here a noun follows that it goes with."""
    reading, j = scene.reading, span.end
    if j >= len(reading.forms) or span.sort is not None or j - span.first > 1:
        return 0.0
    form, following = reading.forms[j - 1], reading.forms[j]
    if not is_small(span) or reading.gaps[j - 1] != " ":
        return 0.0
    if not is_adjective(form):
        return (
            ADJECTIVE
            if reading.first[span.first] and _opens_with(form, following, scene.cues)
            else 0.0
        )
    agreeing = not reading.capital[j] and len(following) > 4 and following[-3:] == form[-3:]
    return ADJECTIVE if agreeing or following.startswith(scene.cues.adjective_nouns) else 0.0


_NEUTER = re.compile(
    "[а-яіїє]{2,}(?:[нтлчрд]ня|ття|лля|рря|ччя|ння|ще|ение|ание|стие|вье|лье|тье)$"
)
_FEMININE = re.compile(
    "[а-яіїє]{3,}(?:ія|ия|ість|ость|ка|га|ба|нда|да|ина|ота|ва|за|ра|ша|уха|ня)$"
)


def _opens_with(form: str, following: str, cues: Cues) -> bool:
    """Whether "Спірне" or "Весела" begins a sentence as an adjective before its noun.

    No verb ends as these nouns do: "Спірне рішення", but "Спірне горіло".
    """
    if form.endswith(("не", "ле", "те", "ре", "ве", "ше", "ое", "ее")):
        return following in cues.neuter_nouns or _NEUTER.match(following) is not None
    if form.endswith(("на", "ла", "ва", "та", "ра", "ша", "ая", "яя", "ня")):
        return following not in cues.adverbs and _FEMININE.match(following) is not None
    return False
