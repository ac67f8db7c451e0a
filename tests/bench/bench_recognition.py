"""How well names of places are found on texts that training has not seen.

``make bench ONLY=recognition``. LGL and TR-News stand beside the repository (or in
``$FRONTLINE_SHARED``) and may train, so that the shipped weights have seen them. Here weights are
trained anew: five-fold by article (a fold's articles, and their swapped copies, train nothing),
and across corpora (all of the one and our own texts train, the other tests). Beside them the rules
alone, the longest match, and spaCy where it is installed with a model. Scored by the corpora's own
scorer, mode places, names that overlap.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geocode.errors import InputError
from geocode.focus import Focus
from geocode.gazetteer.compiled import open_gazetteer
from geocode.gazetteer.protocol import Gazetteer
from geocode.model import Mention
from geocode.recognition.reading import Reading, read
from geocode.recognition.roles import mention_of
from geocode.recognition.spacy_plugin import SpacyRecogniser
from geocode.recognition.survey import survey
from geocode.recognition.tagging.tagger import TaggedRecogniser
from geocode.recognition.tagging.weights import Weights
from geocode.recognition.unlisted import unlisted
from tests.theatre import shipped_focus
from tools.training.examples import Example, examples
from tools.training.gold import MarkedText, corpora
from tools.training.swapping import Swapper
from tools.training.tagger import OWN, accepting

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("FRONTLINE_SHARED", ROOT.parent / "shared"))
SPACY_MODEL = os.environ.get("SPACY_MODEL", "en_core_web_md")
FOLDS = 5
Find = Callable[[Reading], Iterable[Mention]]
Learned = dict[str, list[tuple[MarkedText, list[Example], list[Example]]]]


def longest_match(gazetteer: Gazetteer) -> Find:
    """Every capitalised name that the gazetteer has, the longest from the left."""

    def find(reading: Reading) -> Iterable[Mention]:
        i, words = 0, [token.text for token in reading.tokens]
        while i < len(words):
            count = gazetteer.longest(words[i : i + 8], 0) if reading.capital[i] else 0
            if count:
                start, end = reading.tokens[i].start, reading.tokens[i + count - 1].end
                yield Mention(start, end, reading.text[start:end])
            i += count or 1

    return find


def figures(corpus: Path, found: dict[str, Iterable[Mention]]) -> str:
    """Precision, recall and F1 of overlap and the F1 of exact spans, as the scorer gives them."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for text_id, mentions in found.items():
            toponyms = [
                {"start": m.start, "end": m.end, "lat": None, "lon": None} for m in mentions
            ]
            predicted.write(json.dumps({"id": text_id, "toponyms": toponyms}) + "\n")
        predicted.flush()
        command = [sys.executable, corpus.parent / "score.py", corpus, predicted.name]
        options = ["--mode", "places", "--json"]
        done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    overlap = " ".join(f"{name} {told['overlap'][name]:.3f}" for name in ("P", "R", "F1"))
    return f"{overlap}  (exact F1 {told['exact']['F1']:.3f})"


def fold_of(text: MarkedText) -> int:
    return zlib.crc32(text.text_id.encode()) % FOLDS


def learned_from(learned: Learned, keep: Callable[[str, MarkedText], bool]) -> Weights:
    """Weights from the texts that are kept, and their swapped copies."""
    return Weights(
        accepting(
            {
                name: [e for t, plain, other in rows if keep(name, t) for e in (plain, other)]
                for name, rows in learned.items()
            }
        )
    )


def report(label: str, corpus: Path, answers: dict[str, Sequence[Mention]]) -> None:
    print(f"  {label:34} {figures(corpus, answers)}", flush=True)


def answers(texts: Iterable[MarkedText], find: Find) -> dict[str, Sequence[Mention]]:
    return {t.text_id.partition(":")[2]: list(find(read(t.text))) for t in texts}


def compared(name: str, learned: Learned, gazetteer: Gazetteer, finds: dict[str, Find]) -> None:
    """All ways to find names, on one corpus."""
    corpus = SHARED / "corpora" / f"{name}.jsonl"
    texts = [text for text, _, _ in learned[name]]
    print(f"{name}, {len(texts)} articles: overlap")
    for label, find in finds.items():
        report(label, corpus, answers(texts, find))
    in_folds: dict[str, Sequence[Mention]] = {}
    for fold in range(FOLDS):
        weights = learned_from(learned, lambda n, t, f=fold: n != name or fold_of(t) != f)
        find = tagged(gazetteer, weights)
        in_folds |= answers([text for text in texts if fold_of(text) == fold], find)
    report("tagger, five-fold by article", corpus, in_folds)
    others = " + ".join(n for n in learned if n != name)
    weights = learned_from(learned, lambda n, _: n != name)
    report(f"tagger, trained on {others}", corpus, answers(texts, tagged(gazetteer, weights)))


def tagged(gazetteer: Gazetteer, weights: Weights) -> Find:
    recogniser = TaggedRecogniser(gazetteer, focus=shipped_focus(), weights=weights)
    return lambda reading: recogniser.find(reading, country=None)


def rules_alone(gazetteer: Gazetteer, focus: Focus) -> Find:
    """The names that the rules accept without the trained tagger."""

    def find(reading: Reading) -> list[Mention]:
        seen = survey(reading, gazetteer, None, focus)
        known = [span for span in seen.spans if id(span) in seen.accepted]
        spans = sorted(known + unlisted(seen, known, gazetteer), key=lambda span: span.first)
        return [mention_of(span, reading, seen.scene.cues) for span in spans]

    return find


def speed(texts: Sequence[str], finds: dict[str, Find]) -> None:
    """Articles a second of reading and finding, the gazetteer's caches warm."""
    print(f"speed on {len(texts)} articles, one core: read and find, no resolving")
    for label, find in finds.items():
        for _ in range(2):
            started = time.process_time()
            for text in texts:
                list(find(read(text)))
            seconds = time.process_time() - started
        print(f"  {label:34} {len(texts) / seconds:.0f} articles/s")


def main() -> None:
    gazetteer = open_gazetteer()
    focus = shipped_focus()
    tagger = TaggedRecogniser(gazetteer, focus=focus)
    finds: dict[str, Find] = {
        "longest match": longest_match(gazetteer),
        "rules alone": rules_alone(gazetteer, focus),
    }
    try:
        spacy = SpacyRecogniser(SPACY_MODEL, gazetteer, focus=focus)
        finds[f"spaCy {SPACY_MODEL}"] = lambda reading: spacy.find(reading, country=None)
    except InputError as exc:
        print(f"{exc}; left out")
    swapper = Swapper(gazetteer)
    learned: Learned = {
        name: [
            (text, examples(text, gazetteer), examples(swapper.swapped(text), gazetteer))
            for text in texts
        ]
        for name, texts in corpora(SHARED).items()
    }
    for name in learned:
        if name != OWN:
            compared(name, learned, gazetteer, finds)
    measured = learned.get("trnews") or learned[OWN]
    timed = {**finds, "tagger": lambda reading: tagger.find(reading, country=None)}
    speed([text.text for text, _, _ in measured], timed)


if __name__ == "__main__":
    main()
