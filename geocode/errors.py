"""Defines the errors of the geocoder.

``GeocodeError`` is the root. Each child is also the builtin that a caller who does not know this
package would catch: a missing gazetteer is a ``FileNotFoundError``, a bad argument a
``ValueError``. A name that is in no gazetteer is not an error: its resolution has no place.
"""


class GeocodeError(Exception):
    """The root of all errors of this package."""


class GazetteerNotFound(GeocodeError, FileNotFoundError):
    """There is no compiled gazetteer at the given path; ``python -m geocode build`` makes one."""

    def __str__(self) -> str:
        """Return the message alone, as ``FileNotFoundError`` would otherwise quote it."""
        return str(self.args[0]) if self.args else ""


class GazetteerBroken(GeocodeError, ValueError):
    """The file is no gazetteer, or one of a layout that this version does not read."""


class SourceError(GeocodeError, ValueError):
    """A gazetteer source (package, table, dump) cannot be read; the message names file and line."""


class DownloadError(GeocodeError, OSError):
    """A dump could not be fetched; nothing that was built before has changed."""

    def __str__(self) -> str:
        """Return the message alone, without ``OSError``'s number."""
        return str(self.args[0]) if self.args else ""


class InputError(GeocodeError, ValueError):
    """An argument or an input line does not fit; the message says which and what would."""
