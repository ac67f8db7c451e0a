"""Works out the control of the war in a thread, so that no page waits for it.

Whoever asks gets what is ready: nothing at first, then the control, and while newer evidence is
looked at the one before. Another stamp (a count of the store's changes, say) asks for another look,
which is cheap where the evidence turns out to be the same.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Thread

from data.clock import Clock
from data.errors import DataError
from data.frontline.evidence.model import Provider
from data.frontline.war_control import WarControl

Sources = tuple[Provider, ...]
Open = Callable[[Sources, WarControl | None], WarControl]
"""Opens the control by these providers; the one before is handed in as ``known``."""
RETRY_S = 30.0
"""After an error the same is tried again; a new stamp is tried at once."""
_MOST_KEPT = 3
"""Combinations of providers; 60 MB each."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is ready."""

    control: WarControl | None
    """The newest; None: there is none yet."""
    pending: bool
    """Whether another one is being worked out."""
    trouble: str | None = None
    """Why the last try failed, one line an error; what is ready stays."""


class LiveControl:
    """Hands out what is ready, and has the rest worked out. Safe in threads."""

    def __init__(self, open_control: Open, *, clock: Clock | None = None) -> None:
        self._open, self._clock = open_control, clock or Clock()
        self._lock = Lock()
        self._kept: OrderedDict[Sources, _Kept] = OrderedDict()
        self._at_work = Lock()  # one at a time: each takes a core and some memory

    def get(self, sources: Sources, stamp: Hashable) -> Opening:
        """What is ready by these providers; has it looked at anew where the stamp is another one.

        Errors other than ``DataError`` are raised here, once.
        """
        sources = tuple(one for one in Provider if one in sources)
        with self._lock:
            kept = self._kept.setdefault(sources, _Kept())
            self._kept.move_to_end(sources)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
            if kept.work is not None and kept.work.done():
                self._finish(kept)
            due = kept.retry_at_s is not None and self._clock.steady_s() >= kept.retry_at_s
            if kept.work is None and (not kept.begun or kept.stamp != stamp or due):
                self._begin(kept, sources, stamp)
            return Opening(kept.control, kept.work is not None, kept.trouble)

    def wait(self, sources: Sources, stamp: Hashable) -> Opening:
        """As ``get``, once nothing is pending."""
        while (opening := self.get(sources, stamp)).pending:
            with self._lock:
                waiting = [kept.work for kept in self._kept.values() if kept.work is not None]
            for work in waiting:
                work.exception()
        return opening

    def _begin(self, kept: "_Kept", sources: Sources, stamp: Hashable) -> None:
        kept.begun, kept.stamp, kept.retry_at_s = True, stamp, None
        work: Future[WarControl] = Future()
        kept.work = work
        # It lives no longer than its work, and ends with the program.
        Thread(
            target=self._run, args=(work, sources, kept.control), name="war-control", daemon=True
        ).start()

    def _run(self, work: Future[WarControl], sources: Sources, known: WarControl | None) -> None:
        with self._at_work:
            try:
                found = self._open(sources, known)
            except BaseException as exc:  # it is raised where the result is asked for
                work.set_exception(exc)
                return
            work.set_result(found)
            # Then the front, so that the first click need not wait; an error is met by the click.
            with suppress(Exception):
                _ = found.front

    def _finish(self, kept: "_Kept") -> None:
        work, kept.work = kept.work, None
        if work is None:
            return
        try:
            kept.control, kept.trouble = work.result(), None
        except DataError as exc:
            kept.trouble = str(exc)
            kept.retry_at_s = self._clock.steady_s() + RETRY_S


@dataclass(slots=True)
class _Kept:
    """What is known by one combination of providers."""

    control: WarControl | None = None
    work: Future[WarControl] | None = None
    begun: bool = False
    stamp: Hashable = None
    trouble: str | None = None
    retry_at_s: float | None = None
