from dataclasses import replace
from datetime import date

import pytest

from data.reading.copies.comparison import ComparedText, Reason, are_same, compare

DAY = date(2023, 12, 4)
LEAD = (
    "Russian attack drones struck an electricity substation on the outskirts of Odesa overnight, "
    "leaving about 48,000 households without power, the regional energy company said on Monday."
)
BODY = (
    "Two engineers were injured when a second wave arrived as they were inspecting the damage. "
    "Air defence units shot down 14 of the 19 drones launched from Cape Chauda in occupied Crimea, "
    "the southern operational command said. Debris fell on a warehouse in the Peresyp district and "
    "started a fire that covered 300 square metres. A replacement for the transformer has to come "
    "from Vinnytsia, chief dispatcher Ihor Melnychuk said, and it weighs 90 tonnes."
)
WIRE = ComparedText("Drones hit substation near Odesa", f"{LEAD}\n\n{BODY}", DAY, "Coast Wire")
STRIKE = "Russian forces shelled {} district with artillery overnight. {} people were injured."
ROAD = "On the road to the port our reporter met a man who had not slept. " * 6


def _told(text: str, *, day: date | None = DAY, source: str = "Odesa Ledger") -> ComparedText:
    return ComparedText("", text, day, source)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (WIRE.text, Reason.SAME_WORDS),
        (f"{WIRE.text}\n\nSubscribe to our newsletter.", Reason.SAME_WORDS),
        (f"ODESA, Dec 4 - {LEAD}", Reason.CUT),
        (f"{BODY}\n\n{LEAD}", Reason.TAKEN_OVER),
        (WIRE.text.replace("48,000", "52,000").replace("Two", "Three"), Reason.TAKEN_OVER),
    ],
    ids=["exact", "furniture", "cut", "moved", "updated"],
)
def test_what_is_taken_over_is_the_same_story(text, reason):
    assert compare(WIRE, _told(text)).reason is reason
    assert compare(WIRE, _told(text)).same


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        (STRIKE.format("Nikopol", 2), STRIKE.format("Nikopol", 3), Reason.OTHER_FACTS),
        (STRIKE.format("Nikopol", 2), STRIKE.format("Synelnykove", 2), Reason.OTHER_FACTS),
        ("Explosions in Kyiv", "Explosions in Kyiv", Reason.TOO_SHORT),
        (LEAD, f"{ROAD}\n\n{LEAD}", Reason.A_PART),
        (
            f"{ROAD} {LEAD}",
            f"{LEAD} {'She keeps bees behind the mill and sells no honey. ' * 7}",
            Reason.LITTLE_SHARED,
        ),
    ],
    ids=["other toll", "other district", "a few words", "in a digest", "a shared passage"],
)
def test_what_only_looks_alike_is_not_the_same_story(a, b, reason):
    found = compare(_told(a), _told(b, source="Harbour Gazette"))
    assert found.reason is reason
    assert not found.same


def test_two_alarms_that_differ_in_their_title_alone_are_two():
    formula = "Drones are over the region. Keep away from windows and go to the nearest shelter."
    sumy, poltava = (
        ComparedText(title, f"{title}\n\n{formula}", DAY, title)
        for title in ("Alarm in Sumy region", "Alarm in Poltava region")
    )
    assert compare(sumy, poltava).reason is Reason.OTHER_FACTS


def test_a_long_statement_with_own_words_of_two_papers_is_two_stories():
    statement = " ".join(
        f"Of village {number} the statement names each house." for number in range(40)
    )
    one, other = (
        " ".join(first + second for first in "abcdefghij" for second in letters)
        for letters in ("klmnopq", "rstuvwx")
    )
    found = compare(_told(f"{one} {statement}"), _told(f"{other} {statement}", source="Ticker"))
    assert found.shorter_share > 0.75
    assert found.reason is Reason.LITTLE_SHARED


@pytest.mark.parametrize(
    ("other_day", "source", "reason"),
    [
        (DAY, "Harbour Gazette", Reason.SAME_WORDS),
        (date(2023, 12, 5), "Harbour Gazette", Reason.FEW_FACTS),
        (date(2023, 12, 7), "Harbour Gazette", Reason.OTHER_DAY),
        (None, "Harbour Gazette", Reason.FEW_FACTS),
        (DAY, "Odesa Ledger", Reason.SAID_TWICE),
    ],
    ids=["same day", "next day", "later", "day not known", "the same source"],
)
def test_a_short_line_is_one_story_on_one_day_by_two_sources(other_day, source, reason):
    line = "Air raid alert in Kyiv and region. Proceed to shelters."
    assert compare(_told(line), _told(line, day=other_day, source=source)).reason is reason


def test_a_long_text_is_a_copy_on_any_day():
    assert compare(WIRE, replace(WIRE, published=date(2025, 1, 1))).reason is Reason.SAME_WORDS


def test_a_comparison_tells_its_measures_whichever_comes_first():
    update = _told(LEAD.replace("48,000", "52,000"), day=date(2023, 12, 5))
    found = compare(_told(LEAD), update)
    assert found == compare(update, _told(LEAD))
    assert (found.same, found.reason) == (False, Reason.OTHER_FACTS)
    assert (found.shorter_share, found.longer_share) == (25 / 26, 25 / 26)
    assert (found.longest_passage, found.facts_agreed, found.facts_differ) == (15, 2, 1)
    assert found.days_apart == 1


@pytest.mark.parametrize("text", ["", "\ud800\x00", "word " * 100_000, "1 " * 100_000])
def test_any_text_can_be_compared(text):
    assert compare(_told(text), WIRE) == compare(WIRE, _told(text))
    assert compare(_told(text), _told(text)).reason in {Reason.TOO_SHORT, Reason.SAME_WORDS}


def test_the_quick_answer_is_that_of_the_whole_comparison():
    texts = [
        *(STRIKE.format(place, count) for place in ("Bakhmut", "Lyman") for count in ("Two", "9")),
        LEAD, BODY, WIRE.text, f"{BODY} {LEAD}", ROAD, LEAD.replace("48,000", "52,000"), "Kyiv.",
        WIRE.text.replace("Two", "Three"),
    ]  # fmt: skip
    told = [
        _told(text, day=day, source=source)
        for text in texts
        for day in (DAY, date(2023, 12, 5), None)
        for source in ("Ledger", "Wire")
    ]
    pairs = [(one, other) for one in told for other in told]
    assert [are_same(*pair) for pair in pairs] == [compare(*pair).same for pair in pairs]
