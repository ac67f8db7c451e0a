"""One document to articles and refusals: finds its loader and lets no error of it through."""

from collections.abc import Iterator

from data.errors import LoadError
from data.loaders.document import Document
from data.loaders.protocol import Refused
from data.loaders.registry import SUFFIXES, loader_for
from data.model import Article


def load_document(document: Document) -> Iterator[Article | Refused]:
    """What the document's loader finds in it; a document that none reads is refused."""
    try:
        loader = loader_for(document)
        if loader is None:
            endings = ", ".join(SUFFIXES)
            reason = f"{document.origin} is of no known format; convert it to one of {endings}"
            yield Refused(document.origin, reason)
            return
        yield from loader.load(document)
    except LoadError as exc:
        yield Refused(document.origin, str(exc))
    except OSError as exc:
        yield unreadable(str(exc.filename or document.origin), exc)


def unreadable(origin: str, exc: Exception) -> Refused:
    """The refusal of what the system would not let us read."""
    reason = getattr(exc, "strerror", None) or exc
    return Refused(origin, f"{origin} cannot be read ({reason}); check it and its permissions")
