"""Answers of weights that have not seen the article: five-fold by article, and across corpora.

The tagger and the ranker are trained on LGL and TR-News, so that the shipped weights say nothing
of how well they do on them. Here both are trained anew without a fold (a fifth of the articles of
both corpora, by the hash of their ids; their swapped copies go with them), and without a whole
corpus. All of our own texts, VIINA's events and the worked sentences train each time. Kept beside
the gazetteer until the code, the weights' start, the gazetteer or the corpora change.
"""

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from geocode.gazetteer.compiled import default_path, open_gazetteer
from geocode.gazetteer.protocol import Gazetteer
from geocode.geoparser import Geoparser
from geocode.recognition.tagging.tagger import TaggedRecogniser
from geocode.recognition.tagging.weights import Weights as TaggerWeights
from geocode.resolution.resolver import ClueResolver
from tests.bench.corpora import ROOT, SHARED, Answer, answers, articles, gold_path
from tests.theatre import shipped_focus
from tools.training.answers import AnsweredText
from tools.training.examples import Example, examples
from tools.training.gold import CORPORA, corpora
from tools.training.ranker import learn, start_weights, training_texts
from tools.training.swapping import Swapper
from tools.training.tagger import accepting

FOLDS = 5
FIVE_FOLD, OTHER_CORPUS = "five-fold", "trained without this corpus"
Keep = Callable[[str, str], bool]
"""Whether the article of a corpus and an id may train."""
Found = dict[str, list[Answer]]
"""Answers by the article's id."""


def fold_of(corpus: str, text_id: str) -> int:
    """The one fold of an article, for tagger and ranker alike."""
    return AnsweredText(corpus, text_id, "", ()).fold(FOLDS)


def held_out_answers() -> dict[str, dict[str, tuple[Found, Found]]]:
    """By corpus and way of training: what is found in the text, and what the gold's spans are."""
    kept = default_path().parent / "bench_held_out.json"
    gazetteer = open_gazetteer()
    key = _fingerprint(gazetteer)
    if kept.is_file():
        stored = json.loads(kept.read_text(encoding="utf-8"))
        if stored["key"] == key:
            print(f"held-out answers of an earlier run with the same code and data: {kept}")
            return _read(stored["answers"])
    told = _Trainer(gazetteer).all_answers()
    stored = {"key": key, "answers": told}
    kept.write_text(json.dumps(stored), encoding="utf-8")
    return _read(told)


def _read(stored: dict) -> dict[str, dict[str, tuple[Found, Found]]]:
    def found(rows: dict) -> Found:
        return {text_id: [Answer(*row) for row in told] for text_id, told in rows.items()}

    return {
        corpus: {way: (found(parsed), found(given)) for way, (parsed, given) in ways.items()}
        for corpus, ways in stored.items()
    }


def _fingerprint(gazetteer: Gazetteer) -> str:
    """Changes with whatever could change an answer, the shipped tagger's and ranker's aside."""
    digest = sha256(gazetteer.version.encode())
    files = [
        *(
            path
            for path in sorted((ROOT / "geocode").rglob("*"))
            if "__pycache__" not in path.parts
        ),
        *(gold_path(corpus) for corpus in CORPORA),
        *sorted((SHARED / "frontline" / "viina").glob("events*.csv")),
        ROOT / "tests/quality/worked.jsonl",
        Path(__file__),
    ]
    for path in files:
        if path.is_file() and path.name not in ("tagger.tsv", "ranker.json", "ranker_trees.json"):
            digest.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


class _Trainer:
    """Trains both parts without some articles; what does not change is made once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._started = time.perf_counter()
        self._gazetteer = gazetteer
        self._texts = training_texts(SHARED, gazetteer)
        swapper = Swapper(gazetteer)
        self._examples: dict[str, list[tuple[str, list[Example]]]] = {}
        for corpus, texts in corpora(SHARED).items():
            self._examples[corpus] = [
                (text.text_id.partition(":")[2], examples(told, gazetteer))
                for text in texts
                for told in (text, swapper.swapped(text))
            ]
        self._say("examples made")

    def _say(self, what: str) -> None:
        print(f"  {time.perf_counter() - self._started:.0f} s: {what}", flush=True)

    def parser(self, keep: Keep) -> Geoparser:
        """The geoparser, trained on our own texts and on the articles that are kept."""
        chosen = {
            corpus: [e for text_id, e in texts if corpus not in CORPORA or keep(corpus, text_id)]
            for corpus, texts in self._examples.items()
        }
        texts = [t for t in self._texts if t.corpus not in CORPORA or keep(t.corpus, t.text_id)]
        focus = shipped_focus()
        tagger = TaggedRecogniser(
            self._gazetteer, focus=focus, weights=TaggerWeights(accepting(chosen))
        )
        weights, trees = learn(texts, self._gazetteer, start_weights())
        ranker = ClueResolver(self._gazetteer, focus=focus, weights=weights, trees=trees)
        return Geoparser(self._gazetteer, focus=focus, recogniser=tagger, resolver=ranker)

    def all_answers(self) -> dict[str, dict[str, tuple[dict, dict]]]:
        """In the shape that is kept."""
        there = [corpus for corpus in CORPORA if gold_path(corpus).is_file()]
        told = {corpus: {way: ({}, {}) for way in (FIVE_FOLD, OTHER_CORPUS)} for corpus in there}
        for fold in range(FOLDS if there else 0):
            parser = self.parser(lambda corpus, text_id, out=fold: fold_of(corpus, text_id) != out)
            for corpus in there:
                asked = [a for a in articles(corpus) if fold_of(corpus, str(a["id"])) == fold]
                _answer(parser, asked, told[corpus][FIVE_FOLD])
            self._say(f"fold {fold + 1} of {FOLDS}")
        for corpus in there:
            parser = self.parser(lambda name, _, out=corpus: name != out)
            _answer(parser, articles(corpus), told[corpus][OTHER_CORPUS])
            self._say(f"trained without {corpus}")
        return told


def _answer(parser: Geoparser, asked: list[dict], told: tuple[dict, dict]) -> None:
    """Add the answers to what was ``told`` of other articles."""
    parsed, given = told
    for article in asked:
        spans = [(t["start"], t["end"]) for t in article["toponyms"]]
        text, text_id = article["text"], str(article["id"])
        parsed[text_id] = [tuple(asdict(a).values()) for a in answers(parser.parse(text))]
        given[text_id] = [tuple(asdict(a).values()) for a in answers(parser.resolve(text, spans))]
