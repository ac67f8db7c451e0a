"""What sentences claim, by kinds of sentences; and the seed's claims, each with its sentence."""

from datetime import date
from pathlib import Path

import pytest

from data.reading.claims import find_claims
from geocode.geoparser import Geoparser
from tests.quality.claims_gold import claims_of
from tests.theatre import UKRAINE

SEEDS = Path(__file__).resolve().parents[4] / "seeds"


@pytest.fixture(scope="module")
def parser(gazetteer, war):
    return Geoparser(gazetteer, focus=war)


def _told(parser, text, lang="en"):
    found = claims_of(parser, text, lang=lang, published=date(2023, 6, 1))
    return [f"{text[c.start : c.end]} {c.event} {c.actor} {c.modality}" for c in found]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Russian troops seized Bakhmut.", ["Bakhmut captured RU asserted"]),
        ("Bakhmut was seized by Russian troops.", ["Bakhmut captured RU asserted"]),
        ("The Russian capture of Bakhmut changed little.", ["Bakhmut captured RU asserted"]),
        (
            "Ukraine's army drove the Russians out of Izium.",
            ["Izium captured UA asserted"],
        ),
        ("Ukraine has not retaken Bakhmut.", ["Bakhmut captured UA denied"]),
        ("Ukraine may retake Bakhmut.", ["Bakhmut captured UA possible"]),
        ("If Russia seizes Bakhmut, roads open.", ["Bakhmut captured RU possible"]),
        ("Bakhmut is still under Ukrainian control.", ["Bakhmut held UA asserted"]),
        ("Ukrainian troops retreated from Bakhmut.", ["Bakhmut withdrew UA asserted"]),
        ("Residents left Bakhmut.", []),
        ("A missile hit a school in Kramatorsk.", ["Kramatorsk struck None asserted"]),
        (
            "Russian drones struck Odesa and Izmail.",
            ["Odesa struck RU asserted", "Izmail struck RU asserted"],
        ),
        ("After Avdiivka's fall the front moved.", ["Avdiivka captured RU asserted"]),
        ("There is no evidence that Russia took Bakhmut.", []),
        ("Bakhmut will not be surrendered.", ["Bakhmut withdrew UA denied"]),
        (
            "Russian forces attacked southeast of Borova near Hrekivka.",
            ["Hrekivka contested RU asserted"],
        ),
        ("Fighting continued in the Lyman direction.", []),
        ("Zelensky walked through liberated Kherson.", []),
        ("Did Russia seize Bakhmut?", []),
        ("A film about the capture of Bakhmut won a prize.", []),
        ("Kharkiv was liberated in 1943.", []),
        (
            "Bakhmut is burning. Russian troops seized the town.",
            ["Bakhmut captured RU asserted"],
        ),
    ],
)  # fmt: skip
def test_english_sentences_claim(parser, text, claims):
    assert _told(parser, text) == claims


@pytest.mark.parametrize(
    ("lang", "text", "claims"),
    [
        ("uk", "Російські війська захопили Бахмут.", ["Бахмут captured RU asserted"]),
        ("uk", "Бахмут захоплений росіянами.", ["Бахмут captured RU asserted"]),
        ("uk", "ЗСУ не залишили Бахмут.", ["Бахмут withdrew UA denied"]),
        ("uk", "Під Бахмутом тривають бої.", ["Бахмутом contested None asserted"]),
        ("ru", "ВСУ отступили из Бахмута.", ["Бахмута withdrew UA asserted"]),
        ("ru", "Взятие Бахмута завершено.", ["Бахмута captured RU asserted"]),
        ("ru", "Россия может захватить Бахмут.", ["Бахмут captured RU possible"]),
    ],
)
def test_ukrainian_and_russian_sentences_claim(parser, lang, text, claims):
    assert _told(parser, text, lang) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Unconfirmed claims: A Russian milblogger claimed on May 25 that Russian forces "
            "seized Bakhmut (southeast of Siversk).[54]",
            ["Bakhmut captured RU asserted A Russian milblogger RU"],
        ),
        ("Unconfirmed claims: Russian forces seized Bakhmut.", ["Bakhmut captured RU possible"]),
        (
            "A Russian milblogger refuted claims that elements of a division seized Bakhmut.",
            ["Bakhmut captured RU denied A Russian milblogger RU"],
        ),
        ("ISW assessed that Russian forces seized Bakhmut.",
         ["Bakhmut captured RU asserted ISW None"]),
        ("Forces launched 120 drones from Oryol; Shatalovo; and occupied Hvardiiske.", []),
        ("Elements of a brigade are reportedly operating near Bakhmut.", []),
        ("Drones were made in occupied Melitopol.", []),
        ("Ukrainian forces withdrew from Kursk.", []),
    ],
)  # fmt: skip
def test_what_monitors_of_the_front_write(parser, text, claims):
    found = claims_of(parser, text, lang="en", published=date(2023, 6, 1))
    told = [
        f"{text[c.start : c.end]} {c.event} {c.actor} {c.modality}"
        + (f" {c.source} {c.source_party}" if c.source else "")
        for c in found
    ]
    assert [one.replace("A Russian", "Russian") for one in claims] == told


def test_a_claim_that_a_rival_denies_is_two_claims(parser):
    text = "Wagner said it had captured Bakhmut, but Ukraine's General Staff denied the claim."
    found = claims_of(parser, text, lang="en", published=date(2023, 5, 20))
    assert [(c.actor, c.modality, c.source, c.source_party) for c in found] == [
        ("RU", "asserted", "Wagner", "RU"),
        ("RU", "denied", "Ukraine's General Staff", "UA"),
    ]


def test_spans_sentence_and_cue_are_words_of_the_text(parser):
    text = "It rained. On Monday Russian troops seized Bakhmut, officials said."
    (claim,) = claims_of(parser, text, lang="en", published=date(2023, 5, 24))
    assert text[claim.start : claim.end] == "Bakhmut"
    assert text[claim.sentence_start : claim.sentence_end].startswith("On Monday")
    assert claim.cue == "seized"
    assert (claim.event_date, claim.date_prec) == (date(2023, 5, 22), 1)


def test_another_language_and_no_mention_claim_nothing(parser):
    assert claims_of(parser, "Bachmut wurde erobert.", lang="de", published=None) == []
    assert (
        find_claims(
            "Nothing.", [], lang="en", theatre=UKRAINE,
            published=None, published_prec=1, events=[],
        )
        == []
    )  # fmt: skip


def test_the_seed_claims_this_and_no_more(parser):
    seed = (SEEDS / "000_e2c2174b0325c6ec.txt").read_text(encoding="utf-8")
    text = seed.split("lang: en\n")[-1].strip()
    found = claims_of(parser, text, lang="en", published=date(2023, 3, 1))
    assert [
        (text[c.start : c.end], str(c.event), c.actor, str(c.modality), c.source, c.date_prec)
        for c in found
    ] == [
        ("Bakhmut", "withdrew", "UA", "possible", "Zelensky adviser", 1),
        ("Bakhmut", "withdrew", "UA", "possible", "Ukrainian presidential adviser", 1),
        ("Bakhmut", "withdrew", "UA", "denied", "Alexander Rodnyansky", 1),
        ("Bakhmut", "held", "UA", "asserted", "Rodnyansky", 1),
        ("Bakhmut", "withdrew", "UA", "possible", "Rodnyansky", 1),
        ("Bakhmut", "contested", "RU", "asserted", None, 1),
        ("Bakhmut", "withdrew", "UA", "denied", "Prigozhin", 1),
        ("Soledar", "captured", "RU", "asserted", None, 4),
    ]
