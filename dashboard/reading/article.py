"""Shows one article: its text with names and claims marked, its day, and copies of its story."""

from collections.abc import Callable

import streamlit as st

from dashboard import cache, markup, state, words
from data import DataError, Named, Opened, SourceKind, StatedPoint, set_day, undo

_SHOWN_CHARACTERS = 30_000
_MOST_CORRECTIONS = 20


def show(article_id: int | None) -> None:
    """Draw the article; without one, how to choose it and what was corrected so far."""
    found = cache.opened(article_id) if article_id else None
    if found is None:
        if article_id:
            st.info(f"There is no article {article_id}. Choose one from the list.")
        _corrections()
        return
    st.button(
        "Close", type="tertiary", icon=":material/close:", on_click=state.open_article, args=(None,)
    )
    st.html(_head(found))
    _day(found)
    _story(found)
    if found.points:
        st.caption(
            "Points that the input itself gives:  \n" + "  \n".join(map(_point, found.points))
        )
    text = found.text[:_SHOWN_CHARACTERS]
    names = [name for name in found.names if name.end <= len(text)]
    marks = ((n.start, n.end, name_words(n), n.place_id is not None) for n in names)
    claims = (
        (claim.sentence_end, f"{text[claim.start : claim.end]}: {words.claim_words(claim)}")
        for claim in found.claims
        if claim.sentence_end <= len(text)
    )
    st.html(markup.article_text(text, marks, claims))
    if len(text) < len(found.text):
        st.caption(f"The first {len(text):,} of {len(found.text):,} characters.")


def name_words(name: Named) -> str:
    """What a name was taken for, in a line."""
    if name.place_id is None:
        return "not placed"
    role = {"associative": "stands for people: ", "locating": "tells where another place lies: "}
    line = f"{role.get(name.role, '')}{name.place_name} ({name.place_id}), {name.confidence:.0%}"
    return f"{line}; happened {words.happened(name.event)}" if name.event else line


def _head(found: Opened) -> str:
    lines = [words.published(found.published, found.published_prec, found.published_from)]
    lines.append(words.LANGUAGE_WORDS.get(found.lang, found.lang))
    if found.version > 1:
        lines.append(f"version {found.version}, the older ones are kept")
    return markup.article_head(
        found.title, found.url, found.source, found.author, lines,
        brief=found.source_kind is SourceKind.BRIEF,
    )  # fmt: skip


def _story(found: Opened) -> None:
    if not found.copies:
        return
    same = words.counted(len(found.copies), "other article")
    with st.expander(f"{same} tell this story; together they count as one source"):
        rows = [
            (str(t.published or "undated"), t.source, t.url, t.title or "(no title)")
            for t in found.copies
        ]
        st.html(markup.copies(rows))


def _point(point: StatedPoint) -> str:
    name = markup.plain(point.name) if point.name else "unnamed"
    known = f", precision {point.where_prec} of UCDP's 7" if point.where_prec else ""
    return f"{name}: {point.latitude:.4f}, {point.longitude:.4f}{known}"


def _day(found: Opened) -> None:
    asked = "Set the day it was published" if found.published is None else "Correct the day"
    with (
        st.expander(asked, expanded=found.published is None),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        day = st.date_input(
            "Published", value=found.published, key=f"{state.NEW_DAY}-{found.article_id}",
            format="YYYY-MM-DD", min_value="1900-01-01", max_value="2100-12-31",
        )  # fmt: skip
        chosen = state.as_day(day)
        if st.button("Save", disabled=chosen is None or chosen == found.published) and chosen:
            _try(set_day, found.article_id, chosen)


def _corrections() -> None:
    st.markdown("Select an article to read it, or to set the day it was published.")
    made = cache.corrections(limit=_MOST_CORRECTIONS)
    if not made:
        return
    st.markdown("**Days that were set by hand**")
    for one in made:
        with st.container(horizontal=True, vertical_alignment="center"):
            was = one.before.isoformat() if one.before else "undated"
            title = markup.plain(one.title[:80] or "(no title)")
            st.markdown(f"{title}: {was} → {one.after.isoformat()}", width="stretch")
            if st.button("Undo", key=f"undo-{one.correction_id}"):
                _try(undo, one.correction_id)


def _try(change: Callable[..., None], *args: object) -> None:
    try:
        cache.correct(change, *args)
    except DataError as exc:
        st.error(markup.plain(str(exc)))
    else:
        st.rerun()
