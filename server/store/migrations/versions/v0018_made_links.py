"""That somebody made a sign-in link for somebody else, for whom it was made to see."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "made_links",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("account", sa.String(32), nullable=False, index=True, comment="whom it signs in"),
        sa.Column("by", sa.String(32), nullable=False, comment='the account that made it, "" for the machine'),
        sa.Column("created", sa.BigInteger, nullable=False, comment="Unix ms"),
    )
