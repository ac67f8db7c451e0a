"""spaCy as a plug-in: its entities become mentions, and its absence is one clear line."""

import importlib.util

import pytest

from geocode.errors import InputError
from geocode.geoparser import Geoparser
from geocode.recognition.spacy_plugin import SpacyRecogniser

INSTALLED = importlib.util.find_spec("spacy") is not None
needs_spacy = pytest.mark.skipif(not INSTALLED, reason="spaCy is not installed")


@pytest.fixture
def pipeline():
    """A blank pipeline with a list of names in place of a trained model."""
    spacy = pytest.importorskip("spacy")
    blank = spacy.blank("en")
    ruler = blank.add_pipe("entity_ruler")
    patterns = {"Bakhmut": "GPE", "the Dnipro": "LOC", "Kharkiv": "GPE", "Kyiv": "ORG"}
    ruler.add_patterns([{"label": v, "pattern": k} for k, v in patterns.items()])
    return blank


@needs_spacy
def test_places_among_the_entities_become_mentions_without_their_article(pipeline, gazetteer):
    parser = Geoparser(gazetteer, recogniser=SpacyRecogniser(pipeline, gazetteer))
    found = parser.parse("Bakhmut, the Dnipro river and Kharkiv region; Kyiv is a firm.")
    assert [(r.mention.text, r.mention.generic, r.place.place_id) for r in found] == [
        ("Bakhmut", None, "geonames:713174"),
        ("Dnipro", "river", "frontline:dnipro"),
        ("Kharkiv", "region", "iso:UA-63"),
    ]


@needs_spacy
def test_a_model_that_is_not_there_is_one_line(gazetteer):
    with pytest.raises(InputError, match="spaCy has no model 'xx_no_such_model'"):
        SpacyRecogniser("xx_no_such_model", gazetteer)


@pytest.mark.skipif(INSTALLED, reason="spaCy is installed")
def test_spacy_that_is_not_there_is_one_line(gazetteer):
    with pytest.raises(InputError, match=r"pip install -r requirements-spacy\.txt"):
        SpacyRecogniser("en_core_web_md", gazetteer)
