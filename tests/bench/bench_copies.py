"""Copies: decided pairs, candidates, times, and what is folded of the articles in ../shared/news.

A series is generated: entries of one daily report with other numbers and villages, which must
stay apart, and may not make every entry a candidate of every other.
"""

import json
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from data.reading.copies.comparison import REPRINT_DAYS, ComparedText, compare
from data.reading.copies.fingerprint import ENOUGH_KEYS, fingerprint
from data.reading.identity import stored_text
from tests.bench.corpora import SHARED
from tests.quality.copies_gold import figures, pairs

_CHARACTERS = 2_000
_ROUNDS = 200
_ENTRIES = 200
_REPORT = (
    "Протягом минулої доби відбулося {} бойових зіткнень. Ворог завдав {} ракетних та {} "
    "авіаційних ударів, здійснив {} обстріл із реактивних систем залпового вогню по позиціях "
    "наших військ та населених пунктах. На Куп'янському напрямку противник атакував у районі {}. "
    "На Лиманському напрямку наші захисники відбили {} атак поблизу {}. На Авдіївському напрямку "
    "наші воїни продовжують стримувати ворога в районі {}. На Волинському та Поліському напрямках "
    "оперативна обстановка без суттєвих змін, ознак формування наступальних угруповань не "
    "виявлено. Авіація сил оборони завдала ударів по {} районах зосередження особового складу та "
    "військової техніки. Підтримуйте Збройні сили! Разом до перемоги! Слава Україні!"
)
_VILLAGES = ["Синьківки", "Тернів", "Кліщіївки", "Степового", "Вербового", "Макіївки", "Торського"]


def main() -> None:
    """Print the figures of the gold, then times, the news, and the series."""
    for part in ("open", "held_out"):
        reached = figures(pairs(part))
        print(
            f"gold, {part:8}: precision {reached.precision:.3f}, recall {reached.recall:.3f}, "
            f"copies that become candidates {reached.candidates:.3f}"
        )
    _print_times()
    articles = _news()
    if articles:
        _print_folded(f"{len(articles)} articles of news", articles)
    _print_folded(f"a series of {_ENTRIES} daily reports", _series(dated=True))
    _print_folded("the same, undated", _series(dated=False))


def _print_times() -> None:
    gold = pairs()
    text = max((told.text for pair in gold for told in (pair.a, pair.b)), key=len)
    long = (text + text)[:_CHARACTERS]
    edited = long.replace(" the ", " that ")
    prints, comparisons = [], []
    for number in range(_ROUNDS):  # other texts each time: the last ones compared are remembered
        begun = time.perf_counter()
        fingerprint(long)
        printed = time.perf_counter()
        compare(
            ComparedText("", f"{long} {number}", None, "one"),
            ComparedText("", f"{edited} {number}", None, "other"),
        )
        prints.append(printed - begun)
        comparisons.append(time.perf_counter() - printed)
    for what, took in (("fingerprint", prints), ("comparison", comparisons)):
        print(f"{_CHARACTERS} characters, {what}: median {1e3 * statistics.median(took):.2f} ms")


def _print_folded(name: str, articles: Sequence[ComparedText]) -> None:
    prints = [fingerprint(told.text) for told in articles]
    begun = time.perf_counter()
    asked = _candidates(articles, prints)
    same = [(a, b) for a, b in asked if compare(articles[a], articles[b]).same]
    spent = time.perf_counter() - begun
    several = _stories(same)
    inside = [pair for story in several for pair in combinations(story, 2)]
    indirect = sum(not compare(articles[a], articles[b]).same for a, b in inside)
    print(
        f"{name}: {sum(len(p) for p in prints) / len(prints):.1f} keys an article, "
        f"{len(asked)} candidate pairs compared in {spent:.1f} s;\n"
        f"  {sum(map(len, several))} articles in {len(several)} stories of several, the largest of "
        f"{max(map(len, several), default=1)}; {indirect} of {len(inside)} pairs within stories "
        "only hang together by others"
    )


def _stories(same: list[tuple[int, int]]) -> list[list[int]]:
    """Of the articles that are one story with others, each story's."""
    story: dict[int, list[int]] = {}
    for one, other in same:
        first, second = story.get(one, [one]), story.get(other, [other])
        if first is not second:
            first += second
            story |= dict.fromkeys(first, first)
    return list({id(members): members for members in story.values()}.values())


def _candidates(
    articles: Sequence[ComparedText], prints: Sequence[tuple[int, ...]]
) -> list[tuple[int, int]]:
    """The pairs that a store would compare."""
    holders: dict[int, list[int]] = defaultdict(list)
    found = []
    for article, told in enumerate(prints):
        shared = Counter(other for key in told for other in holders[key])
        found += [
            (other, article)
            for other, keys in shared.items()
            if keys >= ENOUGH_KEYS and _near(articles[other].published, articles[article].published)
        ]
        for key in told:
            holders[key].append(article)
    return found


def _near(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs((one - other).days) <= REPRINT_DAYS


def _news() -> list[ComparedText]:
    articles = []
    for path in sorted((SHARED / "news").glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            try:
                day = date.fromisoformat(row["date"])
            except ValueError:
                day = None
            title = " ".join(row["title"].split())
            articles.append(
                ComparedText(title, stored_text(title, row["text"]), day, row["source"])
            )
    if not articles:
        print(f"news: not measured, {SHARED / 'news'} is absent")
    return articles


def _series(*, dated: bool) -> list[ComparedText]:
    drawn = random.Random(1)
    entries = []
    for number in range(_ENTRIES):
        first, second, third = drawn.sample(_VILLAGES, 3)
        one, two, three, four, five, six = (
            drawn.randint(low, high)
            for low, high in ((50, 90), (0, 9), (20, 60), (40, 90), (2, 9), (5, 19))
        )
        text = _REPORT.format(one, two, three, four, first, five, second, third, six)
        day = date(2023, 12, 1) + timedelta(number) if dated else None
        entries.append(ComparedText("", text, day, "General Staff"))
    return entries


if __name__ == "__main__":
    main()
