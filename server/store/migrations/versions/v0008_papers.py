"""Scorecards, debriefs, feedback and self-assessments."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "papers",
        sa.Column("room", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("author", sa.String(64), primary_key=True, comment='a member; "" for the interview itself'),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved", sa.BigInteger, nullable=False, comment="Unix ms"),
        sa.Column("body", sa.Text, nullable=False, comment="JSON"),
    )
