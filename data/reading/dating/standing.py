"""Decides which date phrases tell of no event that has happened.

A day that is to come, a habit ("every Sunday"), a state since a year, "this year" and "currently",
a note of the page itself ("Updated 5 May", "Read also"). The rule and its reasons are in
``tests/quality/dating/SOURCES.md``.
"""

import re
from datetime import date, timedelta

from data.reading.dating.phrases import Phrase
from data.reading.dating.reckoning import Days
from data.reading.dating.stated import YEAR

_REACH = 120
_A_YEAR = timedelta(days=366)
_UNDER_WAY = re.compile(
    r"\b(?:shell|bomb|attack|strik|fight|besieg|обстріл|атаку|воює|бо[їи] |обстрел)", re.IGNORECASE
)
_STATES = frozenset({"since year_of", "year 0"})
_HABIT = re.compile(
    r"(?:\b(?:every|each|most|кожно\w+|кожн\w+|щотижня|кажд\w+)\s+(?:\w+\s+)?)\Z", re.IGNORECASE
)
_OF_THE_PAGE = re.compile(
    r"\W*(?:(?:last )?updated?\b|(?:read|see) (?:also|more)|also read"
    r"|photo taken|this (?:story|article|post|page) was"
    r"|correction\b|оновлено|читайте|дивіться також|обновлено|смотрите также|исправлено)",
    re.IGNORECASE,
)

# A square that is called by a day, and a dateline in capitals.
_NAMES = re.compile(
    r"(?i:вулиц|площ|проспект|бульвар|провул|улиц|переул|станци|street|avenue|square)\w*\s+\Z"
    r"|(?:^|\n)\W*[^\W\da-zа-яіїєґё]{3,}(?:[ -][^\W\da-zа-яіїєґё]+)*,\s+\Z",
)
_REFERS = re.compile(
    r"\b(?:(?:that|the same|this|those|these) (?:\w+ )?(?:attacks?|strikes?|raids?|shelling"
    r"|explosions?|blasts?|barrage|assault|night|day|crash|fire)"
    r"|there,? too|also|too"
    r"|також|теж|так само|цього ж|ц(?:ьому|ій) (?:атаці|обстрілі)|того ж|там же"
    r"|также|тоже|то(?:го|м|й) же|там же|в это[мй] (?:атаке|обстреле))\b",
    re.IGNORECASE,
)


# "Today Grozny is a city of glass towers."
_IS_A = re.compile(
    r",?\s+(?:[^\s,.;]+\s+){1,3}(?:is|are|remains?|lies) (?:an?|the|one|home|still)\b"
)
_IN = re.compile(r"\b(?:in|at|near|у|в|на|під|під час|возле|под)\s+(?:the\s+)?\Z", re.IGNORECASE)
_STATISTICS = re.compile(
    r"\b(?:population|inhabitants|residents numbered|census|budget|per cent|percent|had \d[\d,. ]+"
    r"|мешканців|жил[ио]\b|населення|перепис\w*|бюджет\w*|відсотк\w+|мешкал\w+|населени[ея]|процент\w+|проживал\w+)",
    re.IGNORECASE,
)
_ONLY_NAMED = re.compile(
    r"\b(?:(?:mayor|governor|head|leader|president|chief|council|film|book|song|documentary|report"
    r"|petition|sanctions|prayed|prayers?|man|woman|native)s? (?:of|about|on|for|over|from)"
    r"|about|про|мер\w{0,3}|мэр\w{0,3}|(?:міськ\w+ )?голов\w{1,3}|глав\w{1,3}|губернатор\w{0,3}"
    r"|очільни\w+)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_REMEMBERED = re.compile(
    r"\b(?:anniversary|in memory|victims) of\b|commemorat|honou?red|пам'ят|вшанува|памят|річниц"
    r"|роковин|годовщин",
    re.IGNORECASE,
)
_OPENING, _CLOSING = "«“„", "»”"


def is_remembered(between: str) -> bool:
    """Whether the words between a phrase and a name make the name what is remembered that day."""
    return _REMEMBERED.search(between) is not None


def is_quoted(before: str) -> bool:
    """Whether a quotation is open at the end of ``before``, the sentence up to there."""
    opened = sum(before.count(sign) for sign in _OPENING)
    closed = sum(before.count(sign) for sign in _CLOSING)
    return before.count('"') % 2 == 1 or opened > closed


def is_in_quotation(text: str, first: int, start: int, end: int) -> bool:
    """Whether the name is in a quotation of the sentence from ``first``, and not all of it."""
    if text[start - 1 : start] in {'"', *_OPENING} and text[end : end + 1] in {'"', *_CLOSING}:
        return is_quoted(text[first : start - 1])
    return is_quoted(text[first:start])


def stands_in(before: str) -> bool:
    """Whether a name behind ``before`` is where one was: "speaking in Kharkiv"."""
    return _IN.search(before) is not None


def is_only_named(before: str) -> bool:
    """Whether a name behind ``before`` says of whom or what, not where: "the mayor of Kherson"."""
    return _ONLY_NAMED.search(before) is not None


def refers_back(sentence: str) -> bool:
    """Whether words of ``sentence`` refer to the event told before it."""
    return _REFERS.search(sentence) is not None


def tells_of_no_event(
    text: str, start: int, phrase: Phrase, days: Days, *, published: date | None
) -> bool:
    """Whether ``phrase``, of the sentence from ``start``, says no day of an event that was."""
    if phrase.meaning in _STATES:
        return True
    if published is not None and days.first > published:
        return True
    long_ago = published is not None and published - days.first > _A_YEAR
    if (
        phrase.meaning.startswith("since")
        and long_ago
        and not _UNDER_WAY.search(text, start, phrase.start)
    ):
        return True
    if days.prec == YEAR and _STATISTICS.search(text[phrase.start : phrase.start + _REACH]):
        return True
    if _OF_THE_PAGE.match(text, start):
        return True
    if phrase.meaning == "day 0" and _IS_A.match(text, phrase.end):
        return True
    before = text[max(start, phrase.start - 30) : phrase.start]
    return _HABIT.search(before) is not None or _NAMES.search(before) is not None
