"""A text is split once; later steps read tokens, sentences and gaps by number."""

from geocode.recognition.reading import read


def test_each_list_has_an_item_for_each_token():
    reading = read("Shells fell near Bakhmut. Kyiv said so.")
    lists = (reading.forms, reading.capital, reading.first, reading.sentence, reading.headline,
             reading.gaps, reading.run_end)  # fmt: skip
    assert {len(found) for found in lists} == {len(reading.tokens)} == {7}
    assert reading.sentence == [0, 0, 0, 0, 1, 1, 1]
    assert [reading.tokens[i].text for i in reading.capitals] == ["Shells", "Bakhmut", "Kyiv"]


def test_a_name_may_hold_hyphens_and_abbreviated_saints_but_no_comma():
    reading = read("They left St. Louis, Ivano-Frankivsk and Kyiv.")
    words = [token.text for token in reading.tokens]
    assert reading.run_end[words.index("St")] == words.index("Ivano")
    assert reading.run_end[words.index("Ivano")] > words.index("Frankivsk")


def test_capitals_say_nothing_in_a_headline():
    reading = read("Fire Destroys Large Bakery In Lyman\nIt burned all night.")
    assert reading.headline == [True] * 6 + [False] * 4


def test_a_word_after_a_quotation_mark_is_first():
    reading = read("He said: “Bakhmut stands.”")
    assert [token.text for token, first in zip(reading.tokens, reading.first, strict=True) if first]
    assert reading.first[2]


def test_nothing_has_no_tokens():
    assert read("").tokens == []
