"""The tables. Numbers stand for words that would repeat in every row: a typical keystroke takes under 60 bytes on disk.

`entries` is the timeline of every room and the only truth; `checkpoints` can be thrown away and made again.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    false,
    text,
)

metadata = MetaData()

interviews = Table(
    "interviews",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("title", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("candidate", Text, nullable=False),
    Column("tasks", Text, nullable=False, comment="JSON array of slugs"),
    Column("state", String(16), nullable=False),
    Column("created", BigInteger, nullable=False, comment="Unix ms, like the two below"),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("facts", Boolean, nullable=False, server_default=false(), comment="pastes and the page's focus are kept"),
    Column("setup", Text, nullable=False, server_default="{}", comment="JSON: server.core.setup.Setup"),
    Column("practice", Boolean, nullable=False, server_default=false(), comment="as its setup says"),
    Column("versions", Text, nullable=False, server_default="[]", comment="JSON array, as its tasks"),
    Index("interviews_newest", "created", "id"),
    Index("interviews_shown", "practice", "state", "created", "id"),
    Index("interviews_by_state", "state", "created", "id"),
    Index("interviews_ended", "state", "ended"),
)

rooms = Table(
    "rooms",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False, unique=True),
)

authors = Table(
    "authors",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False, unique=True),
)

names = Table(
    "names",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", String(64), nullable=False, unique=True, comment="a file that cursors are in"),
)

entries = Table(
    "entries",
    metadata,
    Column("room", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False, comment="ms of interview time"),
    Column("wall", BigInteger, nullable=False, comment="Unix ms; 0 for an edit or a cursor: the start's and `at`"),
    Column("author", Integer, nullable=False),
    Column("kind", SmallInteger, nullable=False, comment="see rows.CODES"),
    Column(
        "body",
        LargeBinary,
        nullable=False,
        comment="a Yjs update as received, a cursor (cursors.py), else JSON, deflated if long",
    ),
    sqlite_with_rowid=False,
)

TALK: Final = "kind > 1"
"""What is neither a cursor (0) nor an edit (1). The index and its query must say it in the same words."""

Index(
    "entries_talk",
    entries.c.room,
    entries.c.kind,
    sqlite_where=text(TALK),
    postgresql_where=text(TALK),
)

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("room", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("state", LargeBinary, nullable=False),
)

seals = Table(
    "seals",
    metadata,
    Column("room", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False, comment="Unix ms, as in the statement"),
    Column("statement", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False, comment="the public key that it was signed with"),
    Column("heads", LargeBinary, nullable=False, comment="32 bytes for each group"),
    Column("groups", LargeBinary, nullable=False, comment="JSON: the nodes that make each group's salts"),
    Column("erased", LargeBinary, nullable=False, comment="JSON: leaves of entries whose salts are gone"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("label", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created", BigInteger, nullable=False),
    Column("account", String(32), nullable=False, server_default="owner", comment="whose it is"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("email", String(254), unique=True, comment="as tidy_email writes it; none for a first owner without one"),
    Column("rank", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("created", BigInteger, nullable=False, comment="Unix ms, like joined"),
    Column("joined", BigInteger, nullable=False),
    Column("password", Text, nullable=False, server_default="", comment="argon2, with its salt and its parameters"),
    Column("subject", Text, unique=True, comment="the issuer and the subject of the provider that it came by first"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(32), nullable=False, index=True),
    Column("digest", String(64), nullable=False, unique=True, comment="the SHA-256 of what the cookie carries"),
    Column("created", BigInteger, nullable=False, comment="Unix ms, like the two below"),
    Column("seen", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("browser", Text, nullable=False),
    Column("way", String(16), nullable=False),
)

one_time_links = Table(
    "one_time_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("digest", String(64), nullable=False, unique=True, comment="the SHA-256 of the link's token"),
    Column("created", BigInteger, nullable=False, comment="Unix ms, like expires"),
    Column("expires", BigInteger, nullable=False),
    Column("by", String(32), nullable=False),
)

made_links = Table(
    "made_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("account", String(32), nullable=False, index=True, comment="whom it signs in"),
    Column("by", String(32), nullable=False, comment='the account that made it, "" for the machine'),
    Column("created", BigInteger, nullable=False, comment="Unix ms"),
)

places = Table(
    "places",
    metadata,
    Column("account", String(32), primary_key=True, comment="who has a place in the interview beside it"),
    Column("room", String(32), primary_key=True, index=True),
)

clips = Table(
    "clips",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("room", String(32), nullable=False, index=True),
    Column("digest", String(64), nullable=False, unique=True, comment="the SHA-256 of the link's token"),
    Column("begin", BigInteger, nullable=False, comment="ms of interview time, like end"),
    Column("end", BigInteger, nullable=False),
    Column("audience", String(16), nullable=False),
    Column("notes", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False, comment="Unix ms, like expires"),
    Column("expires", BigInteger, nullable=False),
)

papers = Table(
    "papers",
    metadata,
    Column("room", String(32), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("author", String(64), primary_key=True, comment='a member of the interview; "" for the interview itself'),
    Column("revision", Integer, nullable=False),
    Column("saved", BigInteger, nullable=False, comment="Unix ms"),
    Column("body", Text, nullable=False, comment="JSON"),
)

plans = Table(
    "plans",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("created", BigInteger, nullable=False, comment="Unix ms"),
    Column("body", Text, nullable=False, comment="JSON: server.core.agenda.Plan"),
)

task_drafts = Table(
    "task_drafts",
    metadata,
    Column("account", String(32), primary_key=True),
    Column("slug", String(64), primary_key=True, comment='the task, or "new"'),
    Column("name", String(64), nullable=False, comment="the slug that a new task is to have"),
    Column("base", String(64), nullable=False, comment='the version that it began from, "" for a new task'),
    Column("saved", BigInteger, nullable=False, comment="Unix ms"),
    Column("body", Text, nullable=False, comment="JSON: each file's text by its path"),
)

task_versions = Table(
    "task_versions",
    metadata,
    Column("slug", String(64), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("kept", BigInteger, nullable=False, comment="Unix ms"),
    Column("body", LargeBinary, nullable=False, comment="the folder's files, packed: store/task_packed.py"),
)

task_uses = Table(
    "task_uses",
    metadata,
    Column("room", String(32), primary_key=True),
    Column("task", String(64), primary_key=True, comment='"" says that the interview was counted'),
    Column("digest", String(64), nullable=False),
    Column("ended", BigInteger, nullable=False, comment="Unix ms"),
    Column("spent", BigInteger, nullable=False, comment="ms until part 1 was solved, or to the end"),
    Column("solved", Boolean, nullable=False),
    Index("task_uses_by_task", "task", "ended"),
)

pulse = Table(
    "pulse",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("beats", BigInteger, nullable=False, comment="one more for each health check: a real write"),
)

deletions = Table(
    "deletions",
    metadata,
    Column("room", String(32), primary_key=True),
    Column("created", BigInteger, nullable=False, comment="Unix ms, like all times here"),
    Column("started", BigInteger, nullable=False),
    Column("ended", BigInteger, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", String(32), nullable=False),
    Column("statement", Text, nullable=False, comment="what was signed of it"),
    Column("signature", LargeBinary, nullable=False),
    Column("key", LargeBinary, nullable=False),
)

erasures = Table(
    "erasures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("room", String(32), nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("statement", Text, nullable=False, comment="which entries and when, signed"),
    Column("signature", LargeBinary, nullable=False),
)

holds = Table(
    "holds",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("room", String(32), nullable=False, index=True),
    Column("since", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("lifted", BigInteger, nullable=False, comment="0 while it holds"),
    Column("lifted_by", Text, nullable=False),
    Column("lift_reason", Text, nullable=False),
)

accesses = Table(
    "accesses",
    metadata,
    Column("room", String(32), primary_key=True),
    Column("hour", BigInteger, primary_key=True, autoincrement=False, comment="Unix ms at which it begins"),
    Column("way", String(16), primary_key=True),
    Column("reader", String(64), primary_key=True),
    Column("thing", String(16), primary_key=True),
    Column("at", BigInteger, nullable=False, comment="the first time in this hour"),
    Column("name", Text, nullable=False),
    sqlite_with_rowid=False,
)

unscrubbed = Table(
    "unscrubbed",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("since", BigInteger, nullable=False, comment="what was deleted may still be in free parts of the file"),
)
