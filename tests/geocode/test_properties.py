"""Properties that hold for any text: offsets, determinism, order independence, normal forms.

Texts are made of names that the small gazetteer has, of ordinary words, and of whatever a file may
hold besides. Derandomised, so that a build fails for a change and never by chance.
"""

import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from geocode.gazetteer.names.inflection import case_forms
from geocode.gazetteer.names.normal_form import filed_under, is_close, normal_form, skeleton
from geocode.gazetteer.names.romanisation import press_spellings_uk, spellings_ru
from geocode.gazetteer.names.russian_forms import russian_forms
from geocode.geoparser import Geoparser
from geocode.json_records import article_object, json_line, record_of
from geocode.parts import PART_LENGTH, parts
from geocode.text import sentences, tokens

_NAMES = """
    Bakhmut Kyiv Donetsk Lyman Ivanivka Bilohorivka Paris Texas Ukraine Russia U.S. Dnipro Donbas
    Бахмутом Київ Києві України Донецькій Severdonetsk Bahkmut Kharkiv Luhansk
"""
NAMES = _NAMES.split()
_WORDS = (
    "the town of|near|in|region|Oblast|oblast|river|district|and|, |. |said|President|General "
    "|10 km south of|between|outskirts of|область|під|у|село|Another|«|»|“|”|(|)|\n|\n\n|'s|-|5"
)
WORDS = _WORDS.split("|")
ODD = (
    "\x00",
    "\ud800",
    "\udfff",
    "\u200b",
    "\u202e",
    "🇺🇦",
    "е\u0301",
    "’",
    "<b>",
    "&amp;",
    "…",
    "İ",
    "ß",
)
PIECES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(WORDS),
    st.sampled_from(ODD),
    st.text(st.characters(), max_size=6),
)
TEXTS = st.builds(
    lambda pieces, gap: gap.join(pieces),
    st.lists(PIECES, max_size=40),
    st.sampled_from([" ", "", ", "]),
)
ANY_TEXT = st.text(st.characters(), max_size=200)
LOCAL_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё'’- АБВ"
LOCAL_NAMES = st.text(st.sampled_from(LOCAL_LETTERS), max_size=24)

steady = settings(deadline=None, derandomize=True, database=None, max_examples=150)


@steady
@given(text=TEXTS)
def test_mentions_are_the_text_in_order_without_overlap(text, parser):
    end = 0
    for found in parser.parse(text):
        mention = found.mention
        assert text[mention.start : mention.end] == mention.text
        assert end <= mention.start < mention.end
        end = mention.end
        assert 0.0 <= found.confidence <= 1.0
        assert (found.place is None) == (found.where_prec is None)
        if found.relative is not None:
            assert text[found.relative.start : found.relative.end] == found.relative.phrase


@steady
@given(text=TEXTS)
def test_the_same_text_has_the_same_answer_in_a_new_geoparser(text, parser, small_gazetteer, war):
    another = Geoparser(small_gazetteer, focus=war)
    assert parser.parse(text) == parser.parse(text) == another.parse(text)


@settings(steady, max_examples=40)
@given(texts=st.lists(TEXTS, min_size=2, max_size=5), chance=st.randoms(use_true_random=False))
def test_articles_may_come_in_any_order(texts, chance, parser):
    answers = {text: parser.parse(text) for text in texts}
    chance.shuffle(texts)
    assert {text: parser.parse(text) for text in texts} == answers


@steady
@given(text=TEXTS, chance=st.randoms(use_true_random=False))
def test_given_spans_may_come_in_any_order(text, chance, parser):
    spans = [(word.start, word.end) for word in tokens(text)]
    answers = dict(zip(spans, parser.resolve(text, spans), strict=True))
    chance.shuffle(spans)
    assert dict(zip(spans, parser.resolve(text, spans), strict=True)) == answers


@steady
@given(text=st.one_of(TEXTS, ANY_TEXT))
def test_sentences_and_words_lie_in_order_and_hold_all_that_is_not_space(text):
    covered, end = 0, 0
    for start, stop in sentences(text):
        assert end <= start < stop
        covered += len("".join(text[start:stop].split()))
        end = stop
    assert covered == len("".join(text.split()))
    end = 0
    for word in tokens(text):
        assert text[word.start : word.end] == word.text
        assert end <= word.start < word.end
        end = word.end


@steady
@given(text=st.one_of(TEXTS, ANY_TEXT, LOCAL_NAMES))
def test_a_normal_form_is_its_own_normal_form(text):
    form = normal_form(text)
    assert normal_form(form) == form
    assert form == " ".join(form.split())
    assert normal_form(text.upper()) == normal_form(text.upper().lower())


@steady
@given(name=st.one_of(LOCAL_NAMES, ANY_TEXT))
def test_names_of_any_shape_decline_and_transliterate(name):
    for lang in ("uk", "ru"):
        assert all(forms.strip() for forms in case_forms(name, lang))
    assert press_spellings_uk(name)
    assert spellings_ru(name)
    assert russian_forms(name)


@steady
@given(name=st.one_of(LOCAL_NAMES, ANY_TEXT, st.sampled_from(NAMES)))
def test_a_skeleton_is_close_to_itself_and_filed_by_its_halves(name):
    bones = skeleton(name)
    assert is_close(bones, bones)
    if bones:
        assert bones.isascii()
        prefix, suffix = (half[len(str(len(bones))) + 1 :] for half in filed_under(bones))
        assert prefix + suffix == bones


@settings(steady, max_examples=60)
@given(text=TEXTS, record_id=st.one_of(ANY_TEXT, st.integers()), title=st.none() | ANY_TEXT)
def test_records_survive_json(text, record_id, title, parser):
    line = json.dumps({"id": record_id, "text": text, "title": title})
    record = record_of(line)
    assert (record.record_id, record.text, record.title) == (str(record_id), text, title or None)
    printed = article_object(record, parser.parse(record.text))
    assert json.loads(json_line(printed)) == printed
    assert json_line(printed).count("\n") == 0


@settings(steady, max_examples=25)
@given(
    units=st.lists(st.one_of(PIECES, st.just("\n")), min_size=1, max_size=6).filter("".join),
    more=st.integers(0, 3 * PART_LENGTH),
)
def test_parts_are_the_text(units, more):
    unit = "".join(units)
    text = unit * (more // len(unit) + 1)
    spans = list(parts(text))
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert all(0 < end - start <= PART_LENGTH for start, end in spans)
