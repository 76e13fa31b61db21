"""Links to parts of interviews."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "clips",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("room", sa.String(32), nullable=False, index=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True, comment="the SHA-256 of the link's token"),
        sa.Column("begin", sa.BigInteger, nullable=False, comment="ms of interview time, like end"),
        sa.Column("end", sa.BigInteger, nullable=False),
        sa.Column("audience", sa.String(16), nullable=False),
        sa.Column("notes", sa.Boolean, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False, comment="Unix ms, like expires"),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
