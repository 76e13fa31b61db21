"""Keys and links: derived from the house's secret, stored nowhere, compared in constant time."""

from typing import Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from server.core.interview import Interview
from server.core.people import members_of
from server.core.setup import Member
from server.live import chance

SIGN_IN_SECONDS: Final = 24 * 3600


def room_key(secret: str, interview: Interview, member: str) -> str:
    """The key that opens this interview for the member with this id, until its links are renewed."""
    return chance.key(secret, "room", interview.id, member, str(interview.generation))


def seat_key(secret: str, interview: Interview, member: str, session: str) -> str:
    """What a session of an account opens this interview by: good for as long as the session is, and for this member."""
    return f"{session}.{chance.key(secret, 'seat', interview.id, member, str(interview.generation), session)}"


def session_of(key: str) -> str:
    """The id of the session that such a key belongs to; "" for a key of another kind."""
    return key.partition(".")[0] if "." in key else ""


def member_by_seat(secret: str, interview: Interview, key: str) -> Member | None:
    """The member whom this session's key lets in, if any."""
    session, members = session_of(key), members_of(interview)
    return next((each for each in members if chance.same(seat_key(secret, interview, each.id, session), key)), None)


def member_of(secret: str, interview: Interview, key: str) -> Member | None:
    """Whom this key lets in, if anybody: nobody who was taken off the panel."""
    members = members_of(interview)
    return next((each for each in members if chance.same(room_key(secret, interview, each.id), key)), None)


def sign_in_token(secret: str) -> str:
    """What the owner's sign-in link carries; good for a day."""
    return _signer(secret).dumps("owner")


def sign_in_link(base_url: str, secret: str) -> str:
    return f"{base_url}/sign-in?token={sign_in_token(secret)}"


def is_sign_in(secret: str, token: str) -> bool:
    """Whether this is a sign-in token of this house that is still good."""
    try:
        return bool(_signer(secret).loads(token, max_age=SIGN_IN_SECONDS) == "owner")
    except BadSignature:
        return False


def _signer(secret: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="greenroom sign-in")
