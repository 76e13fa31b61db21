"""Whether an interview is practice, beside its setup, and the index of the start page's lists."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0010"


def upgrade() -> None:
    flag = sa.Column("practice", sa.Boolean, nullable=False, server_default=sa.false(), comment="as its setup says")
    op.add_column("interviews", flag)
    interviews = sa.table("interviews", sa.column("practice", sa.Boolean), sa.column("setup", sa.Text))
    said = [interviews.c.setup.contains(f'"practice":"{kind}"') for kind in ("solo", "peers")]
    op.execute(interviews.update().where(sa.or_(*said)).values(practice=True))
    op.create_index("interviews_shown", "interviews", ["practice", "state", "created", "id"])
