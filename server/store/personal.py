"""Every table, and whose data is in it: the one list that exporting and deleting go by.

A new table must be in it (a test says so): who owns what is there, which column names the interview, and what of a row
a candidate's export has. Rows that belong to an interview are deleted with it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import Table

from server.store import schema as s


class Whose(StrEnum):
    """Whose data a table holds."""

    NOBODY = "nobody"
    INTERVIEW = "the people of an interview"
    CANDIDATE = "a candidate"
    INTERVIEWERS = "interviewers"
    OWNERS = "the people who run the house"


@dataclass(frozen=True, slots=True)
class Holding:
    """`key` is the column with the interview's id, `number` the one with the number that `rooms` gives it; "" for a
    table that belongs to none. `stays` says why rows outlive their interview. `given` are the columns that the
    candidate's export has; without any, the table is exported elsewhere or is not about the candidate: `what` says."""

    table: Table
    whose: Whose
    what: str
    key: str = ""
    number: str = ""
    stays: str = ""
    given: tuple[str, ...] = ()


HOLDINGS: Final = (
    Holding(s.interviews, Whose.INTERVIEW, "title, names, times; exported as interview.json", key="id"),
    Holding(s.rooms, Whose.NOBODY, "an interview's number in other tables", key="name"),
    Holding(s.authors, Whose.NOBODY, "ids of people in rooms, such as host and candidate"),
    Holding(s.names, Whose.NOBODY, "names of files that cursors were in"),
    Holding(s.entries, Whose.INTERVIEW, "the timeline; exported as the candidate's edition", number="room"),
    Holding(s.checkpoints, Whose.INTERVIEW, "the texts as they are now; exported as code", number="room"),
    Holding(s.seals, Whose.INTERVIEW, "the signed statement; exported with the offline replay", number="room"),
    Holding(s.tokens, Whose.OWNERS, "API tokens by label"),
    Holding(s.accounts, Whose.INTERVIEWERS, "people who sign in; never a candidate's"),
    Holding(s.sessions, Whose.INTERVIEWERS, "where they are signed in"),
    Holding(s.one_time_links, Whose.INTERVIEWERS, "invitations and sign-in links that were not used yet"),
    Holding(s.made_links, Whose.INTERVIEWERS, "that somebody made a sign-in link for somebody else; kept for a year"),
    Holding(s.places, Whose.INTERVIEWERS, "whose accounts have a place in an interview", key="room"),
    Holding(s.clips, Whose.INTERVIEW, "links to parts", key="room", given=("begin", "end", "created", "expires")),
    Holding(
        s.papers,
        Whose.INTERVIEW,
        "cards, debriefs, and the rest; exported as feedback.json and ratings.json; words of it can be erased",
        key="room",
    ),
    Holding(s.plans, Whose.OWNERS, "plans that were made here; an interview carries a copy of its own"),
    Holding(s.task_drafts, Whose.INTERVIEWERS, "tasks that somebody writes and has not saved"),
    Holding(s.task_versions, Whose.OWNERS, "tasks as they were when interviews with them were planned"),
    Holding(
        s.task_uses,
        Whose.INTERVIEW,
        "how long a task took and whether it was solved, shown as sums; derived from the timeline",
        key="room",
    ),
    Holding(s.pulse, Whose.NOBODY, "the health check's own write"),
    Holding(
        s.deletions,
        Whose.OWNERS,
        "that an interview was deleted, when, and by whom",
        stays="it is what stays of a deleted interview",
    ),
    Holding(s.erasures, Whose.INTERVIEW, "which entries were erased; exported with the offline replay", key="room"),
    Holding(s.holds, Whose.OWNERS, "legal holds; a held interview is not deleted", key="room"),
    Holding(s.accesses, Whose.INTERVIEWERS, "who opened what; exported as access.json", key="room"),
    Holding(s.unscrubbed, Whose.NOBODY, "that free parts of the file should be overwritten"),
)
