"""A page names the scripts that its widgets will ask for; nothing else does."""

import asyncio

import pytest

from dashboard.preload import WIDGETS, Preload, scripts

PAGE = [(b"content-type", b"text/html; charset=utf-8")]


def head_of(answered, *, status=200, kind="http"):
    """The headers that come through of an app's answer."""
    sent = []

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": status, "headers": answered})
        await send({"type": "http.response.body", "body": b"page"})

    async def keep(message):
        sent.append(message)

    asyncio.run(Preload(app)({"type": kind}, None, keep))
    assert sent[1] == {"type": "http.response.body", "body": b"page"}
    return sent[0]["headers"]


def test_a_page_names_every_script_once_and_keeps_its_head():
    kind, link = head_of(PAGE)

    assert kind == PAGE[0]
    named = [f"<./static/js/{name}>; rel=modulepreload" for name in scripts()]
    assert link == (b"link", ", ".join(named).encode())
    assert len(set(scripts())) == len(scripts())


@pytest.mark.parametrize(
    ("headers", "status", "kind"),
    [
        ([(b"content-type", b"application/json")], 200, "http"),
        ([], 200, "http"),
        (PAGE, 304, "http"),
        (PAGE, 404, "http"),
        (PAGE, 200, "websocket"),
    ],
    ids=["json", "no kind", "unchanged", "not found", "socket"],
)
def test_another_answer_stays_as_it_is(headers, status, kind):
    assert head_of(headers, status=status, kind=kind) == headers


@pytest.mark.parametrize("widget", WIDGETS)
def test_streamlit_has_a_script_for_the_widget(widget):
    assert any(name.startswith(f"{widget}.") for name in scripts())
