"""How an interview is set up: its panel, its plan and what was agreed. Those of before have the defaults."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    setup = sa.Column("setup", sa.Text, nullable=False, server_default="{}", comment="JSON: server.core.setup.Setup")
    op.add_column("interviews", setup)
