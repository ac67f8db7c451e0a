import pytest

from data.errors import StoreAway, StoreError
from data.store.patience import Patience


class _Server:
    """Away for some calls, then there."""

    def __init__(self, away):
        self.away = away

    def __call__(self):
        self.away -= 1
        if self.away >= 0:
            raise StoreAway("it went away")
        return "answer"


def _patience(limit_s=60.0):
    lines, pauses = [], []
    return Patience(lines.append, limit_s=limit_s, pause=pauses.append), lines, pauses


def test_an_answer_at_once_is_given_without_a_word():
    patient, lines, pauses = _patience()
    assert (patient(_Server(0)), lines, pauses) == ("answer", [], [])


def test_pauses_grow_to_two_seconds_and_waiting_is_told_once():
    patient, lines, pauses = _patience()
    assert patient(_Server(7)) == "answer"
    assert pauses == [0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0]
    assert lines == ["waiting up to 60 s: it went away", "going on after 7.1 s"]


def test_who_stays_away_too_long_is_given_up_with_the_reason():
    patient, _, pauses = _patience(limit_s=3.0)
    with pytest.raises(StoreError) as error:
        patient(_Server(99))
    assert not isinstance(error.value, StoreAway)
    assert str(error.value) == "it went away (waited 3 s for it)"
    assert sum(pauses) == pytest.approx(3.1)


def test_another_refusal_is_not_waited_for():
    def refuse():
        raise StoreError("the disk is full")

    patient, _, pauses = _patience()
    with pytest.raises(StoreError, match=r"^the disk is full$"):
        patient(refuse)
    assert pauses == []
