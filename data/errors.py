"""Every error the data layer raises on purpose; ``DataError`` is the root."""


class DataError(Exception):
    """The root of all errors of this package."""


class _Plain(DataError):
    """Shows its message alone, whatever builtin it is as well."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class LoadError(_Plain, ValueError):
    """One input cannot be read as an article; the message says what, where and what to do."""


class StoreError(_Plain, OSError):
    """The database cannot be opened, read or written; what was stored stays as it was."""


class StoreAway(StoreError):
    """The server restarts or takes no connection just now; the same may work in a moment."""


class StoreLost(StoreError):
    """There is no such database, or no longer: nothing is left of what was stored."""


class ArticleRefused(StoreError):
    """The database refuses what one article would write; nothing of it is stored."""


class CorrectionError(_Plain, ValueError):
    """A correction cannot be made or undone; the message says why."""


class LayerError(_Plain, ValueError):
    """A front-line file cannot be used; the message says which and why."""


class TheatreError(_Plain, ValueError):
    """A theatre cannot be used; the message has a line for each thing that is wrong in it."""


class SettingsError(_Plain, ValueError):
    """An environment variable holds what the program cannot use."""


class FetchError(_Plain, OSError):
    """A web address gives nothing that can be used, now; the message says why."""


class AddressRefused(FetchError):
    """A web address is not asked: its scheme, its host, or the site's own robots.txt forbids it."""


class NotThere(FetchError):
    """The server says that it has nothing at the address for us (4xx)."""


class Gone(NotThere):
    """The server says that there is nothing at the address any more and never will be (410)."""


class Later(FetchError):
    """The server asks to be left alone for ``wait_s`` seconds (429, 503)."""

    def __init__(self, message: str, *, wait_s: float) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class WorkersError(_Plain, RuntimeError):
    """Worker processes or a cluster cannot be used; what was stored stays as it was."""
