"""Telegram's HTML export gives the same articles as the JSON export of the same chat."""

import json
from datetime import datetime

import pytest

from data.articles.formats.document import bytes_document, file_document
from data.articles.formats.loading import load_document
from data.reading.identity import prepare
from tests.growth import processor_time_under
from tests.theatre import day_in_kyiv

MB = 1024 * 1024
CHAT = "Приклад каналу"
HEAD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head>'
    '<body onload="CheckLocation();"><div class="page_wrap"><div class="page_header">'
    f'<div class="content"><div class="text bold">\n{CHAT}\n</div></div></div>'
    '<div class="page_body chat_page"><div class="history">'
)
SERVICE = '<div class="message service" id="message-1"><div class="body details">{}</div></div>'


def as_html(number, text, *, shown, sender=CHAT, joined=False, forwarded="", more=""):
    day, time = shown.split(" ", 1)
    year, month, date = day.split("-")
    name = "" if joined else f'<div class="from_name">\n{sender}\n</div>'
    said = f'<div class="text">\n{text}\n       </div>'
    if forwarded:
        name_there = (
            f'<div class="from_name">\n{forwarded} <span class="date details" '
            'title="01.01.2020 10:00:00"> 01.01.2020 10:00:00</span></div>'
        )
        said = f'<div class="forwarded body">{name_there}{said}</div>'
    return (
        f'<div class="message default clearfix{" joined" * joined}" id="message{number}">'
        f'<div class="body"><div class="pull_right date details" '
        f'title="{date}.{month}.{year} {time}">\n{time[:5]}\n</div>{name}{more}{said}</div></div>'
    )


def as_json(number, text, *, shown, sender=CHAT, forwarded="", **more):
    day, time, zone = shown.split(" ")
    instant = datetime.fromisoformat(f"{day}T{time}{zone.removeprefix('UTC')}")
    told = {"forwarded_from": forwarded} if forwarded else {}
    return {
        "id": number,
        "type": "message",
        "date": f"{day}T{time}",
        "date_unixtime": str(int(instant.timestamp())),
        "from": sender,
        "from_id": "channel77",
        "text": text,
        **told,
        **more,
    }


def page(*messages):
    return f"{HEAD}{''.join(messages)}</div></div></div></body></html>"


def load(content, name):
    given = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    document = bytes_document(given.encode(), origin=name, name=name, max_bytes=8 * MB)
    return list(load_document(document))


def told(article):
    return (
        prepare(article).identity,
        article.text,
        day_in_kyiv(article),
        article.author,
        article.rests_on,
    )


BOLD = {"type": "bold", "text": "Часів Яр"}
LINK = {"type": "text_link", "text": "тут", "href": "https://a.example/1"}
MESSAGES = {
    "plain": ("Обстріл Сум.", "Обстріл Сум.", {}, {}),
    "lines": ("Перший.<br>Другий.<br><br>Третій.", "Перший.\nДругий.\n\nТретій.", {}, {}),
    "styled": (
        'Обстріляли <strong>Часів Яр</strong>, <a href="https://a.example/1">тут</a>.',
        ["Обстріляли ", BOLD, ", ", LINK, "."],
        {},
        {},
    ),
    "hidden until it is clicked": (
        '<span class="spoiler hidden" onclick="ShowSpoiler(this)"><span aria-hidden="true">'
        "Втрати</span></span> великі.",
        [{"type": "spoiler", "text": "Втрати"}, " великі."],
        {},
        {},
    ),
    "letters of markup": ("5 &lt; 6 &amp; 7", "5 < 6 & 7", {}, {}),
    "forwarded": ("Тиша.", "Тиша.", {"forwarded": "Інший"}, {"forwarded": "Інший"}),
    "signed": (
        "Тиша.",
        "Тиша.",
        {"more": '<div class="signature details">\nО. Коваль\n</div>'},
        {"author": "О. Коваль"},
    ),
    "of a person, by a bot": (
        "Тиша.",
        "Тиша.",
        {"sender": 'Олена <span class="details"> via @bot</span>'},
        {"sender": "Олена"},
    ),
    "an answer": (
        "Так.",
        "Так.",
        {"more": '<div class="reply_to details">\nIn reply to <a href="#go">this</a></div>'},
        {"reply_to_message_id": 3},
    ),
    "with a picture": (
        "Дим.",
        "Дим.",
        {
            "more": '<div class="media_wrap clearfix"><div class="title bold">Photo</div>'
            '<div class="text">Not included</div></div>'
        },
        {"photo": "a.jpg"},
    ),
    "edited": ("Нове.", "Нове.", {}, {"edited": "2023-03-09T08:00:00"}),
}


@pytest.mark.parametrize(
    "shown", ["2023-03-06 08:15:00 UTC+02:00", "2023-03-06 23:50:00 UTC-05:00"], ids=["Kyiv", "US"]
)
@pytest.mark.parametrize(("html", "text", "in_html", "in_json"), MESSAGES.values(), ids=MESSAGES)
def test_a_message_is_the_same_article_from_both_exports(html, text, in_html, in_json, shown):
    message = as_json(101, text, shown=shown, **in_json)
    chat = {"name": CHAT, "type": "public_channel", "id": 77, "messages": [message]}
    (from_json,) = load(chat, "result.json")
    (from_html,) = load(page(as_html(101, html, shown=shown, **in_html)), "messages.html")
    assert told(from_html) == told(from_json)
    assert from_html.source == CHAT


def test_joined_messages_share_their_sender_and_service_messages_are_passed_over():
    first, second, third = load(
        page(
            SERVICE.format("6 March 2023"),
            as_html(1, "One.", shown="2023-03-06 08:15:00", sender="Олена"),
            as_html(2, "Two.", shown="2023-03-06 08:16:00", joined=True),
            SERVICE.format("Канал pinned a message"),
            as_html(3, "Three.", shown="2023-03-07 08:16:00", sender="Іван", forwarded="Інший"),
            as_html(4, "", shown="2023-03-07 08:17:00"),
        ),
        "messages2.html",
    )
    assert [one.author for one in (first, second, third)] == ["Олена", "Олена", "Іван"]
    assert (second.rests_on, third.rests_on) == ("", "forwarded from Інший")
    assert first.origin == "messages2.html message 1"
    assert third.published.isoformat() == "2023-03-07"


def test_a_message_that_is_not_joined_takes_no_sender_from_the_one_before():
    second = as_html(2, "Two.", shown="2023-03-06 08:16:00").replace(f"\n{CHAT}\n", "")
    first = as_html(1, "One.", shown="2023-03-06 08:15:00", sender="Олена")
    assert [one.author for one in load(page(first, second), "messages.html")] == ["Олена", ""]


def test_a_sidecar_gives_the_address_of_the_channel(tmp_path):
    path = tmp_path / "messages.html"
    path.write_text(page(as_html(7, "One.", shown="2023-03-06 08:15:00")), encoding="utf-8")
    (tmp_path / "messages.meta.yaml").write_text("url: https://t.me/example\n", encoding="utf-8")
    (found,) = load_document(file_document(path, max_bytes=MB))
    assert found.url == "https://t.me/example/7"


def test_a_page_of_an_export_without_messages_is_refused():
    (refused,) = load(page(SERVICE.format("6 March 2023")), "messages.html")
    says = "messages.html holds no message with text; give the messages*.html of a chat"
    assert refused.reason == says


def test_an_export_that_breaks_off_is_read_as_far_as_it_goes():
    whole = page(*(as_html(n, f"Number {n}.", shown="2023-03-06 08:15:00") for n in range(100)))
    found = load(whole[: len(whole) // 2], "messages.html")
    assert 40 < len(found) < 60
    assert {one.article_id for one in found} <= {f"{n}/2023-03-06" for n in range(100)}


def test_a_file_of_thousands_of_messages_is_read_in_time():
    many = (as_html(n, "Обстріл <b>Сум</b>.", shown="2023-03-06 08:15:00") for n in range(6000))
    with processor_time_under(15):
        assert len(load(page(*many), "messages.html")) == 6000


HEADLESS = {
    "messages alone": lambda messages: {"messages": messages},
    "a bare list": lambda messages: messages,
    "a head below": lambda messages: {"messages": messages, "name": CHAT, "type": "public_channel"},
    "a sorted head": lambda messages: {
        "id": 77,
        "messages": messages,
        "name": CHAT,
        "type": "public_channel",
    },
}


@pytest.mark.parametrize("given", HEADLESS.values(), ids=HEADLESS)
def test_an_export_without_its_head_gives_the_same_articles(given):
    shown = "2023-03-06 08:15:00 UTC+02:00"
    messages = [as_json(number, ["У ", BOLD, " тихо."], shown=shown) for number in (1, 2)]
    whole = {"name": CHAT, "type": "public_channel", "id": 77, "messages": messages}
    expected = [told(one) for one in load(whole, "result.json")]
    assert [told(one) for one in load(given(messages), "other.json")] == expected


def test_a_group_without_its_head_is_named_by_the_message_that_made_it():
    made = {"id": 1, "type": "service", "action": "create_group", "title": "Група"}
    message = as_json(2, "Тихо.", shown="2023-03-06 08:15:00 UTC+02:00", sender="Олена")
    message["from_id"] = "user5"
    (found,) = load({"messages": [made, message]}, "result.json")
    assert (found.source, found.author) == ("Група", "Олена")


def test_styled_parts_are_put_together_in_any_json():
    article = {"title": "T", "text": ["Обстріляли ", BOLD, "."], "date": "2023-03-06"}
    (listed,) = load([article], "a.json")
    (lined,) = load(article, "a.jsonl")
    assert listed.text == lined.text == "Обстріляли Часів Яр."
