"""Spells a foreign place's Russian name in Ukrainian: Эйлат as Ейлат, Сиракузы as Сиракузи.

The Russian "и" is "і" or "и" in Ukrainian by rules that need the original; both are given. A form
that nobody writes finds nothing.
"""

import re

_LETTERS = str.maketrans({"ы": "и", "э": "е", "Э": "Е", "ъ": "'", "Ы": "И"})
_HARD = "бпвмфгґкхжчшр"
"""Consonants that an apostrophe follows where Russian has a soft sign: Рейк'явік, but Сьєрра."""
_SOFT_SIGN = re.compile(f"(?<=[{_HARD}])ь(?=[еёюя])", re.IGNORECASE)
_IO = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])ё", re.IGNORECASE)
_OPEN, _OPEN_CAPITAL = "\x00", "\x01"
"""A Russian "и" that is not decided yet, beside a "ы" that has become a certain "и"."""


def ukrainian_forms(russian: str) -> list[str]:
    """One spelling or two, the likelier first."""
    text = re.sub("(?<=['ьи])е", "є", _SOFT_SIGN.sub("'", russian))
    text = _IO.sub("ьо", text).replace("ё", "йо").replace("Ё", "Йо")
    text = text.translate({ord("и"): _OPEN, ord("И"): _OPEN_CAPITAL}).translate(_LETTERS)
    return list(dict.fromkeys((_decided(text, "і"), _decided(text, "и"))))


def _decided(text: str, elsewhere: str) -> str:
    """The text with each open letter decided; ``elsewhere`` is for where it could be either."""
    text = re.sub(f"(?<=[аеоуюяєиі]){_OPEN}", "ї", text)
    text = re.sub(f"{_OPEN}(?=[аоуеюяєйії])", "і", text)
    text = re.sub(f"(?<=[жчшщц]){_OPEN}", "и", text)
    return text.replace(_OPEN_CAPITAL, "І").replace(_OPEN, elsewhere)
