"""Defines the tables in SQLAlchemy Core, for SQLite and PostgreSQL alike.

An article is one row of ``article`` however many versions its text had; ``article_text`` keeps
every version. ``mention`` holds the places of the newest version only, and of each article all of
them: ``place_no`` is null, and ``reason`` says why, where a name could not be mapped. Where the
text tells another point by the name, ``place_no`` is that point's row and ``relative`` keeps the
named place. ``claim`` holds what the newest version claims of places. Candidates lie packed by
article, as they are read one article at a time and would make ``mention`` ten times as wide. Days
are dates without a time; moments are UTC without a zone; coordinates are WGS84 degrees;
precisions are UCDP's codes.
"""

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only where the key is exactly INTEGER.
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

MIGRATION = sa.Table(
    "migration",
    METADATA,
    sa.Column("name", sa.String(80), primary_key=True),
    sa.Column("applied_at", sa.DateTime, nullable=False),
)

STATE = sa.Table(
    "state",
    METADATA,
    sa.Column("state_id", sa.Integer, primary_key=True),  # one row, number 1
    # Raised by every transaction that changes articles, which so wait for one another: a reader
    # that has seen N changes finds all others by article.changed and removed.changed above N.
    sa.Column("changes", sa.BigInteger, nullable=False),
)

RUN = sa.Table(
    "run",
    METADATA,
    sa.Column("run_id", _ROW_ID, primary_key=True),
    sa.Column("started_at", sa.DateTime, nullable=False),
    sa.Column("finished_at", sa.DateTime),  # null: still running, or ended before its time
    sa.Column("gazetteer_version", sa.Text, nullable=False),
    sa.Column("model_version", sa.Text, nullable=False),
    sa.Column("new", sa.Integer, nullable=False, default=0),
    sa.Column("new_versions", sa.Integer, nullable=False, default=0),
    sa.Column("updated", sa.Integer, nullable=False, default=0),
    sa.Column("unchanged", sa.Integer, nullable=False, default=0),
    sa.Column("skipped", sa.Integer, nullable=False, default=0),
)

PLACING = sa.Table(
    "placing",
    METADATA,
    sa.Column("placing_id", _ROW_ID, primary_key=True),
    sa.Column("gazetteer_version", sa.Text, nullable=False),
    sa.Column("model_version", sa.Text, nullable=False),
    sa.UniqueConstraint("gazetteer_version", "model_version"),
)
"""What placed the mentions of an article, all of them at once."""

ARTICLE = sa.Table(
    "article",
    METADATA,
    sa.Column("article_id", _ROW_ID, primary_key=True),
    sa.Column("identity", sa.Text, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),  # the newest one in article_text
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_kind", sa.String(16), nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("published_prec", sa.SmallInteger, nullable=False),
    sa.Column("published_from", sa.String(16), nullable=False),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("rests_on", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("placing_id", sa.ForeignKey("placing.placing_id"), nullable=False),
    # Version of the reader of claims; 0: read before there was one.
    sa.Column("claims_version", sa.SmallInteger, nullable=False, server_default="0"),
    # The first article, by number, of all that tell the same story; its own where none does.
    sa.Column("story_id", sa.BigInteger, nullable=False),
    # Source of the story's first article by day: all copies count as this one source.
    sa.Column("first_source", sa.Text, nullable=False),
    sa.Column("search_doc", sa.BigInteger),  # its document in the search index
    sa.Column("changed", sa.BigInteger, nullable=False),  # see state.changes
    # Who may change it, see data.reading.owners; null: stored before that was kept.
    sa.Column("owner", sa.Text),
    sa.Index("ix_article_published", "published", "article_id"),
    sa.Index("ix_article_source", "source"),
    sa.Index("ix_article_story_id", "story_id"),
    sa.Index("ix_article_search_doc", "search_doc"),
    sa.Index("ix_article_changed", "changed"),
)

ARTICLE_TEXT = sa.Table(
    "article_text",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("version", sa.Integer),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("run_id", sa.ForeignKey("run.run_id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("article_id", "version"),
    sa.UniqueConstraint("article_id", "sha256"),
)

NEWEST_TEXT = sa.and_(
    ARTICLE_TEXT.c.article_id == ARTICLE.c.article_id,
    ARTICLE_TEXT.c.version == ARTICLE.c.version,
)
"""Joins an article to its newest text."""

REMOVED = sa.Table(
    "removed",
    METADATA,
    sa.Column("article_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("changed", sa.BigInteger, nullable=False, index=True),
)
"""Articles that were deleted, for readers that counted them before."""

PLACE = sa.Table(
    "place",
    METADATA,
    sa.Column("place_no", sa.Integer, primary_key=True),
    sa.Column("place_id", sa.String(80), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("name_local", sa.Text),
    sa.Column("latitude", sa.Float, nullable=False),
    sa.Column("longitude", sa.Float, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("feature_code", sa.String(16), nullable=False),
    sa.Column("country", sa.String(2)),
    sa.Column("admin1", sa.Text),
    sa.Column("admin2", sa.Text),
    sa.Column("population", sa.BigInteger, nullable=False),
    sa.Column("where_prec", sa.SmallInteger, nullable=False),
    sa.Column("uncertainty_m", sa.Integer, nullable=False),
    sa.Column("gazetteer_version", sa.Text, nullable=False),
    sa.Column("changed", sa.BigInteger, nullable=False, server_default="0", index=True),
)

MENTION = sa.Table(
    "mention",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("start", sa.Integer),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("generic", sa.Text),
    sa.Column("place_no", sa.ForeignKey("place.place_no")),
    sa.Column("reason", sa.Text),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("where_prec", sa.SmallInteger),
    sa.Column("uncertainty_m", sa.Integer),
    sa.Column("event_day", sa.Date),  # of what the text tells there; the period's first day
    sa.Column("event_prec", sa.SmallInteger),
    sa.Column("event_words", sa.Text),
    sa.Column("lang", sa.String(8), nullable=False),  # of the sentence
    # The best mention of its place in its article, a literal one where there is one: summed over
    # the roles that count, it counts articles.
    sa.Column("lead", sa.Boolean, nullable=False),
    sa.Column("candidate_count", sa.SmallInteger, nullable=False),
    sa.Column("relative", sa.JSON(none_as_null=True)),  # see data.reading.relatives
    sa.PrimaryKeyConstraint("article_id", "start"),
    sa.Index("ix_mention_place_no", "place_no"),
    sa.CheckConstraint("place_no IS NOT NULL OR reason IS NOT NULL", name="ck_mention_mapped"),
    sqlite_with_rowid=False,
)

CLAIM = sa.Table(
    "claim",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("ordinal", sa.Integer),
    sa.Column("start", sa.Integer, nullable=False),  # of the mention of the place
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("event", sa.String(16), nullable=False),
    sa.Column("actor", sa.String(32)),  # id of a party of the theatre; null: not said
    sa.Column("modality", sa.String(16), nullable=False),
    sa.Column("said_by", sa.Text),  # as written; null: the article itself
    sa.Column("said_by_party", sa.String(32)),  # null: of neither party, or not known
    sa.Column("event_day", sa.Date),  # the period's first day
    sa.Column("event_prec", sa.SmallInteger),
    sa.Column("cue", sa.Text, nullable=False),
    # Of the sentence that says so; the mention is in it, or in one before ("they took the town").
    sa.Column("sentence_start", sa.Integer, nullable=False),
    sa.Column("sentence_end", sa.Integer, nullable=False),
    sa.PrimaryKeyConstraint("article_id", "ordinal"),
    sa.Index("ix_claim_event", "event", "article_id", "start"),
    sqlite_with_rowid=False,
)
"""What articles claim of places, at which mention; see data.reading.claims."""

ARTICLE_EXPLAINED = sa.Table(
    "article_explained",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("packed", sa.LargeBinary, nullable=False),  # see data.reading.mentions
    sa.PrimaryKeyConstraint("article_id"),
)

STATED_POINT = sa.Table(
    "stated_point",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("ordinal", sa.Integer),
    sa.Column("latitude", sa.Float, nullable=False),
    sa.Column("longitude", sa.Float, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("where_prec", sa.SmallInteger),
    sa.PrimaryKeyConstraint("article_id", "ordinal"),
)
"""Points that the input itself gave; nothing of ours is placed by them."""

STATED_EVENT = sa.Table(
    "stated_event",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("day_prec", sa.SmallInteger, nullable=False),
    sa.PrimaryKeyConstraint("article_id"),
)
"""Of records of one event, the day that the input itself gave. A store of before migration 0008 has
no such table until it is written to, so that data.queries does without it."""

COPY_BAND = sa.Table(
    "copy_band",
    METADATA,
    sa.Column("band_key", sa.BigInteger),
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.PrimaryKeyConstraint("band_key", "article_id"),
    sa.Index("ix_copy_band_article_id", "article_id"),
    sqlite_with_rowid=False,
)
"""Keys that articles share which may be copies of one another, see data.reading.copies."""

ROLLUP_PART = sa.Table(
    "rollup_part",
    METADATA,
    sa.Column("part_no", sa.BigInteger, primary_key=True, autoincrement=False),
    # All changes up to this one are in the parts; what is newer is read from the tables.
    sa.Column("watermark", sa.BigInteger, nullable=False),
    sa.Column("head", sa.LargeBinary, nullable=False),
    sa.Column("deleted", sa.LargeBinary, nullable=False),
)
"""Articles and mentions packed into arrays, see data.counts; a number is never used again."""

ROLLUP = sa.Table(
    "rollup",
    METADATA,
    sa.Column("part_no", sa.BigInteger),
    sa.Column("name", sa.String(40)),
    sa.Column("chunk", sa.Integer),
    sa.Column("packed", sa.LargeBinary, nullable=False),
    sa.PrimaryKeyConstraint("part_no", "name", "chunk"),
)
"""The arrays of each part, by name, in chunks."""

CORRECTION = sa.Table(
    "correction",
    METADATA,
    sa.Column("correction_id", _ROW_ID, primary_key=True),
    sa.Column("identity", sa.Text, nullable=False, index=True),  # of the article
    sa.Column("field", sa.String(16), nullable=False),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("made_at", sa.DateTime, nullable=False),
    sa.Column("undone_at", sa.DateTime),
)
"""What the analyst changed, and what it was before."""

WATCHED_FILE = sa.Table(
    "watched_file",
    METADATA,
    sa.Column("path_key", sa.String(64), primary_key=True),  # SHA-256: a path may be 4 KB long
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mtime_ns", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
)
"""Files as they were when ``ingest --watch`` took them."""

FEED = sa.Table(
    "feed",
    METADATA,
    sa.Column("address_key", sa.String(64), primary_key=True),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("etag", sa.Text, nullable=False),
    sa.Column("last_modified", sa.Text, nullable=False),
    sa.Column("is_feed", sa.Boolean, nullable=False),  # it gave RSS or Atom: a page is then a fault
    sa.Column("checked_at", sa.DateTime, nullable=False),
    sa.Column("next_at", sa.DateTime),  # null: it is gone and not asked any more
    sa.Column("failures", sa.Integer, nullable=False),  # since it last gave something
    sa.Column("last_error", sa.Text, nullable=False),
)
"""Web addresses that ``ingest --watch`` asks again and again."""
