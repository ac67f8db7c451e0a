"""Scores the stemmer against ``word_forms.jsonl``: forms of one word together, other words apart.

A form is right when its stem is the one that most forms of its word have; a pair is right when its
two words have different stems.
"""

from collections import Counter

from data.reading.search.words import stems
from tests.quality.scoring import gold


def shares(part: str) -> dict[str, float]:
    """Shares of forms kept together, by language, and of pairs kept apart; 0..1.

    ``part`` is ``open`` or ``held_out``.
    """
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for row in gold("word_forms.jsonl"):
        if row["held_out"] is not (part == "held_out"):
            continue
        found = [" ".join(stems(word)) for word in row.get("same") or row["apart"]]
        if "apart" in row:
            of["apart"] += 1
            right["apart"] += found[0] != found[1]
        else:
            of[row["lang"]] += len(found)
            right[row["lang"]] += Counter(found).most_common(1)[0][1]
    return {name: right[name] / number for name, number in of.items()}
