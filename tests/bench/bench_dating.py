"""Days: the share of the gold that is right to the day, by group, and what an article costs."""

import statistics
import time
from datetime import date

from data.model import Article
from data.reading.dating import event_days, find_published
from data.reading.language import guess_language, sentence_languages
from data.theatre import load_theatre
from tests.quality.dating_gold import EVENT_PARTS, GROUPS, TODAY, event_score, rows, scored
from tests.quality.scoring import gold

_ROUNDS = 7
THEATRE = load_theatre("ukraine")
_CHARACTERS = 2000
_PUBLISHED = date(2023, 3, 7)
_PLAIN = {
    "en": "The river was quiet, and people came back to their houses on the eastern bank. A shop "
    "opened its doors. Nobody in the village had heard from the men who kept the ferry there. ",
    "uk": "На річці було тихо, і люди поверталися до своїх домівок на східному березі. Відчинилася "
    "крамниця. Ніхто в селі не чув про чоловіків, які тримали там пором і човни для рибалок. ",
    "ru": "На реке было тихо, и люди возвращались в свои дома на восточном берегу. Открылся "
    "магазин. Никто в деревне не слышал о мужчинах, которые держали там паром и лодки рыбаков. ",
}


def main() -> None:
    """Print shares by group, then languages, then times."""
    total = {"open": [0, 0], "held out": [0, 0]}
    for group in GROUPS:
        counts = {"open": [0, 0], "held out": [0, 0]}
        for row, wanted, told in scored(group):
            for count in (counts, total):
                part = count["held out" if row["held_out"] else "open"]
                part[0] += wanted == told
                part[1] += 1
        print(f"{group:11} {_shares(counts)}")
    print(f"{'all':11} {_shares(total)}")
    for part in EVENT_PARTS:
        score = event_score(part)
        print(
            f"days of events, {part.replace('_', ' ')}: "
            f"precision {score.precision:.3f} ({score.right} of {score.told}), "
            f"recall {score.recall:.3f} ({score.right} of {score.there})"
        )
    counts = {"open": [0, 0], "held out": [0, 0]}
    for row in gold("language.jsonl"):
        part = counts["held out" if row["held_out"] else "open"]
        part[0] += guess_language(row["text"]) == row["lang"]
        part[1] += 1
    print(f"{'languages':11} {_shares(counts)}")
    _print_times()


def _shares(counts: dict[str, list[int]]) -> str:
    return ", ".join(
        f"{part} {right} of {asked} ({right / asked:.1%})"
        for part, (right, asked) in counts.items()
    )


def _print_times() -> None:
    """Median times of an article of 2,000 characters with three or four phrases, as news has."""
    telling = {
        lang: [row["text"] for row in rows("events") if row["lang"] == lang]
        for lang in ("en", "uk", "ru")
    }
    for lang, texts in telling.items():
        text = "".join(f"{told} {3 * _PLAIN[lang]}" for told in texts)[:_CHARACTERS]
        spans = [(at, at + 5) for at in range(0, len(text) - 5, 150)]
        bounds = [(start, end) for start, end, _code in sentence_languages(text)]
        article = Article("A", text, url="https://example.com/news/12345678")
        jobs = {
            "published day": lambda a=article: find_published(
                a, origin_path="a.zip: b/c.html", today=TODAY, time_zone=THEATRE.time_zone
            ),
            "event days": lambda t=text, s=spans, b=bounds, lang=lang: event_days(
                t,
                s,
                published=_PUBLISHED,
                published_prec=1,
                lang=lang,
                bounds=b,
                first_day=THEATRE.first_day,
            ),
            "language": lambda t=text: guess_language(t),
            "of sentences": lambda t=text: sentence_languages(t),
        }
        said = ", ".join(f"{name} {_median_ms(job):.2f} ms" for name, job in jobs.items())
        print(f"{lang}: {said} an article of {_CHARACTERS} characters")


def _median_ms(job) -> float:
    job()
    times = []
    for _ in range(_ROUNDS):
        begun = time.process_time()
        for _ in range(10):
            job()
        times.append((time.process_time() - begun) / 10)
    return 1000 * statistics.median(times)


if __name__ == "__main__":
    main()
