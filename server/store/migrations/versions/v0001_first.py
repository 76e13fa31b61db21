"""The first tables. Written out and not taken from `schema`, which goes on while this stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "interviews",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("candidate", sa.Text, nullable=False),
        sa.Column("tasks", sa.Text, nullable=False, comment="JSON array of slugs"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False, comment="Unix ms, like the two below"),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
    )
    for table in ("rooms", "authors"):
        op.create_table(
            table,
            sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
            sa.Column("name", sa.String(64), nullable=False, unique=True),
        )
    op.create_table(
        "entries",
        sa.Column("room", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False, comment="ms of interview time"),
        sa.Column("wall", sa.BigInteger, nullable=False, comment="Unix ms"),
        sa.Column("author", sa.Integer, nullable=False),
        sa.Column("kind", sa.SmallInteger, nullable=False, comment="see rows.CODES"),
        sa.Column("body", sa.LargeBinary, nullable=False, comment="a Yjs or awareness update as received, else JSON"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "entries_talk",
        "entries",
        ["room", "kind"],
        sqlite_where=sa.text("kind > 1"),
        postgresql_where=sa.text("kind > 1"),
    )
    op.create_table(
        "checkpoints",
        sa.Column("room", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    pulse = op.create_table(
        "pulse",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("beats", sa.BigInteger, nullable=False, comment="one more for each health check: a real write"),
    )
    op.bulk_insert(pulse, [{"id": 1, "beats": 0}])
