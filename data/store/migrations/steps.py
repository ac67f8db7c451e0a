"""Named steps that migrate a database to the present schema; each is applied once and recorded.

A new database gets the present tables at once and all names recorded. An older one gets the steps
it lacks, in order. One that holds names unknown here was made by a newer version and is refused,
and so is one that holds somebody else's tables.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from data.errors import StoreError
from data.store.migrations.first_layout import carry_over
from data.store.schema import (
    CLAIM,
    FEED,
    METADATA,
    MIGRATION,
    ROLLUP,
    ROLLUP_PART,
    STATE,
    STATED_EVENT,
    WATCHED_FILE,
)
from data.store.search import index


@dataclass(frozen=True, slots=True)
class Migration:
    """One step; its name never changes once it has been released."""

    name: str
    apply: Callable[[sa.Connection], None]
    to_write: bool = False
    """Only writing needs it: a store that lacks it can be read."""


def _add_relative(connection: sa.Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE mention ADD COLUMN relative JSON")


def _make_all(connection: sa.Connection) -> None:
    METADATA.create_all(connection)
    index.create(connection)
    connection.execute(sa.insert(STATE).values(state_id=1, changes=0))


def _add_watching(connection: sa.Connection) -> None:
    METADATA.create_all(connection, tables=[WATCHED_FILE, FEED])


def _drop_mention_day(connection: sa.Connection) -> None:
    if "day" not in _columns(connection, "mention"):
        return  # the step from the first layout has made the present tables
    connection.exec_driver_sql("DROP INDEX IF EXISTS ix_mention_place_no_day")
    connection.exec_driver_sql("ALTER TABLE mention DROP COLUMN day")
    connection.exec_driver_sql("CREATE INDEX ix_mention_place_no ON mention (place_no)")


def _rename_columns(connection: sa.Connection) -> None:
    if "voice" not in _columns(connection, "article"):
        return
    connection.exec_driver_sql("ALTER TABLE article RENAME COLUMN voice TO first_source")
    connection.exec_driver_sql("ALTER TABLE rollup_part RENAME COLUMN dead TO deleted")
    parts = sa.select(ROLLUP_PART.c.part_no, ROLLUP_PART.c.head)
    for number, head in connection.execute(parts).all():
        values = json.loads(head)
        values["first_sources"] = values.pop("voices")
        renamed = json.dumps(values, ensure_ascii=False).encode()
        same = ROLLUP_PART.c.part_no == number
        connection.execute(sa.update(ROLLUP_PART).where(same).values(head=renamed))
    name = ROLLUP.c.name
    connection.execute(sa.update(ROLLUP).where(name == "voice").values(name="first_source"))
    patch = sa.literal("patch_") + sa.func.substr(name, 6)
    connection.execute(sa.update(ROLLUP).where(name.like("mend^_%", escape="^")).values(name=patch))


def _add_claims(connection: sa.Connection) -> None:
    METADATA.create_all(connection, tables=[CLAIM])
    if "claims_version" not in _columns(connection, "article"):
        connection.exec_driver_sql(
            "ALTER TABLE article ADD COLUMN claims_version SMALLINT NOT NULL DEFAULT 0"
        )


def _add_stated_events(connection: sa.Connection) -> None:
    METADATA.create_all(connection, tables=[STATED_EVENT])


def _add_owners(connection: sa.Connection) -> None:
    if "owner" not in _columns(connection, "article"):
        connection.exec_driver_sql("ALTER TABLE article ADD COLUMN owner TEXT")


def _columns(connection: sa.Connection, table: str) -> set[str]:
    return {column["name"] for column in sa.inspect(connection).get_columns(table)}


MIGRATIONS: tuple[Migration, ...] = (
    Migration("0001-articles-mentions-places", _make_all),
    Migration("0002-relative-places", _add_relative),
    Migration("0003-stories-days-and-changes", carry_over),
    Migration("0004-watched-files-and-feeds", _add_watching),
    Migration("0005-mentions-without-the-published-day", _drop_mention_day),
    Migration("0006-first-source-and-deleted", _rename_columns),
    Migration("0007-claims", _add_claims),
    Migration("0008-stated-events", _add_stated_events, to_write=True),
    Migration("0009-owners", _add_owners, to_write=True),
)


def pending(connection: sa.Connection, *, shown: str) -> list[Migration]:
    """The steps that the database lacks, in order; all of them for an empty one.

    ``shown`` names the database in the error that is raised where it is not ours to migrate.
    """
    tables = set(sa.inspect(connection).get_table_names())
    if not tables:
        return list(MIGRATIONS)
    if MIGRATION.name not in tables:
        raise StoreError(
            f"{shown} holds the tables of another program; name a file of its own with --database"
        )
    applied = set(connection.scalars(sa.select(MIGRATION.c.name)))
    unknown = sorted(applied - {migration.name for migration in MIGRATIONS})
    if unknown:
        raise StoreError(
            f"{shown} was made by a newer version of this program ({unknown[0]}); update it"
        )
    return [migration for migration in MIGRATIONS if migration.name not in applied]


def migrate(connection: sa.Connection, *, shown: str, now: datetime) -> list[str]:
    """Apply what is lacking inside the caller's transaction; the names applied, in order."""
    steps = pending(connection, shown=shown)
    if steps == list(MIGRATIONS):
        _make_all(connection)
    else:
        for step in steps:
            step.apply(connection)
    for step in steps:
        connection.execute(sa.insert(MIGRATION).values(name=step.name, applied_at=now))
    return [step.name for step in steps]
