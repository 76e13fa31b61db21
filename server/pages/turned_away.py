"""What people read who are not let in to an interview: without the way in, after the end, or when it was deleted."""

from server.core.interview import Interview
from server.core.rights import Deletion, Why
from server.core.seal.statement import fingerprint, read_statement
from server.pages.errors import Sorry
from server.pages.words import moment


def no_way_in() -> Sorry:
    return Sorry(
        403,
        "This room needs your link",
        "Open the link from your invitation again, in this browser. If it does not let you in, ask the person who "
        "sent it for a fresh one.",
    )


def no_clip() -> Sorry:
    """The same for a link that has run out, was taken back, or never was."""
    return Sorry(
        404,
        "This clip is not here",
        "Its link may have run out, or whoever shared it has taken it back. If you still need it, ask them for a fresh "
        "one.",
    )


def deleted(gone: Deletion) -> Sorry:
    """What is told of a deleted interview: that it was there, and what a copy of it can be held against."""
    why = "because it had been kept as long as it should be" if gone.why is Why.KEPT_LONG_ENOUGH else "by request"
    sealed = read_statement(gone.statement)
    words = f"It was deleted on {moment(gone.at)}, {why}. Nothing of what was said or written there is left."
    if sealed is not None:
        words += (
            f" Its record was sealed on {moment(sealed.at)} with the fingerprint {fingerprint(gone.statement)}: "
            "a copy that somebody kept can still be held against it."
        )
    return Sorry(410, "This interview was deleted", words, forget=gone.room)


def over(interview: Interview) -> Sorry:
    """What a candidate reads after the end; their browser forgets what it kept for working offline."""
    return Sorry(
        410,
        "This interview has ended",
        f"Thank you for your time. The room is closed and nothing more is recorded. If you have a question, ask "
        f"{interview.host} or whoever invited you.",
        ("Next steps and your code", f"/interviews/{interview.id}/closing"),
        forget=interview.id,
        sealed=interview,
    )
