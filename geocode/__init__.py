"""Text to places, offline: find the names of places in a text and say which places they are.

Example:
    >>> from geocode import Geoparser, open_gazetteer
    >>> geoparser = Geoparser(open_gazetteer())
    >>> [found.mention.text for found in geoparser.parse("Shelling near Kupiansk.")]
    ['Kupiansk']
"""

import logging
from importlib import import_module
from typing import TYPE_CHECKING

from geocode.errors import (
    DownloadError,
    GazetteerBroken,
    GazetteerNotFound,
    GeocodeError,
    InputError,
    SourceError,
)
from geocode.model import (
    Candidate,
    Kind,
    Mention,
    Place,
    Relative,
    RelativeKind,
    Resolution,
    Role,
)
from geocode.precision import WherePrec

if TYPE_CHECKING:
    from geocode.focus import Focus, read_focus
    from geocode.gazetteer.compiled import open_gazetteer
    from geocode.geoparser import Geoparser
    from geocode.geopy.fallback import FallbackGeocoder
    from geocode.geopy.offline import OfflineGeocoder
    from geocode.geopy.online import OnlineRules, online_service

__all__ = [
    "Candidate",
    "DownloadError",
    "FallbackGeocoder",
    "Focus",
    "GazetteerBroken",
    "GazetteerNotFound",
    "GeocodeError",
    "Geoparser",
    "InputError",
    "Kind",
    "Mention",
    "OfflineGeocoder",
    "OnlineRules",
    "Place",
    "Relative",
    "RelativeKind",
    "Resolution",
    "Role",
    "SourceError",
    "WherePrec",
    "online_service",
    "open_gazetteer",
    "read_focus",
]

# The dashboard names only the model: what geocodes is loaded when it is first asked for.
_LAZY = {
    "FallbackGeocoder": "geocode.geopy.fallback",
    "Focus": "geocode.focus",
    "Geoparser": "geocode.geoparser",
    "OfflineGeocoder": "geocode.geopy.offline",
    "OnlineRules": "geocode.geopy.online",
    "online_service": "geocode.geopy.online",
    "open_gazetteer": "geocode.gazetteer.compiled",
    "read_focus": "geocode.focus",
}


def __getattr__(name: str) -> object:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


logging.getLogger(__name__).addHandler(logging.NullHandler())
