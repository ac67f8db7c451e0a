"""Where a message of a mailbox begins and ends, by the rules of mboxo, mboxrd, mboxcl and ours."""

import pytest

from data.articles.formats.document import bytes_document
from data.articles.formats.loading import load_document
from tests.growth import processor_time_under

MB = 1024 * 1024
POSTMARK = b"From desk@example.org Mon Mar  6 09:00:00 2023\n"


def load(content, max_bytes=MB, name="a.mbox"):
    return list(load_document(bytes_document(content, origin=name, name=name, max_bytes=max_bytes)))


def mail(body, *, postmark=POSTMARK, headers=b""):
    return postmark + b"From: Desk <desk@example.org>\nSubject: Notes\n" + headers + b"\n" + body


def texts(*mails):
    return [getattr(one, "text", None) or one.reason for one in load(b"\n".join(mails))]


IN_TEXTS = {
    "plain words": b"From memory, the road was shelled twice.\nFrom there we went on.",
    "words before a colon": b"From memory, the list:\nKurakhove: quiet",
    "a day and a time": b"From 09:00 on 6 March 2023 it was quiet.\nTwo hurt.",
    "a postmark without a header": POSTMARK + b"was the first line.",
    "the last line": b"From Sumy with love",
}


@pytest.mark.parametrize("line", IN_TEXTS.values(), ids=IN_TEXTS)
def test_a_line_of_a_text_that_begins_with_from_cuts_no_mail(line):
    body = b"We reached Kurakhove.\n\n" + line + b"\n"
    assert texts(mail(body), mail(b"Second.\n")) == [body.decode().strip(), "Second."]


POSTMARKS = {
    "of Gmail": b"From 1759@xxx Mon Mar 06 09:00:00 +0000 2023\n",
    "of Thunderbird": b"From - Mon Mar  6 09:00:00 2023\n",
    "of Thunderbird, without its date": b"From - \n",
    "of an archive of a list": b"From desk at example.org  Mon Mar  6 09:00:00 2023\n",
    "without its date": b"From desk@example.org\n",
    "with Windows's line ends": POSTMARK.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("postmark", POSTMARKS.values(), ids=POSTMARKS)
def test_postmarks_of_many_programs_begin_a_mail(postmark):
    mails = (mail(b"First.\n", postmark=postmark), mail(b"Second.\n", postmark=postmark))
    assert texts(*mails) == ["First.", "Second."]


def test_no_blank_line_is_needed_before_a_dated_postmark():
    assert texts(mail(b"First.\n") + mail(b"Second.\n")) == ["First.", "Second."]


def test_marks_before_from_are_taken_off_and_a_forwarders_postmark_is_no_header():
    assert texts(mail(b"One.\n>From here on.\n")) == ["One.\nFrom here on."]
    assert texts(mail(b"One.\n", postmark=POSTMARK + b">" + POSTMARK)) == ["One."]


INNER = b"It said:\n\n" + POSTMARK + b"Subject: Inner\n\nInner words.\n"
SAID = INNER.decode().strip()
LENGTHS = {
    "true": (len(INNER), [SAID, "Second."]),
    "too long": (len(INNER) + 40, ["It said:", "Inner words.", "Second."]),
    "too short": (3, ["It said:", "Inner words.", "Second."]),
    "huge": (10**11, ["It said:", "Inner words.", "Second."]),
}


@pytest.mark.parametrize(("length", "expected"), LENGTHS.values(), ids=LENGTHS)
def test_a_stated_length_is_believed_where_a_mail_ends_there(length, expected):
    headers = b"Content-Length: %d\n" % length
    assert texts(mail(INNER, headers=headers), mail(b"Second.\n")) == expected


def test_what_stands_before_the_first_mail_is_named_or_read():
    junk, first = load(b"some lines\nof a log\n\n" + mail(b"First.\n"))
    reason = "a.mbox before its first message has lines that are of no message; left out"
    assert (junk.reason, first.text) == (reason, "First.")
    assert texts(mail(b"First.\n", postmark=b""), mail(b"Second.\n")) == ["First.", "Second."]


@pytest.mark.parametrize("name", ["Inbox", "mbox", "news.mbx"])
def test_a_mailbox_is_known_without_its_ending(name):
    (found,) = load(mail(b"First.\n"), name=name)
    assert found.text == "First."
    (refused,) = load(b"From here on it was quiet.\n", name=name)
    assert "of no known format" in refused.reason


@pytest.mark.parametrize(
    "content",
    [
        mail(b"x\n", headers=b"Content-Length: 900000\n") * 20_000,
        b"From \n" * 300_000,
        mail(b"From a@b.c\n\n" * 100_000),
        POSTMARK * 50_000,
    ],
    ids=["lengths that lie", "bare postmarks", "postmarks in a text", "postmarks alone"],
)
def test_a_hostile_mailbox_is_read_in_time(content):
    with processor_time_under(20):
        assert load(content)
