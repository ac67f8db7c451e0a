"""Puts the signals of the clues into words, for the candidates that are shown.

The words are in ``files/weights/clue_words.csv``; ``{}`` stands for what the signal is about.
"""

from functools import cache

from geocode.gazetteer.tables import rows_of
from geocode.resolution.context import Signal
from geocode.resolution.scoring import RANKER


@cache
def _words() -> dict[str, tuple[str, str]]:
    """By signal the words, and those for a signal that is about nothing."""
    rows = rows_of(RANKER.with_name("clue_words.csv"))
    return {row["signal"]: (row["words"], row["without_subject"]) for row in rows}


def words(signal: Signal) -> str:
    """One signal in words, without its weight."""
    name, _, subject = signal
    name = name.removesuffix(" (theatre)")
    about, alone = _words().get(name, (f"a {name}", ""))
    return about.format(subject) if subject or not alone else alone


def reasons(weighed: list[tuple[float, Signal]]) -> tuple[str, ...]:
    """The signals with their weights, strongest first; those that say the same together."""
    totals: dict[str, float] = {}
    for weight, signal in weighed:
        said = words(signal)
        totals[said] = totals.get(said, 0.0) + weight
    ordered = sorted(totals.items(), key=lambda pair: -abs(pair[1]))
    return tuple(f"{said} ({total:+.1f})" for said, total in ordered if abs(total) >= 0.05)
