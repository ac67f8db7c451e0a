"""A small store and the same articles as plain Python values, to count both and compare.

Articles are written to the tables as the writer leaves them: what is under test is counting, in
whatever order articles were added, changed, removed and packed.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from data.model import Box, ClaimEvent, DateRange, DayBy, DayFrom, Filter, Modality, SourceKind
from data.reading.search.words import search_words
from data.store.changes import next_change, note_removed
from data.store.engine import writing
from data.store.numbers import placing_id
from data.store.runs import start_run
from data.store.schema import ARTICLE, ARTICLE_EXPLAINED, ARTICLE_TEXT, CLAIM, MENTION, PLACE
from data.store.search import index
from geocode.model import Kind, Role

SOURCES = ("AP", "BBC", "УП", "Frontline brief")
LANGUAGES = ("en", "uk", "")
KINDS = (Kind.CITY, Kind.VILLAGE, Kind.AREA, Kind.REGION, Kind.DISTRICT)
UNITS = {Kind.REGION: 2, Kind.DISTRICT: 3}
"""How many of country, admin1 and admin2 an area shares with what it holds."""
ROLES = (Role.LITERAL.value, Role.LITERAL.value, Role.ASSOCIATIVE.value, "locating")
FIRST_DAY = date(2023, 1, 1)
EVENTS = tuple(ClaimEvent)
WORDS = ("bridge", "мости", "shelling")


@dataclass
class ModelArticle:
    """An article of the model."""

    source: str
    kind: SourceKind
    lang: str
    day: date | None
    first_source: str
    version: int
    words: str
    mentions: list[tuple[int | None, str, bool]] = field(default_factory=list)
    """Place, role, lead, in the order of the text."""
    claims: dict[int, list[ClaimEvent]] = field(default_factory=dict)
    """What is claimed, by the number of the mention."""
    events: dict[int, date] = field(default_factory=dict)
    """The day of the event, by the number of the mention."""

    def claim_at(self, number, events):
        """Whether one of ``events`` is claimed at a mention, or none is asked for."""
        return not events or not set(events).isdisjoint(self.claims.get(number, ()))

    def day_of(self, number, chosen):
        """The day that a mention goes by."""
        return self.events.get(number) if chosen.by is DayBy.EVENT else self.day

    def passes(self, chosen, without=""):
        if chosen.by is DayBy.PUBLISHED and without != "days" and not _within(self.day, chosen):
            return False
        if without != "sources" and chosen.sources and self.source not in chosen.sources:
            return False
        if without != "languages" and chosen.languages and self.lang not in chosen.languages:
            return False
        if not chosen.briefs and self.kind is SourceKind.BRIEF:
            return False
        literal = [n for n, mention in enumerate(self.mentions) if mention[1] == Role.LITERAL.value]
        if chosen.claims and not any(self.claim_at(n, chosen.claims) for n in literal):
            return False
        return all(word in self.words for word in chosen.search.split())


class ModelStore:
    """Both, changed together."""

    def __init__(self, engine, random, places):
        self.engine, self.random = engine, random
        self.articles: dict[int, ModelArticle] = {}
        self.kinds: dict[int, Kind] = {}
        self.points: dict[int, tuple[float, float]] = {}
        """Latitude and longitude."""
        self.units: dict[int, tuple[str, str | None, str | None]] = {}
        self._next = 1
        with writing(engine) as connection:
            self._placing = placing_id(connection, "g", "m")
        self._run = start_run(
            engine, gazetteer_version="g", model_version="m", now=datetime(2023, 1, 1)
        )
        for _ in range(places):
            self.add_place()

    def add_place(self):
        with writing(self.engine) as connection:
            number = len(self.kinds) + 1
            kind = self.random.choice(KINDS)
            latitude, longitude = (float(self.random.randrange(4)) for _ in range(2))
            admin1 = self.random.choice(("A", "B", None))
            units = (self.random.choice(("UA", "RU")), admin1, self.random.choice(("C", "D")))
            connection.execute(
                sa.insert(PLACE).values(
                    place_no=number, place_id=f"p{number:03}", name=f"P{number}",
                    latitude=latitude, longitude=longitude, kind=kind.value, feature_code="X",
                    country=units[0], admin1=units[1], admin2=units[2], population=0, where_prec=1,
                    uncertainty_m=1, gazetteer_version="g", changed=next_change(connection),
                )
            )  # fmt: skip
            self.kinds[number], self.units[number] = kind, units
            self.points[number] = (latitude, longitude)

    def change_kind(self):
        number = self.random.choice(list(self.kinds))
        kind = self.random.choice(KINDS)
        with writing(self.engine) as connection:
            same = PLACE.c.place_no == number
            values = {"kind": kind.value, "changed": next_change(connection)}
            connection.execute(sa.update(PLACE).where(same).values(**values))
        self.kinds[number] = kind

    def add(self):
        article_id, self._next = self._next, self._next + 1
        self._write(article_id, self._told())

    def change(self):
        if self.articles:
            article_id = self.random.choice(list(self.articles))
            self._clear(article_id)
            self._write(article_id, self._told())

    def remove(self):
        if not self.articles:
            return
        article_id = self.random.choice(list(self.articles))
        self._clear(article_id, for_good=True)

    def _told(self):
        random = self.random
        source = random.choice(SOURCES)
        told = ModelArticle(
            source=source,
            kind=SourceKind.BRIEF if "brief" in source else SourceKind.NEWS,
            lang=random.choice(LANGUAGES),
            day=None if random.random() < 0.2 else FIRST_DAY + timedelta(random.randrange(40)),
            first_source=random.choice(SOURCES[:3]) if random.random() < 0.3 else source,
            version=random.choice((1, 1, 2)),
            words=" ".join(random.sample(WORDS, random.randrange(4))),
        )
        named = [
            (random.choice([None, *list(self.kinds)]), random.choice(ROLES))
            for _ in range(random.randrange(6))
        ]
        best = {}
        for number, (place, role) in enumerate(named):
            if place is not None:
                rank = (role == Role.LITERAL.value, -number)
                best[place] = max(rank, best.get(place, rank))
        leads = {-number for _literal, number in best.values()}
        told.mentions = [(place, role, n in leads) for n, (place, role) in enumerate(named)]
        told.claims = {
            number: random.choices(EVENTS, k=random.choice((1, 2)))
            for number in range(len(named))
            if random.random() < 0.6
        }
        told.events = {
            number: FIRST_DAY + timedelta(random.choice((random.randrange(40), -90_000)))
            for number in range(len(named))
            if random.random() < 0.6
        }
        return told

    def _clear(self, article_id, *, for_good=False):
        with writing(self.engine) as connection:
            change = next_change(connection)
            tables = (CLAIM, MENTION, ARTICLE_EXPLAINED, ARTICLE_TEXT, ARTICLE)
            for table in tables:
                connection.execute(sa.delete(table).where(table.c.article_id == article_id))
            if for_good:
                note_removed(connection, [article_id], change)
        del self.articles[article_id]

    def _write(self, article_id, told):
        with writing(self.engine) as connection:
            change = next_change(connection)
            connection.execute(
                sa.insert(ARTICLE).values(
                    article_id=article_id, identity=str(article_id), version=told.version,
                    title=f"T{article_id}", source=told.source, source_kind=told.kind.value,
                    author="", published=told.day, published_prec=1,
                    published_from=DayFrom.METADATA.value, lang=told.lang, rests_on="",
                    origin="", placing_id=self._placing, story_id=article_id,
                    first_source=told.first_source,
                    changed=change, search_doc=change,
                )
            )  # fmt: skip
            index.add(connection, change, search_words("", told.words))
            connection.execute(
                sa.insert(ARTICLE_TEXT).values(
                    article_id=article_id, version=told.version, sha256=str(article_id),
                    run_id=self._run, text="m " * len(told.mentions),
                )
            )  # fmt: skip
            for number, (place, role, lead) in enumerate(told.mentions):
                connection.execute(
                    sa.insert(MENTION).values(
                        article_id=article_id, start=2 * number, end=2 * number + 1, text="m",
                        role=role, place_no=place, reason=None if place else "no", confidence=0.5,
                        lang=told.lang, lead=lead, candidate_count=0,
                        event_day=told.events.get(number),
                        event_prec=1 if number in told.events else None,
                    )
                )  # fmt: skip
            claims = [(number, event) for number in told.claims for event in told.claims[number]]
            for ordinal, (number, event) in enumerate(claims):
                connection.execute(
                    sa.insert(CLAIM).values(
                        article_id=article_id, ordinal=ordinal, start=2 * number,
                        end=2 * number + 1, event=event.value, modality=Modality.ASSERTED.value,
                        cue="m", sentence_start=2 * number, sentence_end=2 * number + 1,
                    )
                )  # fmt: skip
        self.articles[article_id] = told

    def lies(self, place, chosen):
        """Whether the place lies where the filter says."""
        latitude, longitude = self.points[place]
        box = chosen.box
        if box and not (box.south <= latitude <= box.north and box.west <= longitude <= box.east):
            return False
        if chosen.inside is None:
            return True
        area = int(chosen.inside[1:])
        shared = UNITS.get(self.kinds.get(area), 0)
        if not shared or None in self.units[area][:shared]:
            return place == area
        return self.units[place][:shared] == self.units[area][:shared]

    def counted(self, chosen, without="", *, unplaced=False):
        """Article id, article and place of each mention that counts, with start and lead."""
        for article_id, told in self.articles.items():
            if not told.passes(chosen, without):
                continue
            for number, (place, role, lead) in enumerate(told.mentions):
                if not (chosen.associative or role == Role.LITERAL.value):
                    continue
                if not told.claim_at(number, chosen.claims):
                    continue
                if without != "days" and not _within(told.day_of(number, chosen), chosen):
                    continue
                if place is None:
                    if unplaced and not (chosen.kinds or chosen.inside or chosen.box):
                        yield article_id, told, place, 2 * number, lead
                    continue
                if without != "kinds" and chosen.kinds and self.kinds[place] not in chosen.kinds:
                    continue
                if not self.lies(place, chosen):
                    continue
                yield article_id, told, place, 2 * number, lead

    def places(self, chosen):
        by_place = defaultdict(list)
        for article_id, told, place, start, _lead in self.counted(chosen):
            by_place[place].append((article_id, told, told.day_of(start // 2, chosen)))
        rows = []
        for place, named in by_place.items():
            days = sorted(day.isoformat() for *_, day in named if day)
            first_sources = {
                told.first_source for _, told, _ in named if told.kind is not SourceKind.BRIEF
            }
            rows.append(
                (f"p{place:03}", len(named), len({i for i, *_ in named}), len(first_sources),
                 days[0] if days else "", days[-1] if days else "")
            )  # fmt: skip
        return sorted(rows, key=lambda row: (-row[1], row[0]))

    def daily(self, chosen):
        counted = self.counted(chosen, "days")
        found = Counter(told.day_of(start // 2, chosen) for _, told, _, start, _ in counted)
        return sorted((day.isoformat(), n) for day, n in found.items() if day)

    def naming(self, chosen, without=""):
        """Articles that pass; where places are chosen, those naming one that counts."""
        counted = self.counted(chosen, without, unplaced=True)
        naming = {article_id for article_id, *_ in counted}
        unsaid = without == "days" or _within(None, chosen)
        places = chosen.kinds or chosen.inside or chosen.box
        must_name = places or (chosen.by is DayBy.EVENT and not unsaid)
        return {
            article_id: told
            for article_id, told in self.articles.items()
            if told.passes(chosen, without) and (not must_name or article_id in naming)
        }

    def days(self, chosen):
        """Days of the articles that pass but for it, and how many articles have none."""
        naming = self.naming(chosen, "days")
        if chosen.by is DayBy.PUBLISHED:
            days = [told.day for told in naming.values()]
            return {day for day in days if day}, days.count(None)
        counted = self.counted(chosen, "days", unplaced=True)
        found = [(i, told.events.get(start // 2)) for i, told, _, start, _ in counted]
        dated = {article_id for article_id, day in found if day}
        return {day for _, day in found if day}, len(naming.keys() - dated)

    def newest_first(self, chosen):
        return self.in_order(self.naming(chosen), chosen)

    def in_order(self, article_ids, chosen):
        """Some articles, in the order of the list."""
        last = self.stands_at(chosen)
        return sorted(
            article_ids,
            key=lambda i: (*_newest(last.get(i)), *_newest(self.articles[i].day), -i),
        )

    def stands_at(self, chosen):
        """The last day of the events in each article, where articles go by it."""
        last = {}
        for article_id, told, _, start, _ in self.counted(chosen, unplaced=True):
            day = told.day_of(start // 2, chosen)
            if day and chosen.by is DayBy.EVENT:
                last[article_id] = max(day, last.get(article_id, day))
        return last

    def excerpts(self, place, chosen):
        found = [(i, told, start) for i, told, p, start, _ in self.counted(chosen) if p == place]
        found.sort(
            key=lambda row: (
                *_newest(row[1].day_of(row[2] // 2, chosen)),
                *_newest(row[1].day),
                -row[0],
                row[2],
            )
        )
        return [(article_id, start) for article_id, _told, start in found]


def _within(day, chosen):
    """Whether a mention or article of the day passes the chosen days."""
    first, last = chosen.days.first, chosen.days.last
    if day is None:
        return not first and not last and chosen.undated
    return not (first and day < first) and not (last and day > last)


def _newest(day):
    return (day is None, -day.toordinal() if day else 0)


def random_filter(random):
    """Any choice of days, sources, languages, kinds, places, words, briefs and roles."""

    def some(values, share=0.5):
        if random.random() > share:
            return ()
        return tuple(random.sample(values, random.randrange(1, len(values))))

    first, last = sorted(FIRST_DAY + timedelta(random.randrange(-2, 43)) for _ in range(2))
    if random.random() < 0.3:
        first = None
    if random.random() < 0.3:
        last = None
    return Filter(
        days=DateRange(first, last) if random.random() < 0.6 else DateRange(),
        by=random.choice(list(DayBy)),
        sources=some([*SOURCES, "no such"]),
        languages=some(LANGUAGES, 0.4),
        kinds=some(KINDS, 0.4),
        inside=f"p{random.randrange(1, 10):03}" if random.random() < 0.3 else None,
        box=Box(0.5, 0.0, 3.0, float(random.randrange(3))) if random.random() < 0.2 else None,
        search=random.choice(WORDS) if random.random() < 0.2 else "",
        briefs=random.random() < 0.7,
        undated=random.random() < 0.7,
        associative=random.random() < 0.5,
        claims=some(EVENTS, 0.4),
    )
