"""Puts the signals of the clues into words, for the candidates that are shown."""

from collections.abc import Callable

from geocode.resolution.context import Signal

_PLAIN = {
    "stream": "a river",
    "part of a town": "part of a town",
    "lesser region": "a region that is seldom in the news",
    "capital": "capital",
    "capital that speaks": "capital, and the name stands for a government",
    "country, others elsewhere": "the other names are in another country",
    "place, words of other papers": "words of another country's papers",
    "country, words of other papers": "words of another country's papers",
    "place, others elsewhere": "the other names are in another country",
    "residents unknown": "residents unknown",
    "alternate name beside an official one": "only an alternate name",
    "alternate name abroad": "an alternate name abroad",
    "called a town": "called a town",
    "called a village": "called a village",
    "called a village, but is a city": "called a village, but is a city",
    "stands as rivers do": "stands as rivers and areas do",
    "does not stand as towns do": "does not stand as towns do",
    "same name placed there": "the same name is there elsewhere in the text",
}
_ABOUT = {
    "in the theatre": "in {}, which the text is about",
    "place, words of its papers": "words of papers in {}",
    "country, words of its papers": "words of papers in {}",
    "in the focus as told": "in {}, which the text is said to be about",
    "in the focus": "in {}, which the text is about",
    "out of the focus": "text is about {}",
    "small and out of the focus": "text is about {}",
    "named as inside": "named as in {}",
    "named as elsewhere": "not in {}, which stands beside it",
    "country in the sentence": "{} in the same sentence",
    "region in the sentence": "{} in the same sentence",
    "other region in the sentence": "not in {} of the same sentence",
    "region in the text": "{} in the text",
    "others in the country, share": "other names are in {}",
    "others in the country, number": "other names are in {}",
    "others in the region, share": "other names are in {}",
    "others in the region, number": "other names are in {}",
    "holds others": "{} lies in it",
    "at the front": "{:.0f} km from the front of the day",
    "near the front": "{:.0f} km from the front of the day",
    "behind the front": "{:.0f} km from the front of the day",
}


def _residents(subject: object) -> str:
    return f"{subject:,} residents" if subject else "size unknown"


def _near(subject: object) -> str:
    km, name = subject if isinstance(subject, tuple) else (0.0, "others")
    return f"{km:.0f} km from {name}"


_SPECIAL: dict[str, Callable[[object], str]] = {
    "residents": _residents,
    "former name": str,
    "alternate name": lambda note: str(note or "alternate name"),
}


def words(signal: Signal) -> str:
    """One signal in words, without its weight."""
    name, _, subject = signal
    name = name.removesuffix(" (theatre)")
    if name in _ABOUT:
        return _ABOUT[name].format(subject)
    if name in _SPECIAL:
        return _SPECIAL[name](subject)
    if "nearest" in name:
        return _near(subject)
    return _PLAIN.get(name, f"a {name}")


def reasons(weighed: list[tuple[float, Signal]]) -> tuple[str, ...]:
    """The signals with their weights, strongest first; those that say the same together."""
    totals: dict[str, float] = {}
    for weight, signal in weighed:
        said = words(signal)
        totals[said] = totals.get(said, 0.0) + weight
    ordered = sorted(totals.items(), key=lambda pair: -abs(pair[1]))
    return tuple(f"{said} ({total:+.1f})" for said, total in ordered if abs(total) >= 0.05)
