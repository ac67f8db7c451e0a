import subprocess
import sys

import pytest

from data.reading.copies.fingerprint import ENOUGH_KEYS, KEYS, fingerprint

STORY = """Russian attack drones struck an electricity substation on the outskirts of Odesa
overnight, leaving about 48,000 households without power, the regional energy company said on
Monday. Two engineers were injured when a second wave arrived as they were inspecting the damage.
Air defence units shot down 14 of the 19 drones, the southern operational command said. Debris fell
on a warehouse in the Peresyp district and started a fire that covered 300 square metres. Trams on
four lines were replaced by buses until noon."""
OTHER = """The bulk carrier left the Danube port on Wednesday with maize for Egypt, the first to
sail since drones burned granaries there a month ago. Port workers rebuilt one conveyor from parts
of two that were wrecked. Loading took six days instead of two, the harbour master said. Vessels
are waiting at the mouth of the river for a place, and Romania has promised more pilots."""


def _shared(one: str, other: str) -> int:
    return len(set(fingerprint(one)) & set(fingerprint(other)))


def test_a_story_and_its_first_sentence_share_enough_keys():
    assert _shared(STORY, STORY.partition("Two engineers")[0]) >= ENOUGH_KEYS


def test_two_stories_share_no_key():
    assert _shared(STORY, OTHER) == 0


def test_the_next_entry_of_a_series_is_no_candidate():
    form = "Near the {} post the enemy attacked {} times with {} guns and went back to the wood. "
    posts = ["northern", "eastern", "southern", "western", "middle", "river"]
    first, second = (
        "".join(form.format(post, n + at, n + at + 100) for at, post in enumerate(posts))
        for n in (11, 31)
    )
    assert _shared(first, second) < ENOUGH_KEYS


def test_case_and_punctuation_change_nothing():
    assert fingerprint(STORY.upper().replace(", ", " – ")) == fingerprint(STORY)


def test_keys_are_few_different_and_fit_a_signed_column():
    bands = fingerprint(STORY * 50 + OTHER)
    assert len(set(bands)) == len(bands) <= KEYS
    assert all(-(2**63) <= key < 2**63 for key in bands)


def test_keys_are_the_same_in_every_process():
    program = (
        f"from data.reading.copies.fingerprint import fingerprint; print(fingerprint({STORY!r}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": "7"},
    )
    assert told.stdout.strip() == str(fingerprint(STORY))


@pytest.mark.parametrize("text", ["", "Explosions in Kyiv", "\ud800 \x00", "a b c d e f g"])
def test_a_text_too_short_to_be_compared_has_no_keys(text):
    assert fingerprint(text) == ()
