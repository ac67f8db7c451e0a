"""Names that the gold leaves open, as two readings of them are right: their kind is "any".

A direction of the front ("Huliaipole sector", "на Лиманському напрямку") is the town or the country
round it; "the left bank of the Dnipro" the river or the land beside it. The rule reads the words
beside a name alone and holds of all items of ``gold_*.jsonl`` alike.
"""

import re

_FRONT_AFTER = re.compile(
    r"(['’]s)?[ -](direction|axis|axes|front|sector|напрям|направлен|участ[ко])", re.IGNORECASE
)
_FRONT_BEFORE = re.compile(r"\b(напрям\w*|направлени\w*|участ\w*) \Z", re.IGNORECASE)
_BANK_AFTER = re.compile(r"(['’]s)? (\w+ )?bank\b", re.IGNORECASE)
_BANK_BEFORE = re.compile(r"\b(banks? of (the )?|бер[её][гз]\w* )\Z", re.IGNORECASE)


def reads_both_ways(text: str, start: int, end: int) -> bool:
    """Whether the name at ``text[start:end]`` is a direction of the front or has a bank."""
    before, after = text[:start], text[end:]
    return any(
        (
            _FRONT_AFTER.match(after),
            _FRONT_BEFORE.search(before),
            _BANK_AFTER.match(after),
            _BANK_BEFORE.search(before),
        )
    )
