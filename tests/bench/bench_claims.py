"""Claims: precision and recall on the gold by language, and what they cost beside parsing."""

import json
import time

from data.model import Article
from data.reading.article import events
from data.reading.claims import find_claims
from geocode import open_gazetteer
from geocode.geoparser import Geoparser
from tests.bench.corpora import SHARED
from tests.quality.claims_gold import FILES, precision_recall, scored
from tests.theatre import UKRAINE, shipped_focus

_ARTICLES = 200


def main() -> None:
    """Print the figures by file and language, then the time."""
    parser = Geoparser(open_gazetteer(), focus=shipped_focus())
    for name in FILES:
        answers = list(scored(parser, name))
        for lang in ("en", "uk", "ru"):
            of_lang = [answer for answer in answers if answer.row["lang"] == lang]
            precision, recall = precision_recall(of_lang)
            count = f"{len(of_lang)} sentences"
            print(f"{name:10} {lang}  precision {precision:.3f}, recall {recall:.3f}, {count}")
    _cost(parser)


def _cost(parser: Geoparser) -> None:
    path = SHARED / "news" / "gdelt_ukraine_2022.jsonl"
    if not path.is_file():
        print(f"cost: not measured, {path} is absent")
        return
    lines = path.read_text(encoding="utf-8").splitlines()[:_ARTICLES]
    articles = [Article("", json.loads(line)["text"], lang="en") for line in lines]
    parsing = claiming = 0.0
    for article in articles:
        begun = time.process_time()
        found = parser.parse(article.text)
        parsing += time.process_time() - begun
        spans = [(one.mention.start, one.mention.end) for one in found]
        days = events(article, spans, theatre=UKRAINE)
        begun = time.process_time()
        find_claims(
            article.text, found, lang="en", theatre=UKRAINE,
            published=None, published_prec=1, events=days,
        )  # fmt: skip
        claiming += time.process_time() - begun
    each = 1e3 * claiming / len(articles)
    print(f"cost: {each:.2f} ms an article, {claiming / parsing:.1%} of parsing it")


if __name__ == "__main__":
    main()
