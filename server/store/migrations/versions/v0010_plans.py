"""Plans of one's own, every version of them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("created", sa.BigInteger, nullable=False, comment="Unix ms"),
        sa.Column("body", sa.Text, nullable=False, comment="JSON: server.core.agenda.Plan"),
    )
