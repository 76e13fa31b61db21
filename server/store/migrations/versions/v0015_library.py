"""Versions of tasks that interviews pin, and in which interviews tasks were used."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"


def upgrade() -> None:
    versions = sa.Column("versions", sa.Text, nullable=False, server_default="[]", comment="JSON array, as its tasks")
    op.add_column("interviews", versions)
    op.create_table(
        "task_versions",
        sa.Column("slug", sa.String(64), primary_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("kept", sa.BigInteger, nullable=False, comment="Unix ms"),
        sa.Column("body", sa.LargeBinary, nullable=False, comment="the folder's files, packed: store/task_packed.py"),
    )
    op.create_table(
        "task_uses",
        sa.Column("room", sa.String(32), primary_key=True),
        sa.Column("task", sa.String(64), primary_key=True, comment='"" says that the interview was counted'),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("ended", sa.BigInteger, nullable=False, comment="Unix ms"),
        sa.Column("spent", sa.BigInteger, nullable=False, comment="ms until part 1 was solved, or to the end"),
        sa.Column("solved", sa.Boolean, nullable=False),
    )
    op.create_index("task_uses_by_task", "task_uses", ["task", "ended"])
