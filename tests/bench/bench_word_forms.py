"""Search words: forms that share a stem, beginnings that find their words, and what it costs."""

import re
import statistics
import time

from data.articles.formats.walking import load_all
from data.model import Article
from data.reading.search.words import beginning, search_words, stem, words
from tests.bench.corpora import SHARED
from tests.quality.word_forms import shares

_LETTERS_OF_AN_ARTICLE = 2000
_MOST_BYTES = 1 << 30


def main() -> None:
    """Print shares, then the share of beginnings that find, then the time."""
    for part in ("open", "held_out"):
        found = ", ".join(f"{name} {share:.3f}" for name, share in shares(part).items())
        print(f"{part:8} {found}")
    news = SHARED / "news"
    if not news.is_dir():
        print(f"times skipped: there is no {news}")
        return
    found_news = load_all([news], max_bytes=_MOST_BYTES)
    texts = [
        given.text[:_LETTERS_OF_AN_ARTICLE] for given in found_news if isinstance(given, Article)
    ]
    spent = []
    for text in texts:
        begun = time.perf_counter()
        search_words("", text)
        spent.append(time.perf_counter() - begun)
    print(f"{1e3 * statistics.mean(spent):.2f} ms an article of {len(texts)}, from a cold start")
    asked = found_by = 0
    for word in {word for text in texts for word in words(text) if not re.search(r"\d", word)}:
        for end in range(3, len(word) + 1):
            asked += 1
            found_by += _finds(word[:end], word)
    print(f"beginnings that find their word: {found_by / asked:.3f} of {asked}")


def _finds(begun: str, word: str) -> bool:
    return stem(word).startswith(beginning(begun)) or stem(word) == stem(begun)


if __name__ == "__main__":
    main()
