"""The values that cross rooms. Days are ``datetime.date``; ranges include both ends.

No HTML here: an excerpt carries offsets of what to mark, and markup is the dashboard's matter.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from geocode.model import Kind


class SourceKind(StrEnum):
    """What sort of text an article is."""

    NEWS = "news"
    """An article or report by somebody else."""
    BRIEF = "brief"
    """A summary that the project wrote itself; never an independent source."""


class DayFrom(StrEnum):
    """How the day an article was published was found; surest first, after the analyst."""

    ANALYST = "analyst"
    """Somebody who uses this program set it; no input changes it."""
    METADATA = "metadata"
    """The input states it: a column, a feed, a mail's head, front matter, a page's own marks."""
    ADDRESS = "address"
    """In the web address: /2023/03/01/."""
    FILE_NAME = "file name"
    """In the name of the file or of a folder above it."""
    TEXT = "text"
    """The text says so itself: "KYIV, March 1 (Reuters)"."""
    NOWHERE = ""
    """It was not found; the article is undated."""


@dataclass(frozen=True, slots=True)
class StatedPoint:
    """A point that the input itself gives; stored beside ours and compared."""

    latitude: float
    longitude: float
    name: str = ""
    """The place as the input names it; empty where it does not."""
    where_prec: int | None = None
    """UCDP's code (1 exact .. 7 abroad), translated where the input has another; None: not said."""


@dataclass(frozen=True, slots=True)
class EventDay:
    """When an event happened: the first day of the period, and how exactly it is known."""

    first: date
    day_prec: int
    """UCDP ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    words: str = ""
    """The words that say so ("on Tuesday"); empty where only the published day is known."""


class DayBy(StrEnum):
    """Which day of a mention the days of a filter are compared with."""

    PUBLISHED = "published"
    """The day its article was published."""
    EVENT = "event"
    """The day its sentence tells of; of a longer period the first day."""


class ClaimEvent(StrEnum):
    """What an article says happened to a place."""

    CAPTURED = "captured"
    """A party newly takes it."""
    HELD = "held"
    """A party controls it."""
    WITHDREW = "withdrew"
    """A party leaves it, of its own will or driven out."""
    CONTESTED = "contested"
    """Assaults and fighting on the ground, in it or near it."""
    STRUCK = "struck"
    """Hit by artillery, aircraft, drones or missiles."""


class Modality(StrEnum):
    """How surely an article says it."""

    ASSERTED = "asserted"
    """It happened, says the article or who it quotes."""
    DENIED = "denied"
    """It did not happen, says the article or who it quotes."""
    POSSIBLE = "possible"
    """It may happen, is planned, or is said to be likely."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of one mention of a place. Offsets count characters of the text."""

    start: int
    end: int
    """Of the mention: ``text[start:end]`` is the name as written."""
    event: ClaimEvent
    actor: str | None
    """Id of the party that captures, holds, leaves, attacks or strikes; None: it is not said."""
    modality: Modality
    source: str | None
    """Who says so, as written; None: the article itself."""
    source_party: str | None
    """Id of the party that the source belongs to; None: neither, or it is not known."""
    event_date: date | None
    """First day of the period; None where neither the text nor its publication says."""
    date_prec: int | None
    """UCDP ``date_prec`` of ``event_date``."""
    cue: str
    """The words that say it."""
    sentence_start: int
    sentence_end: int


@dataclass(frozen=True, slots=True)
class EitherDay:
    """A date that may be two days: 06/03/2023."""

    day_first: date
    month_first: date
    note: str
    """Says so; among the notes of the article."""


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known of it. ``text`` is the string that all offsets count in."""

    source: str
    """Who published it, as shown: "The Hill"."""
    text: str
    title: str = ""
    published: date | None = None
    published_prec: int = 1
    """UCDP ``date_prec`` of ``published``, by its first day: 1 the day, 4 a month, 5 a year; a
    table of events may also have 2, two to six days, and 3, a week."""
    published_from: DayFrom = DayFrom.NOWHERE
    published_either: EitherDay | None = None
    """Where the input states a date that may be two days; ``published`` is None then."""
    published_at: datetime | None = None
    """The instant in UTC, where the input states one and the theatre's time zone still has to make
    ``published`` of it."""
    author: str = ""
    lang: str = ""
    """"en", "uk", "ru", "mixed", another ISO 639 code, or empty when unknown."""
    url: str | None = None
    """Only http and https addresses; None otherwise."""
    article_id: str | None = None
    """The source's own id, or None."""
    source_kind: SourceKind = SourceKind.NEWS
    rests_on: str = ""
    """For a brief: what it rests on."""
    origin: str = ""
    """File (and line) it was read from, for messages."""
    notes: tuple[str, ...] = ()
    """What a loader could not use ("date 'unknown' is not a day; kept as undated")."""
    points: tuple[StatedPoint, ...] = ()
    event: EventDay | None = None
    """When the one event happened that the input is a record of; None where it is no such record.
    All mentions are then of that day."""
    site: str = ""
    """The host that it speaks for: it was fetched there, or is in a feed or on a page of it; empty
    where nothing says so. See ``data.reading.owners``."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from ``first`` to ``last``, both included; None leaves that end open."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the map, in degrees WGS84; ``west`` above ``east``: over the 180th meridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What the user wants to see. Empty tuples mean "all"."""

    days: DateRange = field(default_factory=DateRange)
    by: DayBy = DayBy.PUBLISHED
    """Which day ``days`` are compared with, and all that is counted or sorted by day goes by."""
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    inside: str | None = None
    """Id of a country, oblast, raion or other area: only places that lie inside count."""
    box: Box | None = None
    """Only places with their point in it count."""
    search: str = ""
    """What title or text must contain, see ``data.reading.search.query``; empty means all."""
    briefs: bool = True
    """False hides the project's own briefs."""
    undated: bool = True
    """Articles without a day pass the filter while no day is chosen; False hides them always."""
    associative: bool = False
    """True also counts names that stand for people or governments, or only locate another place."""
    claims: tuple[ClaimEvent, ...] = ()
    """Only articles that make such a claim about a place, and only the mentions it is made at."""


@dataclass(frozen=True, slots=True)
class StoredCandidate:
    """A candidate place of a mention, with what explains the choice."""

    place_id: str
    name: str
    latitude: float
    longitude: float
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelativePlace:
    """A place described by its position to a named one: "10 km south of Bakhmut"."""

    phrase: str
    named_id: str
    named: str
    """Name of the place with the id ``named_id``; the pin is elsewhere where that differs."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Another article of the same story."""

    article_id: int
    title: str
    source: str
    published: date | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A mention in its sentence, with the sentences before and after."""

    article_id: int
    story_id: int
    """The same for all articles that are copies of one another."""
    title: str
    source: str
    source_kind: SourceKind
    published: date | None
    url: str | None
    text: str
    """The window of text: sentence before, sentence, sentence after, as stored."""
    text_start: int
    """Offset of ``text`` in the text of the article."""
    mark_start: int
    """Offset in ``text`` where the mention begins, or the words that describe a place by it."""
    mark_end: int
    place_id: str | None
    place_name: str | None
    confidence: float
    where_prec: int | None
    uncertainty_m: int | None
    role: str
    candidates: tuple[StoredCandidate, ...] = ()
    relative: RelativePlace | None = None
    """None: the pin is what the mention names, no more and no less."""
    event: EventDay | None = None
    """When the event happened; None where the text does not say."""
    copies: tuple[Copy, ...] = ()
    """The other articles of its story, earliest first, at most ``one_article.MOST_COPIES``."""
    claims: tuple[Claim, ...] = ()
    """Those made at the mention; their offsets count in ``text``. A sentence that goes on outside
    of it is cut, and empty where it is not in it at all."""


CONTESTED = "contested"
"""The holder of a settlement with fighting inside it, or about which the public record disagrees;
any other holder is the id of a party of the theatre."""


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One dated change of who holds a settlement, from the committed table."""

    row_id: str
    place_id: str
    name: str
    latitude: float
    longitude: float
    day: date
    day_prec: int
    """UCDP ``date_prec``: 1 the day, 2 two to six days, 3 a week, 4 a month, 5 a year."""
    holder: str
    """The id of a party of the theatre, or ``CONTESTED``."""
    source_kind: str
    note: str
    country: str
    """ISO 3166-1 alpha-2 code of the country the settlement lies in."""
