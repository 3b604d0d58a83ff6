"""The database's tables, and the triggers that keep what was published from ever being changed.

Knows names, keys and layout. It must not know what is in the tables nor who asks.
"""

import datetime as dt

import sqlalchemy as sa

from utils.editions.refusals import NewerStoreError

LAYOUT = 1
"""The layout of the tables below. One that an older program could misread gets the next number."""

RECORDS = sa.MetaData()


class Moment(sa.TypeDecorator[dt.datetime]):
    """A time in UTC, kept as text that sorts as time does, the same in every database."""

    impl = sa.String(32)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  # its signature is SQLAlchemy's
        """The text of the time; ValueError when it names no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> dt.datetime | None:  # noqa: ARG002  # as above
        """The time of the text."""
        return None if value is None else dt.datetime.fromisoformat(value)


class Words(sa.TypeDecorator[str]):
    """Text of people, less what no database can keep: NUL, and halves of characters."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002  # as above
        """The text as it can be kept."""
        return None if value is None else value.replace("\0", "").encode("utf-8", "replace").decode()


def _sha256(name: str = "sha256", *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), sa.ForeignKey("blobs.sha256"), primary_key=key, nullable=False)


def _edition(name: str, *, key: bool = False, known: bool = True) -> sa.Column[int]:
    number = sa.ForeignKey("editions.number")
    return sa.Column(name, sa.Integer, number, primary_key=key, nullable=not known, autoincrement=False)


LAYOUTS = sa.Table("layouts", RECORDS, sa.Column("version", sa.Integer, primary_key=True, autoincrement=False))

BLOBS = sa.Table(
    "blobs",
    RECORDS,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

EDITIONS = sa.Table(
    "editions",
    RECORDS,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("digest", sa.String(64), nullable=False),
    _edition("parent", known=False),
    sa.Column("author", Words, nullable=False),
    sa.Column("publisher", Words, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("note", Words, nullable=False),
    _edition("republished_from", known=False),
    sa.Column("label", Words),
    sa.Column("recipe", sa.Text, nullable=False),
    sa.Column("problems", sa.Text, nullable=False),
)

EDITION_FILES = sa.Table(
    "edition_files",
    RECORDS,
    _edition("edition", key=True),
    sa.Column("name", Words, primary_key=True),
    _sha256(key=True),
    _edition("uploaded_in"),
)

EDITION_TABLES = sa.Table(
    "edition_tables",
    RECORDS,
    _edition("edition", key=True),
    sa.Column("name", sa.String(64), primary_key=True),
    _sha256(),
)

DRAFTS = sa.Table(
    "drafts",
    RECORDS,
    sa.Column("id", sa.String(128), primary_key=True),
    _edition("parent"),
    sa.Column("author", Words, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("note", Words, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("digest", sa.String(64)),
    sa.Column("label", Words),
    sa.Column("recipe", sa.Text, nullable=False),
    sa.Column("problems", sa.Text, nullable=False),
    sa.Column("reports", sa.Text, nullable=False),
    sa.Column("approved_by", Words),
    _edition("edition", known=False),
)

DRAFT_FILES = sa.Table(
    "draft_files",
    RECORDS,
    sa.Column("draft", sa.String(128), sa.ForeignKey("drafts.id"), primary_key=True),
    sa.Column("name", Words, primary_key=True),
    _sha256(key=True),
    _edition("uploaded_in", known=False),
)

DRAFT_TABLES = sa.Table(
    "draft_tables",
    RECORDS,
    sa.Column("draft", sa.String(128), sa.ForeignKey("drafts.id"), primary_key=True),
    sa.Column("name", sa.String(64), primary_key=True),
    _sha256(),
)

AUDIT = sa.Table(
    "audit",
    RECORDS,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", Words, nullable=False),
    sa.Column("deed", sa.String(40), nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("detail", Words, nullable=False),
)

APPENDED_ONLY = (EDITIONS, EDITION_FILES, EDITION_TABLES, AUDIT, BLOBS)
"""Tables whose rows are never changed nor taken out, whoever asks."""


def is_prepared(connection: sa.Connection) -> bool:
    """Whether the tables are there. Raises NewerStoreError when a later program has laid them out otherwise."""
    if not sa.inspect(connection).has_table(LAYOUTS.name):
        return False
    found = connection.execute(sa.select(sa.func.max(LAYOUTS.c.version))).scalar_one()
    if found > LAYOUT:
        raise NewerStoreError(found, LAYOUT)
    return True


def prepare(connection: sa.Connection) -> None:
    """The tables and triggers, made where there are none. The caller holds the store's one pen.

    Raises as `is_prepared`.
    """
    if is_prepared(connection):
        return
    RECORDS.create_all(connection)
    for statement in _guards(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(sa.insert(LAYOUTS).values(version=LAYOUT))


def _guards(dialect: str) -> list[str]:
    """The statements that make the tables append-only in that kind of database."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table.name}_{deed}_never BEFORE {deed} ON {table.name} "
            f"BEGIN SELECT RAISE(ABORT, '{table.name} is append-only'); END"
            for table in APPENDED_ONLY
            for deed in ("UPDATE", "DELETE")
        ]
    refuse = (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
    )
    return [
        refuse,
        *(
            f"CREATE TRIGGER {table.name}_never BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for table in APPENDED_ONLY
        ),
    ]
