"""Whether a name stands in the text as the names of rivers and areas do, and not as a town's.

Towns lend rivers their names and the other way round (Dnipro, Inhulets, Samara): "across the
Dnipro" and "на лівому березі Дніпра" are the river, "in Dnipro" and "удар на Дніпро" the city.
"""

import re

from geocode.model import Mention

_ON_WATER = re.compile(
    r"(?:\b(?:banks? of|cross(?:ed|ing|es)?|across|over|along|down)\s(?:the\s)?|"
    r"берег\w*\s|берез\w*\s|"
    r"\b(?:тіка|втік|відійш|відступ|отош|отступ|отход|відход)\w*\s(?:\w+\s)?за\s|"
    r"\b(?:через|вздовж|вдоль|русл\w*|гирл\w*|усть\w*|приток\w*)\s)$",
    re.IGNORECASE,
)
"""What is said before the name of a river, whatever follows it."""
_ON = re.compile(r"\bна\s$", re.IGNORECASE)
_LOCATIVE = ("і", "е")
_ARTICLE = re.compile(r"\bthe\s$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"(?:['’]s\b)?(?:\s*(?:$|[^\w\s-])|\s+(?:and|or|but|is|was|were|are|has|had|have|at|in|on|near|"
    r"from|to|with|by|into|which|that|as|for|after|before|where|while|between|since|until|remains|"
    r"flows|runs)\b)"
)
"""After "the Dnipro"; "the Dnipro suburbs" are the city's."""
_BEFORE_REACH, _AFTER_REACH = 16, 12


def stands_definite(text: str, mention: Mention) -> bool:
    """Whether it stands as the names of rivers and areas do."""
    before = text[max(0, mention.start - _BEFORE_REACH) : mention.start]
    if _ON_WATER.search(before):
        return True
    if _ON.search(before) and mention.text.endswith(_LOCATIVE):
        return True  # "місто на Дніпрі", but "удар на Дніпро"
    after = text[mention.end : mention.end + _AFTER_REACH]
    return _ARTICLE.search(before) is not None and _NO_NOUN.match(after) is not None
