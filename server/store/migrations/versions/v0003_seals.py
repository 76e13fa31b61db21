"""The seals of ended interviews."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "seals",
        sa.Column("room", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False, comment="Unix ms, as in the statement"),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
        sa.Column("key", sa.LargeBinary, nullable=False, comment="the public key that it was signed with"),
        sa.Column("heads", sa.LargeBinary, nullable=False, comment="32 bytes for each group"),
        sa.Column("groups", sa.LargeBinary, nullable=False, comment="JSON: the nodes that make each group's salts"),
        sa.Column("erased", sa.LargeBinary, nullable=False, comment="JSON: leaves of entries whose salts are gone"),
    )
