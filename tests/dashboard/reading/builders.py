"""The smallest excerpts, names and articles, for tests of what is read."""

from datetime import date

from dashboard.address import Screen
from dashboard.reading.links import Links
from data import (
    Claim,
    ClaimEvent,
    DayFrom,
    Excerpt,
    Modality,
    Named,
    Opened,
    SourceKind,
    StoredCandidate,
)

BAKHMUT = "geonames:713174"
CHOSEN = StoredCandidate(
    BAKHMUT, "Bakhmut", 48.59, 38.0, 0.97,
    ("80,500 residents (+7.5)", "in UA, which the text is said to be about (+3.5)",
     "3 km from the front of the day (+1.5)", "Soledar in the same sentence (+1.2)",
     "other names are in RU (-0.5)"),
)  # fmt: skip
OTHER = StoredCandidate("geonames:9", "Bakhmut <b>", 51.0, 56.0, 0.12, ("size unknown (+3.8)",))


def links(screen=None):
    """Acts of a screen; the query of an address is its place and article."""
    return Links(screen or Screen(), lambda one: f"?{one.place_id}&{one.article}&{one.page}")


def excerpt(text="They left Bakhmut today.", mention="Bakhmut", **changes):
    """An excerpt whose mention is the first ``mention`` in ``text``."""
    start = text.index(mention)
    values = {
        "article_id": 1, "story_id": 1, "title": "Title", "source": "The Hill",
        "source_kind": SourceKind.NEWS, "published": date(2023, 3, 1), "url": None, "text": text,
        "text_start": 0, "mark_start": start, "mark_end": start + len(mention),
        "place_id": BAKHMUT, "place_name": "Bakhmut", "confidence": 0.974, "where_prec": 1,
        "uncertainty_m": 3000, "role": "literal", "candidates": (CHOSEN, OTHER),
    }  # fmt: skip
    return Excerpt(**{**values, **changes})


def claim(text, name, **changes):
    """A claim at ``name`` in ``text``, whose sentence is the whole text."""
    start = text.index(name)
    values = {
        "start": start, "end": start + len(name), "event": ClaimEvent.WITHDREW, "actor": "UA",
        "modality": Modality.POSSIBLE, "source": "Rodnyansky", "source_party": "UA",
        "event_date": date(2023, 3, 1), "date_prec": 1, "cue": "left",
        "sentence_start": 0, "sentence_end": len(text),
    }  # fmt: skip
    return Claim(**{**values, **changes})


def named(text, name, **changes):
    """A name in a text, placed."""
    start = text.index(name)
    values = {
        "start": start, "end": start + len(name), "role": "literal", "place_id": BAKHMUT,
        "place_name": "Bakhmut", "reason": None, "confidence": 0.97, "event": None, "lang": "en",
    }  # fmt: skip
    return Named(**{**values, **changes})


def opened(text, **changes):
    """An article without names or claims."""
    values = {
        "article_id": 1, "title": "A title", "source": "The Hill", "author": "A. Writer",
        "source_kind": SourceKind.NEWS, "published": date(2023, 3, 1), "published_prec": 1,
        "published_from": DayFrom.METADATA, "lang": "en", "url": "https://thehill.com/a",
        "origin": "", "version": 1, "text": text, "names": (), "claims": (), "points": (),
        "copies": (),
    }  # fmt: skip
    return Opened(**{**values, **changes})
