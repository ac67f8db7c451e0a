"""Observes how a text uses a name: part of a longer name, a government's verb, a firm's shares.

Each clue holds or does not; what it means is learned (``role_features``).
"""

from geocode.recognition.borrowed import is_of_club
from geocode.recognition.cues import Cues
from geocode.recognition.namesakes import (
    acts_as_person,
    bears_article,
    follows_calling,
    is_called_a_work,
    is_company_of,
    is_consumed,
    names_goods,
)
from geocode.recognition.reading import Reading
from geocode.recognition.spans import Span

_VERB_REACH = 5
"""Tokens after the name among which its verb is looked for, helpers between."""
_NOUN_REACH = 5
_CAPITALS_REACH = 6
_INTO = frozenset(["in", "to", "from", "into", "across", "throughout", "inside", "outside"])
_OF_WORDS = frozenset(["of", "for", "the", "and", "on"])
_POSSESSIVE = "s"
"""The normal form of "'s"."""
_MODEL_MOST = 2
"""Cyrillic capitals behind a hyphen that are the mark of a model; Latin ones may be "US"."""
_PREFIXES = ("pro", "anti", "про", "анти")


def _part_of_longer_name(span: Span, reading: Reading, cues: Cues) -> bool:
    """A capitalised head such as "Times" or "Brigade" follows within the same name."""
    j = span.end
    if span.sort is not None and j < len(reading.forms):
        j += reading.forms[j] == span.generic
    for k in range(j, min(j + _CAPITALS_REACH, len(reading.forms))):
        if reading.sentence[k] != reading.sentence[span.first]:
            return False
        if reading.gaps[k - 1] not in (" ", "-", "\u00a0", ""):
            return False
        if reading.headline[k] and k > j:
            return False
        form = reading.forms[k]
        if reading.capital[k]:
            if form in cues.organisation_heads:
                return True
            if form in cues.titles or form in cues.first_names:
                return False
        elif form not in _OF_WORDS and form != _POSSESSIVE:
            small = not form.isascii() or form in cues.small_heads
            return k == j and form in cues.organisation_heads and small
        elif k == j:
            return False
    return False


def is_compound(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is as in "Moscow-backed", "pro-Kyiv", "Dnipro-1", «Мурманск-БН»."""
    j, i = span.end, span.first
    if j < len(reading.forms) and reading.gaps[j - 1] == "-":
        after = reading.forms[j]
        capitals = reading.tokens[j].text.isupper() and not after.isascii()
        model = capitals and len(after) <= _MODEL_MOST
        if after.isdigit() or model or after in cues.compound_heads:
            return True
        if after in ("based", "controlled"):
            return False
    return i > 0 and reading.gaps[i - 1] == "-" and reading.forms[i - 1] in _PREFIXES


def is_firm(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is a firm's: "shares in Santander", "Santander shares"."""
    i, j = span.first, span.end
    if reading.forms[j : j + 1] == ["shares"] and reading.gaps[j - 1] == " ":
        return True
    return reading.forms[max(0, i - 2) : i] in (["shares", "in"], ["shares", "of"])


def is_work(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is a book or film: "Vasily Grossman's Stalingrad", "20 Days in Mariupol"."""
    i = span.first - 3
    if i >= -1 and reading.forms[i + 2] == "in" and reading.forms[i + 1] in cues.title_nouns:
        return reading.capital[i + 1] and not reading.first[i + 1]
    if i < 0 or reading.forms[i + 2] != _POSSESSIVE or reading.gaps[i + 1]:
        return False
    named = reading.capital[i] and reading.capital[i + 1] and reading.gaps[i] == " "
    return named and reading.forms[i] in cues.first_names


def _office_of(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is as in "Armed Forces of Ukraine", "President of Ukraine"."""
    i = span.first - 1
    if i >= 0 and not reading.forms[i].isascii():
        return reading.gaps[i] == " " and (
            reading.forms[i] in cues.titles or reading.forms[i] in cues.focus.services
        )
    while i > 0 and reading.forms[i] in ("of", "the"):
        i -= 1
    office = reading.forms[i] in cues.organisation_heads or reading.forms[i] in cues.titles
    return 0 <= i < span.first - 1 and office and reading.capital[i]


def _adjectival(span: Span, reading: Reading, cues: Cues) -> bool:
    """In "US officials", "U.S. Army" an abbreviation before a noun is an adjective."""
    text = reading.tokens[span.first].text
    j = span.end
    abbreviated = text.isascii() and text.replace(".", "").isupper()
    if not abbreviated or len(text) > 4 or j >= len(reading.forms):
        return False
    if reading.gaps[j - 1] != " " or reading.sentence[j] != reading.sentence[span.first]:
        return False
    following = reading.forms[j]
    i = span.first
    noun = i > 1 and reading.forms[i - 1] == "the" and reading.forms[i - 2] in _INTO
    if noun and not reading.capital[j] and following not in cues.government_nouns:
        return False  # "imported to the UK despite sanctions"
    return following not in cues.verb_helpers and following not in cues.function_words


def _governs(span: Span, reading: Reading, cues: Cues) -> bool:
    """It is the subject of a verb of saying or deciding."""
    if span.first > 0 and not reading.first[span.first]:
        before = reading.forms[span.first - 1]
        if before in cues.place_prepositions and not reading.capital[span.first - 1]:
            return False
    for j in range(span.end, min(span.end + _VERB_REACH, len(reading.forms))):
        if reading.sentence[j] != reading.sentence[span.first] or reading.gaps[j - 1] not in (
            " ", "\n", "\u00a0",
        ):  # fmt: skip
            return False
        form = reading.forms[j]
        if form in cues.speech_verbs:
            return True
        if form not in cues.verb_helpers:
            return False
    return False


def _possesses(span: Span, reading: Reading, cues: Cues) -> bool:
    """Of "Moscow's forces" and "Kyiv's suburbs" the first is a state, the other a place."""
    j = span.end
    if j >= len(reading.forms) or reading.gaps[j - 1] or reading.forms[j] != _POSSESSIVE:
        return False
    for k in range(j + 1, min(j + 1 + _NOUN_REACH, len(reading.forms))):
        if reading.sentence[k] != reading.sentence[j]:
            return False
        if reading.forms[k] in cues.place_nouns:
            return False
        if reading.forms[k] in cues.government_nouns:
            return True
        if reading.gaps[k].strip(" -‑"):
            return False
    return False


def _in_government_context(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether it is as in "victory for Moscow", "between Kyiv and Moscow"."""
    i = span.first
    if i == 0 or reading.sentence[i - 1] != reading.sentence[i]:
        return False
    contexts = cues.government_contexts
    one, two, three = (tuple(reading.forms[max(0, i - n) : i]) for n in (1, 2, 3))
    return one in contexts or two in contexts or three in contexts


def of_club(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether a club's name is before it: "Dynamo Kyiv"."""
    return is_of_club(reading, span.first, cues)


def is_ship(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether a word for a ship or a weapon is before it: "the cruiser Moskva"."""
    i = span.first
    same = i > 0 and reading.sentence[i - 1] == reading.sentence[i]
    return same and reading.gaps[i - 1] == " " and reading.forms[i - 1] in cues.ship_words


CLUES = (
    ("longer name", _part_of_longer_name),
    ("compound", is_compound),
    ("ship", is_ship),
    ("club", of_club),
    ("shares", is_firm),
    ("work", is_work),
    ("adjectival", _adjectival),
    ("office", _office_of),
    ("governs", _governs),
    ("possesses", _possesses),
    ("government", _in_government_context),
)
"""Each with its name."""
CERTAIN = (
    of_club, is_firm, is_work, is_compound, is_ship, bears_article, names_goods, is_called_a_work,
    is_consumed, acts_as_person, is_company_of, follows_calling,
)  # fmt: skip
"""Clues that decide alone: such names are never the place."""
