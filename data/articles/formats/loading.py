"""One document to articles and refusals: unpacks it, finds its loader, lets no error through."""

import logging
from collections.abc import Iterator

from data.articles.formats.archives import ARCHIVE_SUFFIXES, archive_suffix, members
from data.articles.formats.document import Document
from data.articles.formats.protocol import Refused
from data.articles.formats.registry import SUFFIXES, loader_for
from data.articles.formats.unpacking import LIMITS, Limits, OverBudget
from data.errors import LoadError
from data.faults import FAULTS_OF_ONE_FILE, failure
from data.model import Article

_log = logging.getLogger(__name__)


def load_document(document: Document, *, limits: Limits = LIMITS) -> Iterator[Article | Refused]:
    """What is found in the document, or in those that it packs; none but is taken or refused."""
    suffix = archive_suffix(document)
    if not suffix:
        yield from _load(document)
        return
    found = 0
    try:
        for member in members(document, suffix, limits=limits):
            found += 1
            if isinstance(member, Refused):
                yield member
            else:
                yield from _load(member)
        if not found:
            raise LoadError(f"{document.origin} holds no file; it holds no text to read")
    except LoadError as exc:
        yield Refused(document.origin, str(exc))
    except OSError as exc:
        yield unreadable(str(exc.filename or document.origin), exc)
    except FAULTS_OF_ONE_FILE as exc:
        yield _left_out(document, exc)


def _load(document: Document) -> Iterator[Article | Refused]:
    try:
        loader = loader_for(document)
        if loader is None:
            endings = ", ".join(sorted({*SUFFIXES, *ARCHIVE_SUFFIXES}))
            reason = f"{document.origin} is of no known format; convert it to one of {endings}"
            yield Refused(document.origin, reason)
            return
        yield from loader.load(document)
    except OverBudget:
        raise  # it ends the whole archive
    except LoadError as exc:
        yield Refused(document.origin, str(exc))
    except OSError as exc:
        yield unreadable(str(exc.filename or document.origin), exc)
    except FAULTS_OF_ONE_FILE as exc:
        yield _left_out(document, exc)


def _left_out(document: Document, exc: Exception) -> Refused:
    _log.info("%s", document.origin, exc_info=exc)
    return Refused(document.origin, f"{document.origin} was left out: {failure(exc)}")


def unreadable(origin: str, exc: Exception) -> Refused:
    """The refusal of what the system would not let us read."""
    reason = getattr(exc, "strerror", None) or exc
    return Refused(origin, f"{origin} cannot be read ({reason}); check it and its permissions")
