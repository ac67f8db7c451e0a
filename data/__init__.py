"""The data layer: what is known, how it got here, and what can be asked of it.

What this module declares is all that a dashboard or a notebook may use: open a store, ingest,
query, export, correct, and ask for the front line of a day. Everything deeper may change.

Example:
    >>> import data
    >>> engine = data.open_engine("sqlite:////tmp/news.sqlite", read_only=True)
    >>> data.places(engine, data.Filter(search="Bakhmut"))  # a pandas DataFrame
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.areas import outlines
    from data.corrections.days import Correction, latest_corrections, set_day, undo
    from data.counts import Facets, Neighbours, Totals
    from data.dates import day_text
    from data.errors import DataError
    from data.export.csv_table import claims_csv, mentions_csv, places_csv
    from data.export.geojson import places_geojson
    from data.frontline.audit import ClaimCheck, ControlRecord, Verdict, table_record
    from data.frontline.daily import Span
    from data.frontline.evidence.claims import claim_evidence
    from data.frontline.evidence.model import Evidence, Provider
    from data.frontline.front import Front, FrontOnDay, LinePiece, SettlementOnDay
    from data.frontline.gathering import open_front
    from data.frontline.layers.folder import layer_on, survey
    from data.frontline.layers.model import Layer, RefusedFile, Status
    from data.frontline.layers.packed import layer_pack
    from data.frontline.live_control import LiveControl, Opening
    from data.frontline.mesh import Settlement
    from data.frontline.war_control import WarControl, open_control
    from data.ingesting import ingest
    from data.model import (
        CONTESTED,
        Article,
        Box,
        Claim,
        ClaimEvent,
        Copy,
        DateRange,
        DayBy,
        DayFrom,
        EventDay,
        Excerpt,
        Filter,
        Modality,
        SourceKind,
        StatedPoint,
        StoredCandidate,
    )
    from data.packs import pack_head
    from data.queries.area_choice import AreaToChoose, areas_named, areas_to_choose
    from data.queries.claims import claims, has_claims, stored_claims
    from data.queries.holdings import changes, mentions, totals
    from data.queries.one_article import Named, Opened, opened
    from data.queries.packs import counts_pack, exact_pack, places_pack
    from data.queries.place_record import PlaceRecord, place_record
    from data.queries.reading_order import neighbours, newest_article
    from data.queries.tables import (
        article_count,
        article_page,
        daily,
        excerpt_count,
        excerpts,
        facets,
        places,
        unmapped,
    )
    from data.queries.versions import Version, version_texts, versions
    from data.settings import Settings, file_address
    from data.store.engine import Engine, open_engine
    from data.theatre import Party, Theatre, load_theatre

__all__ = [
    "CONTESTED",
    "AreaToChoose",
    "Article",
    "Box",
    "Claim",
    "ClaimCheck",
    "ClaimEvent",
    "ControlRecord",
    "Copy",
    "Correction",
    "DataError",
    "DateRange",
    "DayBy",
    "DayFrom",
    "Engine",
    "EventDay",
    "Evidence",
    "Excerpt",
    "Facets",
    "Filter",
    "Front",
    "FrontOnDay",
    "Layer",
    "LinePiece",
    "LiveControl",
    "Modality",
    "Named",
    "Neighbours",
    "Opened",
    "Opening",
    "Party",
    "PlaceRecord",
    "Provider",
    "RefusedFile",
    "Settings",
    "Settlement",
    "SettlementOnDay",
    "SourceKind",
    "Span",
    "StatedPoint",
    "Status",
    "StoredCandidate",
    "Theatre",
    "Totals",
    "Verdict",
    "Version",
    "WarControl",
    "areas_named",
    "areas_to_choose",
    "article_count",
    "article_page",
    "changes",
    "claim_evidence",
    "claims",
    "claims_csv",
    "counts_pack",
    "daily",
    "day_text",
    "exact_pack",
    "excerpt_count",
    "excerpts",
    "facets",
    "file_address",
    "has_claims",
    "ingest",
    "latest_corrections",
    "layer_on",
    "layer_pack",
    "load_theatre",
    "mentions",
    "mentions_csv",
    "neighbours",
    "newest_article",
    "open_control",
    "open_engine",
    "open_front",
    "opened",
    "outlines",
    "pack_head",
    "place_record",
    "places",
    "places_csv",
    "places_geojson",
    "places_pack",
    "set_day",
    "stored_claims",
    "survey",
    "table_record",
    "totals",
    "undo",
    "unmapped",
    "version_texts",
    "versions",
]

# `import data` costs nothing: a name's module is imported when the name is first used.
_NAMES = {
    "data.areas": ("outlines",),
    "data.corrections.days": ("Correction", "latest_corrections", "set_day", "undo"),
    "data.dates": ("day_text",),
    "data.errors": ("DataError",),
    "data.export.csv_table": ("claims_csv", "mentions_csv", "places_csv"),
    "data.export.geojson": ("places_geojson",),
    "data.frontline.audit": ("ClaimCheck", "ControlRecord", "Verdict", "table_record"),
    "data.frontline.daily": ("Span",),
    "data.frontline.evidence.claims": ("claim_evidence",),
    "data.frontline.evidence.model": ("Evidence", "Provider"),
    "data.frontline.front": ("Front", "FrontOnDay", "LinePiece", "SettlementOnDay"),
    "data.frontline.gathering": ("open_front",),
    "data.frontline.layers.folder": ("layer_on", "survey"),
    "data.frontline.layers.model": ("Layer", "RefusedFile", "Status"),
    "data.frontline.layers.packed": ("layer_pack",),
    "data.frontline.live_control": ("LiveControl", "Opening"),
    "data.frontline.mesh": ("Settlement",),
    "data.frontline.war_control": ("WarControl", "open_control"),
    "data.ingesting": ("ingest",),
    "data.model": (
        "CONTESTED",
        "Article",
        "Box",
        "Claim",
        "ClaimEvent",
        "Copy",
        "DateRange",
        "DayBy",
        "DayFrom",
        "EventDay",
        "Excerpt",
        "Filter",
        "Modality",
        "StoredCandidate",
        "SourceKind",
        "StatedPoint",
    ),
    "data.counts": ("Facets", "Neighbours", "Totals"),
    "data.packs": ("pack_head",),
    "data.queries.area_choice": ("AreaToChoose", "areas_named", "areas_to_choose"),
    "data.queries.claims": ("claims", "has_claims", "stored_claims"),
    "data.queries.holdings": ("changes", "mentions", "totals"),
    "data.queries.one_article": ("Named", "Opened", "opened"),
    "data.queries.packs": ("counts_pack", "exact_pack", "places_pack"),
    "data.queries.place_record": ("PlaceRecord", "place_record"),
    "data.queries.reading_order": ("neighbours", "newest_article"),
    "data.queries.tables": (
        "article_count",
        "article_page",
        "daily",
        "excerpt_count",
        "excerpts",
        "facets",
        "places",
        "unmapped",
    ),
    "data.queries.versions": ("Version", "version_texts", "versions"),
    "data.settings": ("Settings", "file_address"),
    "data.store.engine": ("Engine", "open_engine"),
    "data.theatre": ("Party", "Theatre", "load_theatre"),
}
_MODULE_OF = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULE_OF[name]), name)
