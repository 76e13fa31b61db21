"""What authors of tasks have typed and not saved yet."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "task_drafts",
        sa.Column("account", sa.String(32), primary_key=True),
        sa.Column("slug", sa.String(64), primary_key=True, comment='the task, or "new"'),
        sa.Column("name", sa.String(64), nullable=False, comment="the slug that a new task is to have"),
        sa.Column("base", sa.String(64), nullable=False, comment='the version that it began from, "" for a new task'),
        sa.Column("saved", sa.BigInteger, nullable=False, comment="Unix ms"),
        sa.Column("body", sa.Text, nullable=False, comment="JSON: each file's text by its path"),
    )
