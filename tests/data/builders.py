"""Five places, and articles with the mentions that a parser would find in them."""

from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa

from data.model import Article, Claim, ClaimEvent, Modality
from data.reading.article import completed, read_from
from data.reading.identity import prepare
from data.store.engine import reading
from data.store.runs import start_run
from data.store.writer import Writer
from geocode.geoparser import Geoparser
from geocode.model import Candidate, Kind, Mention, Place, Resolution, Role
from geocode.precision import WherePrec
from tests.memory_gazetteer import MemoryGazetteer
from tests.theatre import UKRAINE


def _city(place_id, name, name_local, latitude, longitude, admin1, population):
    return Place(
        place_id,
        name,
        latitude,
        longitude,
        Kind.CITY,
        "PPLA",
        "UA",
        admin1,
        population=population,
        name_local=name_local,
        uncertainty_m=3000,
    )


def _area(place_id, name, latitude, longitude, kind, feature_code, where_prec):
    return Place(
        place_id,
        name,
        latitude,
        longitude,
        kind,
        feature_code,
        "UA",
        where_prec=where_prec,
        uncertainty_m=120_000,
    )


BAKHMUT = _city("geonames:712451", "Bakhmut", "Бахмут", 48.59, 38.0, "Donetsk", 70_000)
KHERSON = _city("geonames:706448", "Kherson", "Херсон", 46.66, 32.62, "Kherson", 280_000)
KYIV = _city("geonames:703448", "Kyiv", "Київ", 50.45, 30.52, "Kyiv City", 2_900_000)
DONETSK = _area("iso:UA-14", "Donetsk oblast", 48.0, 37.8, Kind.REGION, "ADM1", WherePrec.REGION)
DONBAS = _area("frontline:donbas", "Donbas", 48.3, 38.2, Kind.AREA, "RGN", WherePrec.FUZZY)
TODAY = date(2026, 1, 1)
PLACES = {place.name: place for place in (BAKHMUT, KHERSON, KYIV, DONETSK, DONBAS)}
LOCAL = {place.name_local: place for place in PLACES.values() if place.name_local}


def small_geoparser():
    """The real geoparser on five places."""
    return Geoparser(
        MemoryGazetteer([(p, [p.name_local] if p.name_local else []) for p in PLACES.values()])
    )


def new_writer(engine, gazetteer_version="gazetteer-1", model_version="model-1"):
    run_id = start_run(
        engine,
        gazetteer_version=gazetteer_version,
        model_version=model_version,
        now=datetime(2024, 1, 1, 12),
    )
    return Writer(
        engine, run_id=run_id, gazetteer_version=gazetteer_version, model_version=model_version
    )


def article(text, *, day=None, source="Reuters", **more):
    published = date.fromisoformat(day) if day else None
    return Article(source=source, text=text, published=published, **more)


def resolved(text, *names, role=Role.LITERAL):
    """What a parser answers for ``names`` as they occur in ``text``; unknown ones are unmapped."""
    found = []
    for name in names:
        start = text.index(name)
        mention = Mention(start, start + len(name), name, role=role)
        place = PLACES.get(name) or LOCAL.get(name)
        if place is None:
            found.append(Resolution(mention, None, 0.0, None, None))
            continue
        candidates = (Candidate(place, 0.9, ("only one",)),)
        found.append(
            Resolution(mention, place, 0.9, place.where_prec, place.uncertainty_m, candidates)
        )
    return sorted(found, key=lambda resolution: resolution.mention.start)


def claimed(text, name, event=ClaimEvent.CAPTURED, **more):
    """What a reader of claims answers for ``name`` in ``text``, which is one sentence."""
    start = text.index(name)
    told = {
        "actor": "RU",
        "modality": Modality.ASSERTED,
        "source": None,
        "source_party": None,
        "event_date": None,
        "date_prec": None,
        "cue": event.value,
        "sentence_start": 0,
        "sentence_end": len(text),
    }
    return Claim(start=start, end=start + len(name), event=event, **told | more)


def store(writer, given, *names, role=Role.LITERAL, claims=()):
    """Store an article in which ``names`` and ``claims`` were found; what that came to."""
    text = prepare(given).stated.text
    return store_found(writer, given, resolved(text, *names, role=role), claims)


def store_found(writer, given, found, claims=()):
    """Store an article with the resolutions ``found``; what that came to."""
    prepared = prepare(given)
    plan = writer.plan(prepared)
    read = (
        replace(
            read_from(completed(plan.known, theatre=UKRAINE, today=TODAY), found, theatre=UKRAINE),
            claims=tuple(claims),
        )
        if plan.parse
        else None
    )
    return writer.store(prepared, read, planned=plan)


def column(engine, wanted):
    """All values of a column, in order."""
    with reading(engine) as connection:
        return list(connection.scalars(sa.select(wanted).order_by(wanted)))


def without_progress(lines):
    """A log that appends to ``lines``, but for the progress that is said where it takes long."""
    return lambda line: None if " so far, " in line else lines.append(line)
