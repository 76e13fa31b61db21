"""Accounts, their sessions and their one-time links. Tokens of before belong to the first owner, who is made here."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    accounts = op.create_table(
        "accounts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("email", sa.String(254), unique=True),
        sa.Column("rank", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("joined", sa.BigInteger, nullable=False),
        sa.Column("password", sa.Text, nullable=False, server_default=""),
        sa.Column("subject", sa.Text, unique=True),
    )
    now = int(time.time() * 1000)
    owner = {"id": "owner", "name": "Owner", "email": None, "rank": "owner", "state": "active", "subject": None}
    op.bulk_insert(accounts, [{**owner, "created": now, "joined": now, "password": ""}])
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account", sa.String(32), nullable=False, index=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
    )
    op.create_table(
        "one_time_links",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account", sa.String(32), nullable=False, index=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
    )
    op.create_table(
        "places",
        sa.Column("account", sa.String(32), primary_key=True),
        sa.Column("room", sa.String(32), primary_key=True, index=True),
    )
    op.add_column("tokens", sa.Column("account", sa.String(32), nullable=False, server_default="owner"))
