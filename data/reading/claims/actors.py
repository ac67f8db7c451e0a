"""Says which party acts: whom the clause names, else what the cue itself implies.

Where nobody is named, ``taker`` is the party that does not own the place's country, ``retaker``
the side that speaks, else the owner; ``loser`` means the rival of the party that lost, ``cleared``
and ``driven`` the rival of the party that is driven out, ``repelled`` and ``repulsed`` the
attacker, ``holder`` the side that speaks, else the owner; ``ours`` the same even if another party
is named, ``wish`` the party that wants it; ``inside`` is named in the cue, ``left`` must be named,
``weapon`` and ``none`` may stay unknown.
"""

import re
from dataclasses import dataclass

from data.reading.claims.clauses import Clause, Clauses
from data.reading.claims.lexicon import ACTORS, ANYBODY, BARE, ENEMY, OWN, SIDES
from data.reading.claims.sentence import Sentence, side

_MUST_BE_NAMED = frozenset({"left", "attacker"})
_MAY_BE_UNKNOWN = frozenset({"weapon", "none"})


@dataclass(frozen=True, slots=True)
class Scene:
    """What an actor is looked for in."""

    sentence: Sentence
    clauses: Clauses
    clause: Clause
    start: int
    end: int
    """Of the cue."""
    passive: bool
    nominal: bool
    """The cue is a noun: "the capture of"."""
    open_subject: bool
    """The cue is an infinitive, whose subject may be the speaker."""
    leaves: bool
    """The cue says that somebody left: without a name it is the holder of the place."""
    speaker: str | None
    """The party of who says it."""
    carried: str | None
    """The party of who spoke or acted in the sentence before."""
    home: str | None = None
    """The party that owns the place's country: "ours" where nobody of a known side speaks."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts; ``party`` is None where that is not said."""

    party: str | None
    known: bool
    """False: the claim needs an actor and has none."""


def actor(scene: Scene, default: str, country: str | None) -> Actor:
    """Whoever does what the cue says, at a place of that country."""
    lexicon = scene.sentence.lexicon
    inside = _in(scene, scene.start, scene.end)
    if default == "driven":
        beaten = inside or _in(scene, scene.end, scene.clause.end)
        if beaten:
            return Actor(lexicon.rival(beaten), True)
    if default == "repulsed":
        attacker = inside or _adjacent(scene) or _agentless(scene)
        defender = scene.speaker or lexicon.own or lexicon.owner(country)
        return Actor(attacker or lexicon.rival(defender), True)
    if default == "repelled":
        attacker = inside or _first(scene, scene.end, scene.clause.end)
        defender = _left(scene) or scene.speaker or lexicon.own or lexicon.owner(country)
        return Actor(attacker or lexicon.rival(defender), True)
    if default == "ours":
        return Actor(scene.speaker or lexicon.own or lexicon.owner(country), True)
    if default == "wish":
        wishing = re.search(ANYBODY, scene.sentence.marked[scene.clause.start : scene.start])
        party = party_of(scene, wishing.group()[0]) if wishing else None
        return Actor(party, party is not None)
    if default in {"none", "fighting"}:
        return Actor(_attacker(scene, inside) if default == "fighting" else inside, True)
    if default == "beaten":
        beaten = _left(scene)
        return Actor(lexicon.rival(beaten), beaten is not None)
    freed = _freed_from(scene) if default in {"retaker", "cleared", "own"} else None
    if freed:
        return Actor(lexicon.rival(freed), True)
    if inside and default != "weapon":
        return Actor(inside, True)
    if scene.nominal:
        named = _agent(scene) or _adjacent(scene)
    else:
        named = _agent(scene) if scene.passive else _left(scene)
    if default == "weapon":
        named = inside or _striker(scene)
    if default == "loser" and named:
        return Actor(lexicon.rival(named), True)
    if named:
        return Actor(named, True)
    if default in _MAY_BE_UNKNOWN:
        return Actor(None, True)
    bare = _bare(scene)
    if not scene.passive and not scene.nominal and not bare:
        return Actor(None, False)
    if default in _MUST_BE_NAMED:
        holds = (scene.leaves and (bare or scene.nominal or scene.passive)) or _everybody(scene)
        party = scene.speaker or (_implied(scene, "holder", country) if holds else None)
        return Actor(party, party is not None)
    return Actor(_implied(scene, default, country), True)


def _implied(scene: Scene, default: str, country: str | None) -> str | None:
    lexicon = scene.sentence.lexicon
    owner = lexicon.owner(country)
    if default in {"retaker", "holder", "cleared", "own"}:
        return scene.speaker or lexicon.own or owner
    if default == "loser" and scene.speaker:
        return lexicon.rival(scene.speaker)
    return lexicon.rival(owner)


def _striker(scene: Scene) -> str | None:
    """Who strikes; forces behind "on the positions of" are struck, and their rival strikes."""
    if "free_order" not in scene.sentence.lexicon.words:
        return _agent(scene) or _left(scene)
    before = _left(scene)
    after = scene.sentence.marked[scene.end : scene.clause.end].split(",")[0]
    found = re.search(SIDES, after)
    if found and scene.sentence.of("target").search(after, 0, found.start()):
        return before or scene.sentence.lexicon.rival(party_of(scene, found.group()[0]))
    if before or not found or found.group()[0] == BARE:
        return before
    return party_of(scene, found.group()[0])


def _attacker(scene: Scene, opponent: str | None) -> str | None:
    """Who attacks in fighting "with" somebody: the one that is named."""
    return opponent


def _freed_from(scene: Scene) -> str | None:
    """Whom a place was freed or cleared of."""
    of = scene.sentence.of("freed_from").pattern
    after = scene.sentence.marked[scene.end : scene.clause.end]
    found = re.search(rf"{of}\s+(?:\w+\s+){{0,2}}({SIDES})", after)
    return party_of(scene, found[1][0]) if found else None


def party_of(scene: Scene, sign: str) -> str | None:
    """The party that a mark stands for."""
    lexicon = scene.sentence.lexicon
    own = scene.speaker or lexicon.own or scene.home
    if sign == OWN:
        return own
    if sign == ENEMY:
        return lexicon.rival(own) or lexicon.rival(lexicon.ids[-1])
    if sign == BARE:
        return scene.speaker
    found = side(sign)
    return lexicon.ids[found[1]] if found else None


def _in(scene: Scene, start: int, end: int) -> str | None:
    marks = [found.group()[0] for found in re.finditer(SIDES, scene.sentence.marked[start:end])]
    named = [mark for mark in marks if mark != BARE] or marks
    return party_of(scene, named[0]) if named else None


def _first(scene: Scene, start: int, end: int) -> str | None:
    return _in(scene, start, end)


def _agent(scene: Scene) -> str | None:
    """Who acts in the passive: "by Russian troops"."""
    by = scene.sentence.of("by").pattern
    after = scene.sentence.marked[scene.end : scene.clause.end].split(",")[0]
    found = re.search(rf"(?<!\w)(?:{by})\s+(?:[\w'’-]+\s+){{0,3}}({SIDES})", after)
    if found:
        return party_of(scene, found[1][0])
    if "free_order" in scene.sentence.lexicon.words:
        found = re.search(SIDES, after)
        if not found and not scene.nominal:
            found = re.search(SIDES, scene.sentence.marked[scene.clause.start : scene.start])
        return party_of(scene, found.group()[0]) if found else None
    return None


def _left(scene: Scene) -> str | None:
    """Who acts in the active: the nearest side before the verb, in its clause or the one before."""
    marked = scene.sentence.marked
    before = marked[scene.clause.start : scene.start]
    found = _subject(scene, before)
    if found:
        return party_of(scene, found)
    if "free_order" in scene.sentence.lexicon.words:
        behind = re.search(ACTORS, marked[scene.end : scene.clause.end])
        struck = behind and scene.sentence.of("target").search(
            marked, scene.end, scene.end + behind.start()
        )
        if behind and not struck:
            return party_of(scene, behind.group()[0])
    pronoun = scene.sentence.of("pronoun").search(before)
    if pronoun and scene.sentence.of("we").search(before):
        return party_of(scene, OWN)
    if pronoun:
        return scene.speaker or _earlier(scene) or scene.carried
    if scene.sentence.of("subject_relative").fullmatch(scene.clause.opener.strip()):
        head = re.search(rf"({ACTORS})\W*(?:\w+\W+)?\w*\W*$", marked[: scene.clause.start])
        return party_of(scene, head[1][0]) if head else None
    if _is_participle(scene):
        # "Hours after entering it, Russian troops ..."
        behind = re.search(ACTORS, marked[scene.end :])
        return party_of(scene, behind.group()[0]) if behind else None
    return _earlier(scene) if len(before.split()) <= 1 and scene.clause.start else None


def _everybody(scene: Scene) -> bool:
    """Whether "we" or "nobody" is the subject: the holder of the place speaks of itself."""
    before = scene.sentence.marked[scene.clause.start : scene.start]
    return scene.sentence.of("anyone").search(before) is not None


def _is_participle(scene: Scene) -> bool:
    return scene.sentence.of("ing").match(scene.sentence.marked, scene.start) is not None


def _subject(scene: Scene, before: str) -> str | None:
    """The mark of who is the subject: the first forces behind no preposition, else the last."""
    preposition = scene.sentence.of("preposition").pattern
    known = [m for m in re.finditer(SIDES, before) if m.group()[0] != BARE]
    forces = [m for m in known if re.fullmatch(ACTORS, m.group())]
    free = [
        m for m in forces if not re.search(rf"{preposition}\s+(?:the\s+)?$", before[: m.start()])
    ]
    own = [m for m in known if _owns(scene, scene.clause.start + m.end())]
    chosen = free[:1] or forces[-1:] or own[-1:]
    return chosen[0].group()[0] if chosen else None


def _owns(scene: Scene, end: int) -> bool:
    """Whether an adjective is of somebody or something that acts: not "the Ukrainian city"."""
    after = scene.sentence.marked[end : end + 40].lstrip("-")
    return scene.sentence.of("generic").match(after.lstrip()) is None and "\u2302" not in after[:3]


def _agentless(scene: Scene) -> str | None:
    """Whose attack it is in "attacks of the enemy were repelled"."""
    after = scene.sentence.marked[scene.end : scene.clause.end]
    found = re.match(rf"\s+(?:of|by)?\s*(?:the\s+)?({SIDES})", after)
    return party_of(scene, found[1][0]) if found else None


def _adjacent(scene: Scene) -> str | None:
    """Whose noun the cue is: "the Russian capture of", "Ukraine's withdrawal from"."""
    before = scene.sentence.marked[scene.clause.start : scene.start]
    found = re.search(rf"({SIDES})(?:['’]s?)?\s+(?:\w+\s+)?$", before)
    return party_of(scene, found[1][0]) if found else None


def _earlier(scene: Scene) -> str | None:
    found = [
        m
        for m in re.finditer(SIDES, scene.sentence.marked[: scene.clause.start])
        if m.group()[0] != BARE
    ]
    return party_of(scene, found[-1].group()[0]) if found else None


def _bare(scene: Scene) -> bool:
    before = scene.sentence.marked[scene.clause.start : scene.start]
    if "free_order" in scene.sentence.lexicon.words:
        before += scene.sentence.marked[scene.end : scene.clause.end]
    if scene.open_subject or BARE in before or OWN in before:
        return True
    opener = scene.sentence.of("subject_relative").fullmatch(scene.clause.opener.strip())
    head = scene.sentence.marked[: scene.clause.start].split()[-3:]
    if opener and any(BARE in word for word in head):
        return True
    return scene.sentence.of("anyone").search(before) is not None
