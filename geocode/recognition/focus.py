"""Which country a text is about, where its caller does not say.

Texts that speak of Ukraine by any of its commonest words are about Ukraine; else names that only
one country has vote for it. Nothing is said where votes are few or divided.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from geocode.gazetteer.protocol import NameHit
from geocode.recognition.reading import Reading
from geocode.text import language_of

THEATRE = "UA"
"""The country whose every village and whose front the gazetteer knows."""
_THEATRE_STEM_LIST = "ukrain україн украин donbas донбас kyiv київ києв zelensk зеленськ зеленск"
_THEATRE_STEMS = tuple(_THEATRE_STEM_LIST.split())
_THEATRE_WORDS = 3
_THEATRE_SHARE = 1 / 250
"""One word in 250, or three in all, make a text one about Ukraine."""
_WAR_STEM_LIST = """
    shell artiller missile rocket drone mlrs uav troop convoy tank occupi damage destr strike struck
    обстріл обстрел ракет артилер артиллер дрон окуп пошкодж поврежд зруйнов разруш знищ уничтож
    освобо захва штурм liberat recaptur frontline
"""
_WAR_STEMS = tuple(_WAR_STEM_LIST.split())
"""One-line reports name no country; where nothing speaks for another they are about the theatre."""
_VOTES = 2
_VOTE_SHARE = 0.5


def infer_focus(reading: Reading, names: Iterable[Sequence[NameHit]]) -> str | None:
    """ISO alpha-2 code of the country that the text is about, or None.

    Args:
        reading: The text.
        names: For each name in it what the gazetteer has; names that are likely people or common
            words left out.
    """
    words = _beginning(_THEATRE_STEMS, reading)
    if words and words >= min(_THEATRE_WORDS, _THEATRE_SHARE * len(reading.forms)):
        return THEATRE
    votes: Counter[str] = Counter()
    for hits in names:
        countries = {hit.place.country for hit in hits} - {None}
        if len(countries) == 1:
            (country,) = countries
            if country is not None:
                votes[country] += 1
    if not votes:
        war = _beginning(_WAR_STEMS, reading)
        return THEATRE if war or language_of(reading.text) == "uk" else None
    country, count = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    enough = count >= (1 if country == THEATRE else _VOTES)
    return country if enough and count >= _VOTE_SHARE * votes.total() else None


def _beginning(stems: tuple[str, ...], reading: Reading) -> int:
    """How many words begin with one of ``stems``; searched whole first, as most texts have none."""
    text = reading.text.lower()
    present = tuple(stem for stem in stems if stem in text)
    return sum([form.startswith(present) for form in reading.forms]) if present else 0
