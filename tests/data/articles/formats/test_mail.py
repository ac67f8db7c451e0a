from base64 import b64encode
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.loader import Skipped
from data.articles.formats.loading import load_document
from data.articles.formats.mail import without_quotes
from tests.growth import processor_time_under

MB = 1024 * 1024
HEAD = (
    b"From: The Example <news@example.com>\r\nSubject: Kupiansk shelled\r\n"
    b"Date: Wed, 01 Mar 2023 12:30:00 +0200\r\nMessage-ID: <a1@example.com>\r\n"
)
RU = "Российские войска ночью обстреляли Харьков и Сумы, есть раненые."


def _load(content, name="a.eml", max_bytes=MB):
    return list(load_document(bytes_document(content, origin=name, name=name, max_bytes=max_bytes)))


def _one(content, **about):
    (article,) = _load(content, **about)
    return article


def test_what_the_headers_say_reaches_the_article():
    article = _one(HEAD + b"\r\nTwo people were wounded.\r\n")
    assert (article.title, article.source) == ("Kupiansk shelled", "The Example")
    assert (article.author, article.article_id) == ("news@example.com", "a1@example.com")
    assert (article.published, article.text) == (date(2023, 3, 1), "Two people were wounded.")
    assert (article.origin, article.notes) == ("a.eml", ())


def test_a_mail_speaks_for_the_site_of_its_sender_whatever_name_it_takes():
    mail = b"From: Trusted <news@mail.evil.example>\nSubject: Fires\n\nFires in Kherson.\n"
    found = _one(mail)
    assert (found.source, found.site) == ("Trusted", "mail.evil.example")


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?B?" + b64encode("Вибухи в Сумах".encode()).decode() + "?=", "Вибухи в Сумах"),
        (
            "=?windows-1251?Q?=C2=E7=F0=FB=E2=FB?= =?windows-1251?Q?_=E2_=D1=F3=EC=E0=F5?=",
            "Взрывы в Сумах",
        ),
        ("Вибухи в Сумах", "Вибухи в Сумах"),
        ("=?no-such?B?AAAA?= =?utf-8?B?!!?=", "=?no-such?B?AAAA?= =?utf-8?B?!!?="),
        ("a\r\n b", "a b"),
    ],
    ids=["base64", "quoted cp1251", "bare utf-8", "broken", "folded"],
)
def test_the_subject_is_read_in_its_charset(subject, title):
    article = _one(f"Subject: {subject}\r\nFrom: a@b.c\r\n\r\nText.".encode())
    assert article.title == title


@pytest.mark.parametrize(
    ("charset", "encoding", "note"),
    [
        ("; charset=windows-1251", "cp1251", ()),
        ("; charset=koi8-r", "koi8-r", ()),
        ("; charset=us-ascii", "cp1251", ("read as Windows-1251",)),
        ("", "koi8-r", ("read as KOI8-U",)),
        ("", "utf-8", ()),
    ],
)
def test_the_body_is_read_in_its_charset(charset, encoding, note):
    head = (
        HEAD + f"Content-Type: text/plain{charset}\r\nContent-Transfer-Encoding: 8bit\r\n".encode()
    )
    article = _one(head + b"\r\n" + RU.encode(encoding))
    assert (article.text, article.notes) == (RU, note)


RAW = "Обстріл Харкова"
IN_CYRILLIC = "Під ранок обстріляли склад, повідомив мер міста. Двоє поранені."
CHARSETS_OF_BODIES = {
    "windows-1251": ("text/plain; charset=windows-1251", "cp1251", "8bit"),
    "koi8-u": ("text/plain; charset=koi8-u", "koi8-u", "8bit"),
    "iso-8859-5": ("text/plain; charset=iso-8859-5", "iso-8859-5", "8bit"),
    "found in the text": ("text/plain", "cp1251", "8bit"),
    "stated in the page": ("text/html", "cp1251", "8bit"),
    "of a text in base64": ("text/plain; charset=windows-1251", "cp1251", "base64"),
}


@pytest.mark.parametrize(
    ("content_type", "encoding", "transfer"), CHARSETS_OF_BODIES.values(), ids=CHARSETS_OF_BODIES
)
def test_raw_letters_in_headers_are_read_in_the_charset_of_the_text(
    content_type, encoding, transfer
):
    body = IN_CYRILLIC if "plain" in content_type else f"<meta charset=cp1251><p>{IN_CYRILLIC}</p>"
    raw = body.encode(encoding)
    head = (
        f"From: {RAW} <a@b.c>\nSubject: {RAW}\nContent-Type: {content_type}\n"
        f"Content-Transfer-Encoding: {transfer}\n\n"
    )
    found = _one(head.encode(encoding) + (b64encode(raw) if transfer == "base64" else raw))
    assert (found.title, found.source, found.text) == (RAW, RAW, IN_CYRILLIC)


def test_raw_letters_in_utf_8_stay_so_above_a_text_in_another_charset():
    head = f"Subject: {RAW}\nContent-Type: text/plain; charset=windows-1251\n\n".encode()
    assert _one(head + RU.encode("cp1251")).title == RAW


def test_raw_letters_beside_an_encoded_word_are_read():
    head = f"Subject: =?windows-1251?Q?=CE?= {RAW}\n".encode("cp1251")
    assert _one(head + b"Content-Type: text/plain; charset=cp1251\n\nText.").title == f"О {RAW}"


def test_a_text_that_is_cut_by_a_picture_is_read_whole():
    message = EmailMessage()
    message["Subject"] = "T"
    message.add_attachment("First half.", disposition="inline")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment("Second half.", disposition="inline")
    assert _one(message.as_bytes()).text == "First half.\n\nSecond half."


def test_a_mail_that_is_attached_is_named_unless_it_is_all_there_is():
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("Inner words.")
    outer = _message_with(inner, text="Own words.")
    assert (outer.text, outer.notes) == ("Own words.", ("attached and not read: a mail",))
    assert _message_with(inner, text=None).text == "Inner words."


def _message_with(inner, *, text):
    message = EmailMessage()
    message["Subject"] = "T"
    if text:
        message.set_content(text)
    message.add_attachment(inner)
    return _one(message.as_bytes())


def test_a_mail_that_breaks_off_says_so():
    message = _message(plain="Plain words.", html=PAGE)
    cut = message[: message.rindex(b"</body>")]
    assert _one(cut).notes == ("the mail breaks off: the end of its last part is missing",)


@pytest.mark.parametrize("left", [60, 61, 63])
def test_base64_that_breaks_off_is_read_as_far_as_it_goes(left):
    head = b"Subject: T\nContent-Type: text/plain; charset=utf-8\n"
    raw = b64encode(IN_CYRILLIC.encode())[:left]
    found = _one(head + b"Content-Transfer-Encoding: base64\n\n" + raw)
    assert found.text.startswith("Під ранок обстріляли")
    assert bool(found.notes) == (left % 4 == 1)


def test_headers_in_another_charset_than_the_text_are_read_where_their_letters_are_sure():
    title = "Обстріл Харкова вночі, є поранені та загиблі люди"
    head = f"Subject: {title}\nContent-Type: text/plain; charset=utf-8\n\n".encode("koi8-u")
    assert _one(head + b"Text.").title == title


def _message(plain=None, html=None, attached=()):
    message = EmailMessage()
    message["Subject"], message["From"] = "T", "a@b.c"
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    for name in attached:
        message.add_attachment("Attached words.", filename=name)
    return message.as_bytes()


PAGE = (
    "<html><body><table><tr><td><h1>Kupiansk</h1><p>Two people were wounded in the town of "
    "Kupiansk overnight.</p><p>Rescuers are at work, the head said.</p></td></tr></table>"
    "</body></html>"
)


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (_message(plain="Plain words.", html=PAGE), "Plain words."),
        (_message(html="<p>Вибухи<br>в <b>Сумах</b>.</p>"), "Вибухи\nв Сумах."),
        (_message(plain=" \n", html="<p>Only here.</p>"), "Only here."),
    ],
    ids=["plain first", "few lines of html", "plain is blank"],
)
def test_the_plain_part_is_the_text_and_else_the_html_part(message, text):
    assert _one(message).text == text


def test_an_html_part_keeps_its_paragraphs_though_it_is_laid_out_in_tables():
    assert _one(_message(html=PAGE)).text.split("\n\n") == [
        "Kupiansk",
        "Two people were wounded in the town of Kupiansk overnight.",
        "Rescuers are at work, the head said.",
    ]


def test_attached_texts_are_named_and_not_read():
    article = _one(_message(plain="Words.", attached=("a.txt", "b.html")))
    assert article.text == "Words."
    assert article.notes == ("attached and not read: a.txt, b.html",)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("New.\n\nOn Wed, 1 Mar 2023, A <a@b.c> wrote:\n> Old.\n> Older.\n", "New."),
        ("Нове.\n\nср, 1 бер. 2023 о 12:30 А <a@b.c> пише:\n\n> Старе.\n", "Нове."),
        ("> Asked.\nAnswered.\n>> Old.\nMore.", "Answered.\nMore."),
        ("Words.\n-- \nOlena Koval\n+380", "Words."),
        ("New.\n-----Original Message-----\nFrom: A\nOld.", "New."),
        ("---------- Forwarded message ---------\nFrom: A\n\nNews.",) * 2,
        ("He said:\nno quote.", "He said:\nno quote."),
        ("A line\n--\n" + "of text\n" * 20, "A line\n--\n" + ("of text\n" * 20).strip()),
        ("> All\n> quoted.", "> All\n> quoted."),
    ],
    ids=[
        "reply",
        "reply uk",
        "between",
        "signature",
        "outlook",
        "forwarded",
        "said",
        "rule",
        "all",
    ],
)
def test_quotes_and_signatures_are_left_out_where_plainly_marked(text, own):
    assert without_quotes(text) == own


BOX = (
    b"From a@b.c Wed Mar  1 12:30:00 2023\n" + HEAD.replace(b"\r\n", b"\n") + b"\nFirst.\n"
    b">From here on it is quiet.\n\n"
    b"From a@b.c Wed Mar  1 12:40:00 2023\nSubject: Second\nFrom: c@d.e\n\n\n\n"
    b"From a@b.c Wed Mar  1 12:50:00 2023\nSubject: Third\nFrom: c@d.e\n\nThird.\nFrom Sumy too.\n"
)


def test_a_mailbox_is_an_article_a_message_and_a_broken_one_is_named():
    first, second, third = _load(BOX, name="a.mbox")
    assert (first.title, first.text) == ("Kupiansk shelled", "First.\nFrom here on it is quiet.")
    assert isinstance(second, Skipped)
    assert second.reason == "a.mbox message 2 holds no text part"
    assert (third.origin, third.text) == ("a.mbox message 3", "Third.\nFrom Sumy too.")


def test_a_message_over_the_limit_is_refused_and_the_next_is_read():
    box = BOX.replace(b"First.", b"x" * 99 + b"\n" + b"y" * 3000)
    first, _second, third = _load(box, name="a.mbox", max_bytes=2048)
    assert first.reason == "a.mbox message 1 is larger than 0.00195312 MB; save it alone"
    assert third.text == "Third.\nFrom Sumy too."


def test_a_file_that_is_no_mailbox_is_refused():
    (refused,) = _load(b"Words.\n\nMore words.\n", name="a.mbox")
    assert refused.reason == "a.mbox holds no message; is it a mailbox?"


def _nested(depth):
    lines = [f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)]
    return b"Subject: T\n" + "".join(lines).encode() + b"\nWords.\n"


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: " + b"a" * MB + b"\n\nWords.",
        b"From: " + b"(" * 200_000 + b"\n\nWords.",
        b"From: " + b'"' * 200_001 + b"\nDate: " + b"9" * 200_000 + b"\n\nWords.",
        b"Subject: " + b"=?utf-8?B?" * 50_000 + b"\n\nWords.",
        b"Content-Type: text/plain; " + b"a*0*=x; " * 20_000 + b"\n\nWords.",
        b"X: y\n" * 100_000 + b"\nWords.",
        b"Content-Type: " + b";" * 300_000 + b"\n\nWords.",
        b"Message-ID: <" + b"\x00\xff" * 100_000 + b"\n\nWords.",
        b"Subject: T\nContent-Transfer-Encoding: base64\n\n" + b"!!!" * 1000,
        b"Content-Type: text/plain; charset=" + b"\xff" * 200 + b"\n\nWords.",
        _nested(5000),
    ],
    ids=[
        *("subject", "comments", "quotes", "words", "parameters", "headers", "semicolons"),
        *("message id", "base64", "charset", "nested"),
    ],
)
def test_a_hostile_message_is_read_or_refused_at_once(content):
    with processor_time_under(15):
        (found,) = _load(content, max_bytes=8 * MB)
    if isinstance(found, Skipped):
        assert found.reason.startswith("a.eml ")
    else:
        assert found.text == "Words."


def test_what_is_no_mail_is_refused():
    (refused,) = _load(b"\nJust words.\n")
    assert refused.reason == "a.eml is no mail: it has no headers"


def test_a_message_without_text_is_refused():
    message = EmailMessage()
    message["Subject"] = "T"
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    (refused,) = _load(message.as_bytes())
    assert refused.reason == "a.eml holds no text part"


def test_attached_files_of_any_kind_are_named_and_pictures_in_the_text_are_not():
    message = message_from_bytes(_message(plain="Words."), policy=policy.default)
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="a.pdf")
    message.add_attachment(
        b"x", maintype="image", subtype="png", filename="b.png", disposition="inline"
    )
    assert _one(message.as_bytes()).notes == ("attached and not read: a.pdf",)


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("Your program does not show HTML.", "Kupiansk"),
        ("Переглянути лист у браузері", "Kupiansk"),
        ("Two shells fell on Kupiansk.", "Two shells"),
        ("The HTML of our page was changed. " * 15, "The HTML"),
    ],
    ids=["asks for HTML", "asks for a browser", "short", "speaks of HTML"],
)
def test_a_plain_part_that_only_asks_for_another_program_is_not_the_text(plain, text):
    assert _one(_message(plain=plain, html=PAGE)).text.startswith(text)


def test_a_request_without_the_part_that_it_speaks_of_is_the_text():
    assert _one(_message(plain="See it in a browser.")).text == "See it in a browser."


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Date: Tue, 14 Nov 2022 09:00:00 +0200", date(2022, 11, 14)),
        ("Subject: T", date(2022, 11, 16)),
    ],
    ids=["date", "no date"],
)
def test_a_mail_without_a_date_has_the_day_when_the_first_server_had_it(head, day):
    received = "Received: from {} by b\n ; {} Nov 2022 08:00:00 +0000\n"
    stamps = received.format("z", "Thu, 17") + received.format("a", "Wed, 16")
    assert _one(f"{stamps}{head}\n\nText.".encode()).published == day
