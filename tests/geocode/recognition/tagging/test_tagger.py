"""The tagger: what it proposes, how it chooses, and what it finds with the weights that ship."""

from itertools import pairwise

import pytest

from geocode.focus import NO_FOCUS
from geocode.geoparser import Geoparser
from geocode.model import Role
from geocode.recognition.reading import read
from geocode.recognition.spans import Span, text_of
from geocode.recognition.survey import survey
from geocode.recognition.tagging.proposals import KNOWN, NEW, WIDER, Proposal, proposals
from geocode.recognition.tagging.tagger import Scored, TaggedRecogniser, best
from geocode.recognition.tagging.weights import Weights


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


def proposed(text, gazetteer):
    reading = read(text)
    found = proposals(survey(reading, gazetteer, None, NO_FOCUS))
    return [(text_of(reading, p.span.first, p.span.end), p.sort) for p in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shells fell near Bakhmut", [("Bakhmut", KNOWN)]),
        ("in South Bakhmut", [("South Bakhmut", WIDER), ("Bakhmut", KNOWN)]),
        (
            "across Bakhmut Canyon",
            [("Bakhmut", KNOWN), ("Bakhmut Canyon", WIDER), ("Canyon", KNOWN)],
        ),
        ("near Qarvol Xemtu", [("Qarvol", NEW), ("Qarvol Xemtu", NEW), ("Xemtu", NEW)]),
        ("near qarvol xemtu", []),
        ("The men left.", []),
    ],
)
def test_names_are_proposed_where_capitals_stand(text, expected, gazetteer):
    assert proposed(text, gazetteer) == expected


def scored(score, first, end):
    return Scored(score, Proposal(Span(first, end, ()), NEW, None), [])


@pytest.mark.parametrize(
    ("found", "spans"),
    [
        ([scored(1.0, 0, 1), scored(2.0, 0, 2)], [(0, 2)]),
        ([scored(2.0, 0, 1), scored(1.0, 0, 2), scored(1.0, 1, 2)], [(0, 1), (1, 2)]),
        ([scored(1.0, 0, 1), scored(1.0, 0, 2)], [(0, 2)]),
        ([scored(-0.1, 0, 1)], []),
    ],
    ids=["the better of two", "what does not overlap", "of equals the longest", "under the bar"],
)
def test_of_overlapping_proposals_the_best_is_chosen(found, spans):
    chosen = best(found, 0.0)
    assert [(c.proposal.span.first, c.proposal.span.end) for c in chosen] == spans


@pytest.mark.parametrize(
    "text",
    [
        "Fighting was reported near Qarvol on Tuesday.",
        "The column came to the village of Qarvol, 20 km from Bakhmut.",
        "Explosions were heard in Qarvol and Bakhmut.",
    ],
)
def test_a_name_that_no_gazetteer_has_is_a_mention_without_a_place(text, parser):
    found = {r.mention.text: r for r in parser.parse(text)}
    assert found["Qarvol"].place is None
    assert found["Qarvol"].mention.role is Role.LITERAL


@pytest.mark.parametrize(
    "text",
    [
        "Split into small groups, they moved at night.",
        "President John Qarvol spoke. Qarvol said he would stay.",
        "Bakhmut Hilton came.",
    ],
)
def test_people_and_words_that_open_a_sentence_are_no_mentions(text, parser):
    assert [r.mention.text for r in parser.parse(text)] in ([], ["Bakhmut"][: "Bakhmut" in text])


def test_names_in_cyrillic_letters_are_left_to_the_rules(gazetteer):
    against_all = TaggedRecogniser(gazetteer, weights=Weights({"bias": -100.0}))
    found = against_all.find(read("Бої за Бахмут. Fighting in Bakhmut."), country=None)
    assert [mention.text for mention in found] == ["Бахмут"]


def test_weights_of_another_training_can_be_passed_in(gazetteer):
    for_all = TaggedRecogniser(gazetteer, weights=Weights({"bias": 100.0}))
    found = for_all.find(read("They asked Bakhmut."), country=None)
    assert [mention.text for mention in found] == ["Bakhmut"]


@pytest.mark.parametrize(
    "text",
    [
        "Barges stopped on the Mississippi River and the Great Miami River on Friday.",
        "Lexington, Ky., and Laurel County; South Los Angeles, Los Angeles County.",
        "Бої під Бахмутом; the village of Qarvol River, near Qarvol.",
    ],
)
def test_no_two_mentions_overlap(text, parser):
    mentions = [r.mention for r in parser.parse(text)]
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)
