"""The tables, in SQLAlchemy Core, for SQLite and PostgreSQL alike.

An article is one row of ``article`` however many versions its text had; ``article_text`` keeps
every version. ``mention`` holds the places of the newest version only, and of each article all of
them: ``place_id`` is null, and ``reason`` says why, where a name could not be mapped. Where the
text tells another point by the name, ``place_id`` is that point's row and ``relative`` keeps the
named place. Days are dates without a time; moments are UTC without a zone; coordinates are WGS84
degrees.
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

ARTICLE = sa.Table(
    "article",
    METADATA,
    sa.Column("article_id", _ROW_ID, primary_key=True),
    sa.Column("identity", sa.Text, nullable=False, unique=True),
    sa.Column("version", sa.Integer, nullable=False),  # the newest one in article_text
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_kind", sa.String(16), nullable=False),
    sa.Column("published", sa.Date),
    sa.Column("lang", sa.String(8), nullable=False),
    sa.Column("url", sa.Text),
    sa.Column("rests_on", sa.Text, nullable=False),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Index("ix_article_published", "published"),
    sa.Index("ix_article_source", "source"),
)

ARTICLE_TEXT = sa.Table(
    "article_text",
    METADATA,
    sa.Column("article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE")),
    sa.Column("version", sa.Integer),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("run_id", sa.ForeignKey("run.run_id"), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    # Title and text with case and apostrophes folded: SQLite's lower() knows ASCII only.
    sa.Column("folded", sa.Text, nullable=False),
    sa.PrimaryKeyConstraint("article_id", "version"),
    sa.UniqueConstraint("article_id", "sha256"),
)

PLACE = sa.Table(
    "place",
    METADATA,
    sa.Column("place_id", sa.String(80), primary_key=True),
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
)

MENTION = sa.Table(
    "mention",
    METADATA,
    sa.Column("mention_id", _ROW_ID, primary_key=True),
    sa.Column(
        "article_id", sa.ForeignKey("article.article_id", ondelete="CASCADE"), nullable=False
    ),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("generic", sa.Text),
    sa.Column("place_id", sa.ForeignKey("place.place_id")),
    sa.Column("reason", sa.Text),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Column("where_prec", sa.SmallInteger),
    sa.Column("uncertainty_m", sa.Integer),
    sa.Column("day", sa.Date),  # the article's published day, repeated for the filter's sake
    sa.Column("gazetteer_version", sa.Text, nullable=False),
    sa.Column("model_version", sa.Text, nullable=False),
    sa.Column("candidates", sa.JSON, nullable=False),  # list of {place_id, name, score, why, ...}
    sa.Column("relative", sa.JSON(none_as_null=True)),  # see data.store.relatives
    sa.UniqueConstraint("article_id", "start", "end"),
    sa.Index("ix_mention_place_day", "place_id", sa.text("day DESC"), "role", "article_id"),
    sa.Index("ix_mention_day", "day", "role"),
    sa.CheckConstraint("place_id IS NOT NULL OR reason IS NOT NULL", name="ck_mention_mapped"),
)
