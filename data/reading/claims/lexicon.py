"""Loads the words by which a language makes claims, and a theatre's names of who makes them.

``data/files/claims/LANG.tsv`` has the words of a language, ``claims.toml`` in the folder of a
theatre its parties: ``names`` act by themselves ("the enemy's army"), ``adjectives`` make any
nouns of armed people their forces ("Russian" + "troops"), ``speakers`` speak for them and do not
act. A theatre without that file has no claims. Both are compiled once, when first used.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.errors import TheatreError
from data.model import ClaimEvent, Modality
from data.theatre import Theatre

FOLDER = Path(__file__).resolve().parents[2] / "files" / "claims"
FILE = "claims.toml"
_NEVER = "(?!)"
_DOZEN = 12
_MOODS = {"?": Modality.POSSIBLE, "!": Modality.DENIED}

# Marks of the same length as what they stand for, so that offsets stay: a placed name, and a
# character a party for its forces, its adjective and its speakers.
PLACE = "\u2302"
ACTOR, ADJECTIVE, SPEAKER = 0xE000, 0xE010, 0xE020
OWN, ENEMY, BARE = "\ue030", "\ue031", "\ue032"
ACTORS = "[\ue000-\ue00f\ue030-\ue032]++"
SIDES = "[\ue000-\ue01f\ue030-\ue032]++"
ANYBODY = "[\ue000-\ue02f\ue030-\ue032]+"


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that make a claim."""

    event: ClaimEvent
    frame: str
    """Where the place stands, see ``data.reading.claims.frames``."""
    actor: str
    """Who acts where nobody is named, see ``data.reading.claims.actors``."""
    pattern: re.Pattern[str]
    mood: Modality | None = None
    """Set where the words themselves deny it or only wish it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language in one theatre."""

    lang: str
    cues: tuple[Cue, ...]
    any_cue: re.Pattern[str]
    """Fits every cue in a marked sentence."""
    groups: tuple[tuple[re.Pattern[str], tuple[Cue, ...]], ...]
    """Cues by the dozen, each with a pattern that fits any of them."""
    stems: re.Pattern[str]
    """How a word of every cue begins, in lower case: a sentence without one is not looked at."""
    words: Mapping[str, re.Pattern[str]]
    """Of each kind of word list, a whole word or phrase of it."""
    lists: re.Pattern[str]
    """Names of places that are listed."""
    parties: re.Pattern[str]
    """Whoever acts or speaks; the group's name is kind and number of the party."""
    ids: tuple[str, ...]
    countries: tuple[str, ...]
    """The country of each party."""
    own: str | None
    """The party that "ours" means where nobody of a known side speaks."""
    since: int
    """A sentence with an earlier year is about another war."""
    regions: re.Pattern[str]
    """Cities whose name, where ground is taken, means their region."""
    capitals: re.Pattern[str]
    """Cities whose name does so behind "most of"."""

    def rival(self, party: str | None) -> str | None:
        """The other party of two; None where there are more or it is unknown."""
        others = [one for one in self.ids if one != party]
        return others[0] if party and len(others) == 1 else None

    def owner(self, country: str | None) -> str | None:
        """The party whose country that is."""
        return (
            self.ids[self.countries.index(country)]
            if country and country in self.countries
            else None
        )


@cache
def load_lexicon(folder: Path, lang: str, parties: tuple[tuple[str, str], ...]) -> Lexicon | None:
    """The lexicon of a language; None where the theatre or the language makes no claims.

    Args:
        folder: The theatre's.
        lang: "en", "uk", "ru" or another code.
        parties: Id and country of each party, in the theatre's order.
    """
    named, table = folder / FILE, FOLDER / f"{lang}.tsv"
    if not named.is_file() or not table.is_file():
        return None
    try:
        theatre = tomllib.loads(named.read_text(encoding="utf-8"))
    except (OSError, ValueError) as exc:
        raise TheatreError(f"{named}: cannot be read ({exc}); correct it there") from exc
    ids = tuple(party for party, _country in parties)
    words, rows = _rows(table)
    cues = tuple(
        Cue(
            ClaimEvent(event.rstrip("?!")),
            frame,
            actor,
            re.compile(rf"(?<![\w-])(?:{_slots(form)})(?!\w)"),
            _MOODS.get(event[-1]),
        )
        # "attacks ... were repelled" before "attacks", where both fit.
        for event, frame, actor, form in sorted(rows, key=lambda row: row[2] != "repulsed")
    )
    return Lexicon(
        lang=lang,
        cues=cues,
        any_cue=re.compile(rf"(?<![\w-])(?:{'|'.join(_slots(row[3]) for row in rows)})(?!\w)"),
        groups=tuple(
            (
                re.compile("|".join(cue.pattern.pattern for cue in cues[number : number + _DOZEN])),
                cues[number : number + _DOZEN],
            )
            for number in range(0, len(cues), _DOZEN)
        ),
        stems=re.compile(rf"(?<!\w)(?:{_by_letter(words['stem'])})"),
        words={kind: re.compile(rf"(?<![\w'’])(?:{form})(?![\w])") for kind, form in words.items()},
        lists=_lists(words),
        parties=_parties(theatre.get("parties", {}), ids, words),
        ids=ids,
        countries=tuple(country for _party, country in parties),
        own=theatre.get("own", {}).get(lang),
        since=int(theatre.get("since", 0)),
        regions=re.compile(_one_of(theatre.get("regions", ()))),
        capitals=re.compile(_one_of(theatre.get("capitals", ()))),
    )


def lexicon_of(theatre: Theatre, lang: str) -> Lexicon | None:
    """The lexicon of a language in a theatre."""
    parties = tuple((party.id, party.country) for party in theatre.parties)
    return load_lexicon(theatre.folder, lang, parties)


def _rows(table: Path) -> tuple[dict[str, str], list[tuple[str, str, str, str]]]:
    events = {event.value for event in ClaimEvent}
    words: dict[str, list[str]] = {}
    cues = []
    for line in table.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition("\t")
        if kind.rstrip("?!") in events:
            frame, actor, form = rest.split("\t")
            cues.append((kind, frame, actor, form))
        elif rest and not line.startswith("#"):
            words.setdefault(kind, []).append(rest)
    return {kind: "|".join(forms) for kind, forms in words.items()}, cues


def _by_letter(stems: str) -> str:
    """The same alternatives grouped by their first letter, which is several times faster."""
    grouped: dict[str, list[str]] = {}
    for stem in dict.fromkeys(stems.split("|")):
        if stem[1:2] in {"?", "*"} or not stem[:1].isalpha() or "(" in stem:
            return stems
        grouped.setdefault(stem[0], []).append(stem[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in grouped.items())


def _slots(form: str) -> str:
    return form.replace("{a}", ACTORS).replace("{j}", SIDES).replace("{p}", f"{PLACE}+")


def _lists(words: Mapping[str, str]) -> re.Pattern[str]:
    # "in A and near B" is a list, "A, near B" is not.
    joined = rf"(?:\s*,)?\s+(?:{words['and']})\s+(?:(?:{words['listed']})\s+)?"
    between = rf"(?:{joined}|\s*,\s*|/)(?:(?:{words['plain']})\s+){{0,3}}"
    return re.compile(rf"{PLACE}+(?:{between}{PLACE}+)*")


def _parties(
    given: Mapping[str, Mapping[str, Iterable[str]]], ids: tuple[str, ...], words: Mapping[str, str]
) -> re.Pattern[str]:
    forms = []
    force, fill = words.get("force", _NEVER), words.get("fill", _NEVER)
    for number, party in enumerate(ids):
        table = given.get(party, {})
        adjective = _one_of(table.get("adjectives", ()))
        forces = rf"(?:{adjective})(?:[ -](?:{fill}))*[ -](?:{force})"
        forms += [
            rf"(?P<s{number}>{_one_of(table.get('speakers', ()))})",
            rf"(?P<a{number}>{forces}|(?:{_one_of(table.get('names', ()))})(?!['’]s(?!\w)))",
            rf"(?P<j{number}>{adjective})",
        ]
    # The longest at a place: forces before names before adjectives.
    special = [
        rf"(?P<own>{words.get('own', _NEVER)})",
        rf"(?P<enemy>{words.get('enemy', _NEVER)})",
    ]
    forms.sort(key=lambda form: "asj".index(form[4]))
    bare = rf"(?P<bare>{force})"
    return re.compile(rf"(?<![\w'’])(?:{'|'.join([*special, *forms, bare])})(?!\w)")


def _one_of(forms: Iterable[str]) -> str:
    """Any of these, the longest first, grouped by first letter, which is several times faster."""
    grouped: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        rest = re.escape(form[1:]).replace(r"\*", r"\w*")
        grouped.setdefault(re.escape(form[0]), []).append(rest)
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in grouped.items()) or _NEVER
