"""Shows one article: claims beside the table, the text with every name marked, how to cite it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import cache, markup, state, words
from dashboard.markup import Piece
from dashboard.reading import citation, claims
from dashboard.reading.bar import bar
from dashboard.reading.links import Links
from dashboard.texts import text
from data import DataError, Named, Neighbours, Opened, SourceKind, StatedPoint, set_day, undo

_SHOWN_CHARACTERS = 30_000
_MOST_CORRECTIONS = 20
_HEADLINE_WITHIN = 300
"""A text repeats its headline in its first characters, or not at all."""
_UNSURE = 0.7
"""A name that was placed less surely says so."""


def show(article_id: int, links: Links) -> None:
    """Draw the article, or say that there is none of that number."""
    found = cache.opened(article_id)
    if found is None:
        st.html(markup.drawer([bar()], markup.escaped(text("reading.no_article", id=article_id)),
                              label=text("reading.drawer")))  # fmt: skip
        return
    beside = cache.neighbours(article_id, links.screen.filter)
    if found.published is None:
        _day(found)
    st.html(html(found, beside, links))
    if found.published is not None:
        _day(found)


def html(found: Opened, beside: Neighbours | None, links: Links) -> str:
    """The whole article."""
    first, title = _headline(found, links)
    body = found.text[:_SHOWN_CHARACTERS]
    pieces = [*_names(found, links, first, len(body)), *_labels(found, first, len(body))]
    return markup.drawer(
        [bar(beside, links)],
        title,
        _meta(found, links),
        claims.section(found, cache.record(), cache.theatre(), links),
        markup.prose(body, first, pieces),
        _rest(found, len(body)),
        _unplaced(found),
        _copies(found, links),
        _about(found),
        citation.section(found),
        label=text("reading.drawer"),
    )


def _headline(found: Opened, links: Links) -> tuple[int, str]:
    """Where the text goes on after its headline, and the headline with its names marked."""
    title = found.title.strip()
    at = found.text[: _HEADLINE_WITHIN + len(title)].find(title) if title else -1
    if at < 0:
        return 0, markup.isolated(title or text("reading.no_title"))
    end = at + len(title)
    return end, markup.rich(found.text, at, end, _names(found, links, at, end))


def _meta(found: Opened, links: Links) -> str:
    day = words.day_words(found.published, found.published_prec) if found.published else ""
    said = words.published(found.published, found.published_prec, found.published_from)
    known = [
        markup.span(day or text("reading.undated"), "fl-published", tip=said),
        markup.isolated(found.source),
    ]
    if found.source_kind is SourceKind.BRIEF:
        known.append(markup.chip(text("reading.brief"), "fl-brief"))
    by = [markup.isolated(found.author)] if found.author else []
    if markup.safe_url(found.url):
        by.append(markup.link(found.url, text("reading.original")))
    if found.version > 1:
        changed = markup.escaped(text("reading.what_changed", n=found.version))
        by.append(markup.action(links.versions(found.article_id), changed, style="fl-more-of"))
    return markup.joined(known, "fl-meta") + markup.joined(by, "fl-meta")


def _names(found: Opened, links: Links, first: int, last: int) -> list[Piece]:
    return [
        Piece(name.start, name.end, _name(name, found.text[name.start : name.end], links))
        for name in found.names
        if first <= name.start and name.end <= last
    ]


def _name(name: Named, written: str, links: Links) -> str:
    if name.place_id is None:
        return markup.span(written, "fl-lost", tip=name_words(name))
    style = "fl-named" if name.role == "literal" else "fl-named fl-people"
    shown = markup.escaped(written)
    return markup.action(links.place(name.place_id), shown, style=style, tip=name_words(name))


def name_words(name: Named) -> str:
    """What a name was taken for, in a line."""
    if name.place_id is None:
        return text("reading.not_placed", reason=name.reason or "")
    known = name.place_name or name.place_id
    if name.role == "associative":
        known = text("reading.stands_for_people", name=known)
    elif name.role == "locating":
        known = text("reading.tells_where", name=known)
    return known if name.confidence >= _UNSURE else text("reading.perhaps", name=known)


def _labels(found: Opened, first: int, last: int) -> list[Piece]:
    # What the headline claims, and who says what, stands in the list of claims above the text.
    made = [
        replace(claim, source=None) for claim in found.claims if first < claim.sentence_end <= last
    ]
    return claims.labels(made, cache.theatre())


def _rest(found: Opened, shown: int) -> str:
    if shown == len(found.text):
        return ""
    said = text("reading.first_characters", shown=shown, of=len(found.text))
    return markup.paragraph(said, "fl-quiet")


def _unplaced(found: Opened) -> str:
    lines = {
        (found.text[name.start : name.end], name.reason or ""): None
        for name in found.names
        if name.place_id is None
    }
    shown = [markup.isolated(written) + ": " + markup.isolated(why) for written, why in lines]
    return markup.folded(
        text("reading.unplaced", n=len(lines)), markup.items(shown, "fl-points"), style="fl-unfold"
    )


def _copies(found: Opened, links: Links) -> str:
    rows = [
        markup.escaped(words.day_words(one.published) if one.published else text("reading.undated"))
        + " · "
        + markup.isolated(one.source)
        + ": "
        + markup.action(
            links.article(one.article_id), markup.isolated(one.title or text("reading.no_title"))
        )
        for one in found.copies
    ]
    return markup.folded(
        text("reading.same_story", n=len(rows)), markup.items(rows, "fl-points"), style="fl-unfold"
    )


def _about(found: Opened) -> str:
    lines = [
        text("reading.published", day=words.published(
            found.published, found.published_prec, found.published_from)),
        text("reading.language", name=words.language(found.lang)),
    ]  # fmt: skip
    if found.version > 1:
        lines.append(text("reading.version", n=found.version))
    lines += [text("reading.stated_point", point=_point(point)) for point in found.points]
    return markup.folded(
        text("reading.about"),
        markup.items(map(markup.escaped, lines), "fl-points"),
        style="fl-unfold",
    )


def _point(point: StatedPoint) -> str:
    name = point.name or text("reading.unnamed")
    where = f"{name}: {point.latitude:.4f}, {point.longitude:.4f}"
    prec = point.where_prec
    return f"{where}; {text('reading.stated_prec', code=prec)}" if prec else where


def _day(found: Opened) -> None:
    asked = text("reading.set_day" if found.published is None else "reading.correct_day")
    with (
        st.expander(asked, expanded=found.published is None),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        day = st.date_input(
            text("reading.new_day"), value=found.published, format="YYYY-MM-DD",
            key=f"{state.NEW_DAY}-{found.article_id}",
            min_value="1900-01-01", max_value=max(cache.today(), found.published or date.min),
        )  # fmt: skip
        chosen = state.as_day(day)
        unchanged = chosen is None or chosen == found.published
        if st.button(text("reading.save"), disabled=unchanged) and chosen:
            _try(set_day, found.article_id, chosen)


def corrections() -> None:
    """Draw the days that were set by hand, each with a button that takes it back."""
    made = cache.corrections(limit=_MOST_CORRECTIONS)
    if not made:
        return
    st.subheader(text("reading.corrected"), anchor=False)
    for one in made:
        with st.container(horizontal=True, vertical_alignment="center"):
            was = one.before.isoformat() if one.before else text("reading.undated")
            title = one.title[:80] or text("reading.no_title")
            line = f"{title}: {was} → {one.after.isoformat()}"
            st.html(markup.span(line, "fl-corrected"), width="stretch")
            if st.button(text("reading.undo"), key=f"undo-{one.correction_id}"):
                _try(undo, one.correction_id)


def _try(change: Callable[..., None], *args: object) -> None:
    try:
        cache.correct(change, *args)
    except DataError as exc:
        st.html(markup.note(str(exc), alert=True))
    else:
        st.rerun()
