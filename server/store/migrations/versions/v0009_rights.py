"""Deleting, erasing, holding and who opened what; and the indexes of long lists."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_index("interviews_newest", "interviews", ["created", "id"])
    op.create_index("interviews_by_state", "interviews", ["state", "created", "id"])
    op.create_index("interviews_ended", "interviews", ["state", "ended"])
    op.create_table(
        "deletions",
        sa.Column("room", sa.String(32), primary_key=True),
        sa.Column("created", sa.BigInteger, nullable=False, comment="Unix ms, like all times here"),
        sa.Column("started", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("why", sa.String(32), nullable=False),
        sa.Column("statement", sa.Text, nullable=False, comment="what was signed of it"),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("room", sa.String(32), nullable=False, index=True),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("statement", sa.Text, nullable=False, comment="which entries and when, signed"),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "holds",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("room", sa.String(32), nullable=False, index=True),
        sa.Column("since", sa.BigInteger, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("lifted", sa.BigInteger, nullable=False, comment="0 while it holds"),
        sa.Column("lifted_by", sa.Text, nullable=False),
        sa.Column("lift_reason", sa.Text, nullable=False),
    )
    op.create_table(
        "accesses",
        sa.Column("room", sa.String(32), primary_key=True),
        sa.Column("hour", sa.BigInteger, primary_key=True, autoincrement=False, comment="Unix ms at which it begins"),
        sa.Column("way", sa.String(16), primary_key=True),
        sa.Column("reader", sa.String(64), primary_key=True),
        sa.Column("thing", sa.String(16), primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False, comment="the first time in this hour"),
        sa.Column("name", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unscrubbed",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column(
            "since", sa.BigInteger, nullable=False, comment="what was deleted may still be in free parts of the file"
        ),
    )
