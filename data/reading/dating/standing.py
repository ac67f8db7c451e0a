"""Decides which date phrases tell of no event that has happened.

A day that is to come, a habit ("every Sunday"), a state since a year, "this year" and "currently",
a note of the page itself ("Updated 5 May", "Read also"). The rule and its reasons are in
``tests/quality/dating/SOURCES.md``.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from data.reading.dating.phrases import Phrase
from data.reading.dating.reckoning import Days
from data.reading.dating.stated import WEEK, YEAR
from data.reading.dating.verbs import Tense, tense_of

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
    r"\b(?:(?:defender|veteran|spokesman|spokeswoman|minister|government|mayor|governor|head|leader|president|chief|council|film|book|song|documentary|report"
    r"|petition|sanctions|prayed|prayers?|man|woman|native)s? (?:of|about|on|for|over|from)"
    r"|about|про|мер\w{0,3}|мэр\w{0,3}|(?:міськ\w+ )?голов\w{1,3}|глав\w{1,3}|губернатор\w{0,3}"
    r"|очільни\w+|захисник\w*|защитник\w*|ветеран\w*|урожен\w+|уродженк\w+|уряд\w{0,2}"
    r"|влад[аиу]|власт[иь]|правительств\w|президент\w{0,2}|прем'єр\w*|премьер\w*|міністр\w{0,2}"
    r"|министр\w{0,2}|канцлер\w{0,2})\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
# "The minister thanked Warsaw on Monday": Warsaw is spoken of.
_SPOKEN_OF = re.compile(
    r"\b(?:blamed|accused|praised|thanked|asked|urged|called|named|mentioned|recalled|compared"
    r"|criticised|criticized|condemned|(?:назва|згада|подякува|звинува|попроси|заклика|похвали"
    r"|порівня|обвини|упомян|вспомни|поблагодари|призва|сравни|осуди|засуди)\w+)"
    r"\s(?:the\s|[^\W\d_a-zа-яіїєґ][\w'’-]*,?\s(?:and|і|й|та|и)\s)?\Z"
)
_REMEMBERED = re.compile(
    r"\b(?:anniversary|in memory|victims) of\b|commemorat|honou?red|пам'ят|вшанува|памят|річниц"
    r"|роковин|годовщин",
    re.IGNORECASE,
)
# "The mayor promised on Monday to rebuild Izium": no event is told of Izium.
_INTENDED = re.compile(
    r"\b(?:meant|intended|designed|hoped|agreed|promised|vowed|pledged|threatened|planned|decided"
    r"|offered|refused|ready) (?:[^\s,;]+ ){0,4}to \w+|\b(?:would|could|might|should)\b"
    r"|\b(?:пообіця|обіця|домови|погоди|планува|виріши|погрож|запропонува|пообеща|обеща|договори"
    r"|согласи|планирова|реши|угрожа|предложи|готови|готов)\w*\b",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\W*(?:if|had)\b(?=.*\b(?:would|might|could)\b)"
    r"|.*\b(?:якби|коли б|если бы|if\b.*\bwould)\b",
    re.IGNORECASE | re.DOTALL,
)
# "KYIV, 9 March - Shells hit ..." dates no event, and names where it was written.
_TIME_ALONE = re.compile(r"(?:[\W\d]|\b(?:a\.?m|p\.?m|at|about|о|об|близько|около|в|год|ч)\b)*")
_DATELINE = re.compile(r"[,\s(]*(?:\Z|[)]?\s*(?:[–—:-](?=\s)|\.(?=\s|\Z)))")
_NAMES_ALONE = re.compile(r"\W*(?:[^\W\d_a-zа-яіїєґ][\w'’-]*[\s,/(]+)+\Z")
_NOT_ON = re.compile(r"(?:before|after|until|till|після|после|перед)\s", re.IGNORECASE)
_UNTIL = re.compile(r"до\s", re.IGNORECASE)
# "Exports rose by a fifth in the first half of 2023."
_CHANGE = re.compile(
    r"\b(?:rose|fell|grew|dropped|doubled|halved|up|down) (?:by |to |from )?(?:an?|one|[\d.,]+)\b"
    r"|%|\b(?:на|до) (?:\w+ )?(?:трет\w+|четверт\w+|чверт\w+|половин\w+)"
    r"|\b(?:на|до) \d[\d,.]* (?:відсот|процент)"
    r"|\b(?:вдвічі|втричі|вдвое|втрое|удвічі)\b",
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


def is_intended(before: str, lang: str) -> bool:
    """Whether a name behind ``before``, its clause up to there, is of something only intended."""
    found = list(_INTENDED.finditer(before))
    return bool(found) and tense_of(before[found[-1].end() :], lang) is Tense.NONE


def is_imagined(sentence: str) -> bool:
    """Whether ``sentence`` says what would have been: "had the dam burst on Monday"."""
    return _IF.match(sentence) is not None


def is_dateline(text: str, start: int, phrase: Phrase) -> bool:
    """Whether ``phrase``, of the sentence from ``start``, says where and when it was written."""
    first_line = start == 0 or "\n" in text[max(0, start - 2) : start + 1]
    return (
        first_line
        and phrase.meaning in {"date", "numbers"}
        and _NAMES_ALONE.match(text[start : phrase.start]) is not None
        and _DATELINE.match(text, phrase.end) is not None
    )


def is_head(sentence: str, phrases: Sequence[tuple[int, int]]) -> bool:
    """Whether ``sentence`` holds nothing but ``phrases`` and a time: "8 April, 10.30 a.m."."""
    rest = list(sentence)
    for start, end in phrases:
        rest[start:end] = " " * (end - start)
    return _TIME_ALONE.fullmatch("".join(rest)) is not None


def stands_in(before: str) -> bool:
    """Whether a name behind ``before`` is where one was: "speaking in Kharkiv"."""
    return _IN.search(before) is not None


def is_only_named(before: str) -> bool:
    """Whether a name behind ``before`` says of whom or what, not where: "the mayor of Kherson"."""
    return _ONLY_NAMED.search(before) is not None or _SPOKEN_OF.search(before) is not None


def refers_back(sentence: str) -> bool:
    """Whether words of ``sentence`` refer to the event told before it."""
    return _REFERS.search(sentence) is not None


def tells_of_no_event(
    text: str, start: int, phrase: Phrase, days: Days, *, published: date | None
) -> bool:
    """Whether ``phrase``, of the sentence from ``start``, says no day of an event that was."""
    if phrase.meaning in _STATES:
        return True
    if days.prec > WEEK and _UNTIL.match(text, phrase.start):
        return True
    if _NOT_ON.match(text, phrase.start) or is_imagined(text[start : phrase.end + _REACH]):
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
    if days.prec == YEAR and _CHANGE.search(
        text, max(start, phrase.start - _REACH), phrase.end + _REACH
    ):
        return True
    if _OF_THE_PAGE.match(text, start):
        return True
    if phrase.meaning == "day 0" and _IS_A.match(text, phrase.end):
        return True
    before = text[max(start, phrase.start - 30) : phrase.start]
    return _HABIT.search(before) is not None or _NAMES.search(before) is not None
