import json
from datetime import date

import pytest

from data.articles.formats.document import bytes_document, file_document
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document, loader_for
from data.articles.formats.telegram import TelegramExport
from data.errors import LoadError
from tests.theatre import day_in_kyiv

MB = 1024 * 1024


def _message(number, text="Вибухи в Сумах.", **more):
    return {
        "id": number,
        "type": "message",
        "date": "2023-03-01T12:30:00",
        "date_unixtime": "1677666600",
        "from": "Приклад",
        "from_id": "channel77",
        "text": text,
        **more,
    }


def _chat(*messages, name="Приклад", kind="public_channel", number=77, **more):
    return {"name": name, "type": kind, "id": number, **more, "messages": list(messages)}


def _account(*chats, left=()):
    return {
        "about": "Here is the data you requested. Remember: ...",
        "personal_information": {"user_id": 1, "first_name": "A"},
        "contacts": {"about": "", "list": [{"first_name": "B"}] * 3},
        "chats": {"about": "This page lists all chats.", "list": list(chats)},
        "left_chats": {"about": "", "list": list(left)},
    }


def _document(given, **about):
    content = given if isinstance(given, bytes) else json.dumps(given, indent=1).encode()
    return bytes_document(
        content, origin="result.json", name="result.json", max_bytes=about.get("max_bytes", MB)
    )


def _load(given, **about):
    return list(load_document(_document(given, **about)))


def test_a_message_is_an_article_of_its_channel():
    (article,) = _load(_chat(_message(5)))
    assert (article.text, article.source) == ("Вибухи в Сумах.", "Приклад")
    assert (article.article_id, article.published) == ("5/2023-03-01", date(2023, 3, 1))
    assert (article.author, article.url, article.rests_on) == ("", None, "")
    assert (article.origin, article.notes) == ("result.json message 5", ())


def test_the_pieces_of_a_message_are_put_together_as_they_stand():
    pieces = [
        "Вибухи в ",
        {"type": "bold", "text": "Сумах"},
        ".\n",
        {"type": "link", "text": "a.b"},
    ]
    assert _load(_chat(_message(5, pieces)))[0].text == "Вибухи в Сумах.\na.b"


@pytest.mark.parametrize(
    ("unixtime", "written", "day"),
    [
        ("1677708000", "2023-03-01T22:00:00", date(2023, 3, 2)),  # midnight in Kyiv
        ("1677707999", "2023-03-02T03:59:59", date(2023, 3, 1)),
        (None, "2023-03-02T00:00:01", date(2023, 3, 2)),
    ],
    ids=["after midnight in Kyiv", "before it", "no instant"],
)
def test_the_day_is_kyivs_at_the_instant_and_not_the_exporting_computers(unixtime, written, day):
    message = _message(5, date=written, date_unixtime=unixtime)
    assert day_in_kyiv(_load(_chat(message))[0]) == day


def test_what_is_forwarded_and_who_signed_it_is_kept():
    (article,) = _load(_chat(_message(5, forwarded_from="Інший", author="О. Коваль")))
    assert (article.rests_on, article.author) == ("forwarded from Інший", "О. Коваль")


@pytest.mark.parametrize(
    "question", ["Is Kherson free?", [{"type": "plain", "text": "Is Kherson free?"}]]
)
def test_a_poll_is_its_question_and_its_answers(question):
    poll = {"question": question, "answers": [{"text": "Yes", "voters": 2}, {"text": "No"}, 3]}
    (article,) = _load(_chat(_message(1, "", poll=poll)))
    assert article.text == "Is Kherson free?\nYes\nNo"


def test_service_messages_and_messages_without_words_are_passed_over():
    export = _chat(
        _message(1, type="service", action="pin_message", text="x"),
        _message(2, "", photo="photos/a.jpg", poll={"answers": 3}),
        _message(3, [{"type": "bold", "text": " "}]),
        _message(4),
    )
    assert [article.article_id for article in _load(export)] == ["4/2023-03-01"]


@pytest.mark.parametrize(
    ("username", "sidecar", "url"),
    [
        ("example", "", "https://t.me/example/5"),
        (None, "url: https://t.me/s/example\n", "https://t.me/example/5"),
        (None, "url: https://example.com/a\n", None),
        (None, "", None),
    ],
)
def test_an_address_is_made_only_where_the_public_name_is_known(tmp_path, username, sidecar, url):
    more = {"username": username} if username else {}
    path = tmp_path / "result.json"
    path.write_text(json.dumps(_chat(_message(5), **more)), encoding="utf-8")
    if sidecar:
        (tmp_path / "result.meta.yaml").write_text(sidecar, encoding="utf-8")
    (article,) = load_document(file_document(path, max_bytes=MB))
    assert article.url == url


def test_of_an_account_channels_and_groups_are_read_and_private_talk_is_left_out_and_counted():
    export = _account(
        _chat(_message(1), name="Перший"),
        _chat(_message(2, "Hello"), name="A friend", kind="personal_chat", number=8),
        _chat(_message(3), name="Група", kind="private_supergroup", number=9),
        left=[_chat(_message(4), name="Давній", number=10)],
    )
    *articles, refused = _load(export)
    assert [(a.source, a.article_id) for a in articles] == [
        ("Перший", "1/2023-03-01"),
        ("Група", "3/2023-03-01"),
        ("Давній", "4/2023-03-01"),
    ]
    assert articles[0].origin == "result.json chat 'Перший' message 1"
    assert refused.reason == (
        "result.json: 1 private conversations are left out; export one alone to have it read"
    )


def test_a_conversation_exported_alone_is_read():
    (article,) = _load(_chat(_message(2, **{"from": "A friend"}), kind="personal_chat", name="B"))
    assert (article.source, article.author) == ("B", "A friend")


def test_a_broken_export_is_read_up_to_the_break_and_named():
    whole = json.dumps(_chat(*(_message(n) for n in range(1, 400))), indent=1).encode()
    *articles, refused = _load(whole[: len(whole) // 2])
    last = articles[-1].article_id.partition("/")[0]
    assert 150 < len(articles) < 250
    assert isinstance(refused, Skipped)
    assert refused.origin == f"result.json after message {last}"
    assert refused.reason.startswith(f"{refused.origin} is not JSON (")
    assert refused.reason.endswith("); the rest is not read")


@pytest.mark.parametrize(
    "messages",
    [
        "[" * 50_000,
        '[{"id": 1, "type": "message", "text": ' + "[" * 50_000,
        "7",
        '[{"id": ' + "9" * 5000,
    ],
    ids=["deep", "deep in a message", "no list", "number"],
)
def test_a_hostile_export_is_refused_by_name(messages):
    export = f'{{"name": "A", "type": "public_channel", "id": 1, "messages": {messages}'
    (refused,) = _load(export.encode())
    assert refused.reason.startswith("result.json after message none is not JSON (")


def test_a_message_over_the_limit_ends_the_reading_by_name():
    *good, refused = _load(_chat(_message(1), _message(2, "x" * 500_000)), max_bytes=100_000)
    assert [article.article_id for article in good] == ["1/2023-03-01"]
    assert refused.reason.startswith("result.json after message 1 is not JSON (")


def test_an_export_without_words_is_refused():
    with pytest.raises(LoadError, match=r"^result.json holds no message with text$"):
        list(TelegramExport().load(_document(_chat(_message(1, "")))))


@pytest.mark.parametrize(
    ("given", "telegrams"),
    [
        (_chat(_message(1)), True),
        (_account(_chat(_message(1))), True),
        ([{"text": "a", "title": "b"}], False),
        ({"type": "FeatureCollection", "features": [], "messages": []}, False),
        ({"articles": [{"text": "a", "type": "message"}]}, False),
    ],
    ids=["chat", "account", "list", "geojson", "articles"],
)
def test_only_telegrams_own_files_are_taken_for_its_exports(given, telegrams):
    assert isinstance(loader_for(_document(given)), TelegramExport) is telegrams
