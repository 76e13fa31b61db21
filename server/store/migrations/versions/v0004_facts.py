"""Whether an interview records pastes and the page's focus. Those of before did not."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    kept = "pastes and the page's focus are kept"
    op.add_column("interviews", sa.Column("facts", sa.Boolean, nullable=False, server_default=sa.false(), comment=kept))
