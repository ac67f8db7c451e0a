"""How case forms are found: our endings beside two lemmatisers: ``make bench ONLY=morphology``.

On the hand-written table ``tests/geocode/gazetteer/names/case_forms.csv``: the share of forms that
lead to their name, the share whose first answer is another word, and the time a form. Neither
lemmatiser is a requirement (the dictionary of pymorphy3-dicts-uk names two licences, GPL and CC
BY-SA): one that is not installed is reported and skipped. To measure them::

    pip install pymorphy3 pymorphy3-dicts-uk pymorphy3-dicts-ru simplemma
"""

import csv
import importlib
import time
from collections.abc import Callable
from pathlib import Path

from geocode.gazetteer.names.inflection import case_forms
from geocode.gazetteer.names.normal_form import normal_form
from geocode.gazetteer.names.russian_forms import russian_forms
from geocode.gazetteer.sources.ukraine import read_settlements

TABLE = Path(__file__).resolve().parents[1] / "geocode" / "gazetteer" / "names" / "case_forms.csv"
Answers = list[str]
"""Nominatives that a form may come from, in lower case, the likeliest first."""
Row = tuple[str, str]


def rows_of(lang: str) -> list[Row]:
    """Name and form of each row."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [(row["name"], row["form"]) for row in csv.DictReader(file) if row["lang"] == lang]


def plain(text: str) -> str:
    """Lower case, one apostrophe, no ё: what no method should stumble over."""
    return text.lower().replace("’", "'").replace("ʼ", "'").replace("ё", "е")


def by_endings(lang: str, names: list[str]) -> Callable[[str], Answers]:
    """Ours: every form of the names, and of all settlements, made beforehand, then looked up."""
    towns = sorted(read_settlements(), key=lambda row: -row.population)
    table: dict[str, Answers] = {}
    local = dict.fromkeys(row.name_uk for row in towns if row.name_uk)
    for name in dict.fromkeys(
        [*(local if lang == "uk" else (russian_forms(name)[0] for name in local)), *names]
    ):
        for form in {name, *case_forms(name, lang)}:
            table.setdefault(normal_form(form), []).append(plain(name))
    return lambda form: table.get(normal_form(form), [])


def by_pymorphy(lang: str) -> Callable[[str], Answers]:
    """pymorphy3: for each word the nominative in the number and gender that it was parsed in."""
    analyzer = importlib.import_module("pymorphy3").MorphAnalyzer(lang=lang)

    def nominatives(word: str) -> Answers:
        found = []
        for parse in analyzer.parse(word):
            wanted = {"nomn", *(g for g in (parse.tag.number, parse.tag.gender) if g)}
            inflected = parse.inflect(wanted) or parse.inflect({"nomn"})
            found += [word.word for word in (inflected, parse.normalized) if word is not None]
        return list(dict.fromkeys(map(plain, found)))

    return lambda form: _each_word(form, nominatives)


def by_simplemma(lang: str) -> Callable[[str], Answers]:
    """simplemma: one lemma a word."""
    lemmatize = importlib.import_module("simplemma").lemmatize
    return lambda form: _each_word(
        form, lambda word: [plain(lemmatize(word, lang=lang)), plain(lemmatize(word.title(), lang))]
    )


def _each_word(form: str, nominatives: Callable[[str], Answers]) -> Answers:
    """Whole names whose words are answers for the form's words; the likeliest words first."""
    parts = [nominatives(word) for word in plain(form).split()]
    first = " ".join(answers[0] if answers else "" for answers in parts)
    wholes = [first]
    for rank in range(1, max(map(len, parts))):
        wholes.append(" ".join(a[min(rank, len(a) - 1)] if a else "" for a in parts))
    return [*wholes, "\0".join("|".join(answers) for answers in parts)]


def _leads(answers: Answers, name: str) -> bool:
    """Whether the name is among the answers, its words picked freely."""
    if plain(name) in answers:
        return True
    words = plain(name).split()
    choices = [part.split("|") for part in answers[-1].split("\0")] if answers else []
    return len(words) == len(choices) and all(
        word in some for word, some in zip(words, choices, strict=True)
    )


def measure(label: str, rows: list[Row], answer: Callable[[str], Answers]) -> None:
    """Print one line."""
    found = wrong = 0
    missed = []
    for name, form in rows:
        answers = answer(form)
        found += _leads(answers, name)
        wrong += bool(answers) and answers[0] != plain(name)
        if not _leads(answers, name):
            missed.append(form)
    started = time.perf_counter()
    for _, form in rows:
        answer(form)
    each_us = (time.perf_counter() - started) / len(rows) * 1e6
    print(
        f"{label}: {found} of {len(rows)} forms found ({found / len(rows):.3f}), "
        f"another word first {wrong / len(rows):.3f}, {each_us:.1f} µs a form; "
        f"missed: {', '.join(missed[:12])}"
    )


def main() -> None:
    """Print the figures."""
    for lang in ("uk", "ru"):
        rows = rows_of(lang)
        measure(f"{lang}, endings", rows, by_endings(lang, sorted({name for name, _ in rows})))
        for label, method in (("pymorphy3", by_pymorphy), ("simplemma", by_simplemma)):
            try:
                answer = method(lang)
            except (ImportError, ValueError) as exc:
                print(f"{lang}, {label}: not measured ({exc})")
                continue
            measure(f"{lang}, {label}", rows, answer)


if __name__ == "__main__":
    main()
