"""Finds the stored article that an input is: the one of its identity that it may change.

The first input with an address, id or text has the plain identity. Those of other sources, which
may not change that article, have the same one with their owner after it, and so stand beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from data.reading.identity import Prepared
from data.reading.owners import Right, other_owner, owner_of, right_over
from data.store.schema import ARTICLE, ARTICLE_TEXT, STATED_EVENT

_BY_OWNER = "\x1f"
# Built once: building it for every article took a third of the time spent outside the parser.
_ASKED: list[sa.BindParameter[str]] = [sa.bindparam(name) for name in ("plain", "own", "other")]
_LOOK_UP = (
    sa.select(
        ARTICLE,
        ARTICLE_TEXT.c.version.label("same_text"),
        STATED_EVENT.c.first_day,
        STATED_EVENT.c.day_prec,
    )
    .outerjoin(STATED_EVENT, STATED_EVENT.c.article_id == ARTICLE.c.article_id)
    .outerjoin(
        ARTICLE_TEXT,
        sa.and_(
            ARTICLE_TEXT.c.article_id == ARTICLE.c.article_id,
            ARTICLE_TEXT.c.sha256 == sa.bindparam("asked_sha256"),
        ),
    )
    .where(ARTICLE.c.identity.in_(_ASKED))
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the store holds of an input's identity."""

    identity: str
    """Of the article that it is, stored or not."""
    held: Mapping[str, Any] | None
    """The row of ``article`` with ``same_text``, the version of this text, and the stated event;
    None: it is not stored."""
    repeats: bool = False
    """It is stored, and this input may change nothing of it."""
    apart_from: str = ""
    """Source of the article that it is kept apart from; empty where there is none."""


def find_own(connection: sa.Connection, prepared: Prepared) -> Found:
    """The article that the input is."""
    given, plain = prepared.stated, prepared.identity
    own = f"{plain}{_BY_OWNER}{owner_of(given)}"
    other = f"{plain}{_BY_OWNER}{other_owner(given)}"
    asked = {"plain": plain, "own": own, "other": other, "asked_sha256": prepared.sha256}
    found = connection.execute(_LOOK_UP, asked).mappings()
    rows = {row["identity"]: dict(row) for row in found}
    repeated: Found | None = None
    for identity in (own, plain, other):
        held = rows.get(identity)
        if held is None:
            continue
        right = right_over(held, given, same_text=held["same_text"] is not None)
        apart_from = rows[plain]["source"] if identity != plain and plain in rows else ""
        if right is Right.CHANGE:
            return Found(identity, held, apart_from=apart_from)
        if right is Right.REPEAT and repeated is None:
            repeated = Found(identity, held, repeats=True)
    if repeated:
        return repeated
    if plain not in rows:
        return Found(plain, None)
    return Found(own, None, apart_from=rows[plain]["source"])
