"""Trains the roles: whether a place's name stands for people or is part of another name.

Learns from our own texts alone: the articles of ``marked_texts`` and the sentences of
``role_texts``, which are written for roles and marked by the rule in
``tests/quality/names/ROLES.md``. Deterministic. Writes ``roles.tsv``.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from geocode.errors import InputError
from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.protocol import Gazetteer
from geocode.recognition.reading import read
from geocode.recognition.role_features import role_features
from geocode.recognition.survey import survey
from geocode.recognition.tagging.proposals import proposals
from geocode.recognition.tagging.tagger import is_latin
from geocode.recognition.tagging.weights import ROLES_FILE
from tools.training.examples import labelled
from tools.training.gold import Gold, MarkedText, training_focus
from tools.training.logistic import fit_features
from tools.training.tagger import write
from tools.training.texts import MarkRole, TrainingText, read_all

SENTENCES = Path(__file__).resolve().parent / "role_texts"
L2 = 1.0
SENTENCES_COUNT = 3
"""How often each sentence that is written for roles counts: in the articles nine names in ten are
literal. Counted once, they gave .91, .85 and .87 of roles right on the open gold (en, uk, ru),
counted three times .94, .87 and .89."""
_MARK = re.compile(r"\[([^\[\]|]+)\|([LA])\]")
_STRAY = re.compile(r"[\[\]|]")
_OFFICE = re.compile(
    r"\s+(\w+\s+)?(police|fire|sheriff|court|courthouse|school|college|university|community|"
    r"magistrates|town council|city council)\b",
    re.IGNORECASE,
)
"""Marked as part of a name in our articles, while roles take what stands in a town for the town;
nothing is learned from these."""
RoleExample = tuple[list[str], bool]
"""Features of a marked name, and whether it is associative."""


def examples(text: MarkedText, gazetteer: Gazetteer) -> list[RoleExample]:
    """The marked names of a text whose role is known and which recognition can propose."""
    reading = read(text.text)
    seen = survey(reading, gazetteer, None, training_focus())
    spans = [p.span for p in proposals(seen) if is_latin(p.span, reading)]
    spans += [span for span in seen.spans if not is_latin(span, reading)]
    at = [(reading.tokens[s.first].start, reading.tokens[s.end - 1].end) for s in spans]
    return [
        (role_features(span, reading, seen.scene.cues), name.associative)
        for span, (is_place, name) in zip(spans, labelled(at, text.gold), strict=True)
        if is_place and name is not None and name.associative is not None
    ]


def sentences(path: Path) -> Iterator[MarkedText]:
    """The sentences of one file, one a line; ``[Kyiv|A]`` marks an associative name, L a literal.

    Raises:
        InputError: A mark does not fit; the message names file and line.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        text, gold, at = "", list[Gold](), 0
        for mark in _MARK.finditer(line):
            text += line[at : mark.start()]
            gold.append(Gold(len(text), len(text) + len(mark[1]), False, mark[2] == "A"))
            text += mark[1]
            at = mark.end()
        text += line[at:]
        if stray := _STRAY.search(text):
            raise InputError(
                f"{path} line {number}: '{stray[0]}' is not part of a mark; write [name|A] for an "
                "associative name, [name|L] for a literal one"
            )
        yield MarkedText(f"{path.stem}:{number}", text, tuple(gold))


def article(text: TrainingText) -> MarkedText:
    """An article with the roles of its marks; demonyms and offices of towns teach none."""
    gold = tuple(
        Gold(
            span.start,
            span.end,
            span.role is MarkRole.DEMONYM,
            span.role in (MarkRole.METONYM, MarkRole.EMBEDDED),
        )
        for span in text.spans
        if not _is_office(text, span.role, span.end)
    )
    return MarkedText(text.text_id, text.text, gold)


def _is_office(text: TrainingText, role: MarkRole, end: int) -> bool:
    named = role in (MarkRole.METONYM, MarkRole.EMBEDDED)
    return named and _OFFICE.match(text.text, end) is not None


def learned(found: Iterable[RoleExample]) -> dict[str, float]:
    """Weights by feature."""
    rows, labels = zip(*found, strict=True)
    return fit_features(rows, labels, l2=L2)


def make(folder: Path = ROLES_FILE.parent) -> None:
    """Trains on all our own texts and writes the weights into ``folder``."""
    gazetteer = open_gazetteer()
    articles = [article(text) for text in read_all()]
    written = [text for path in sorted(SENTENCES.glob("*.txt")) for text in sentences(path)]
    found = [e for text in articles for e in examples(text, gazetteer)]
    found += [e for text in written for e in examples(text, gazetteer)] * SENTENCES_COUNT
    made_from = f"own ({len(articles)} articles, {len(written)} sentences)"
    write(learned(found), folder / ROLES_FILE.name, made_from)
    print(f"roles: learned from {len(found)} names of {made_from}")
