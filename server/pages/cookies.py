"""Signed cookies: who a browser has shown to be. They say who came in, never what they may do; `doors` decides that.

An owner's cookie opens the whole house; a room's cookie opens one room for one member, until its links are renewed.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from server.core.interview import Interview

DAY: Final = 24 * 3600
OWNER_AGE: Final = 30 * DAY
ROOM_AGE: Final = 14 * DAY
"""Seconds: longer than from an invitation to its interview, shorter than forever."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a room's cookie says: which member of the interview this is. `name` is the one that a candidate typed."""

    member: str
    name: str
    nonce: str


class Cookies:
    """Writes and reads them. A cookie that is missing, old, forged or of another house reads as None."""

    def __init__(self, secret: str | bytes, *, secure: bool) -> None:
        self._owner = URLSafeTimedSerializer(secret, salt="greenroom.owner")
        self._room = URLSafeTimedSerializer(secret, salt="greenroom.room")
        self._form = URLSafeTimedSerializer(secret, salt="greenroom.form")
        self._secure = secure
        self._prefix = "__Host-greenroom" if secure else "greenroom"

    def sign_in(self, response: Response) -> None:
        self._set(response, self._prefix, self._owner.dumps(secrets.token_urlsafe(12)), OWNER_AGE)

    def sign_out(self, response: Response) -> None:
        response.delete_cookie(self._prefix, secure=self._secure, httponly=True, samesite="lax")

    def owner(self, request: Request) -> str | None:
        """The nonce of the owner's session, or None."""
        nonce = _read(self._owner, request.cookies.get(self._prefix), OWNER_AGE)
        return nonce if isinstance(nonce, str) else None

    def let_in(self, response: Response, interview: Interview, member: str, name: str) -> None:
        """Remember this browser as the member with this id."""
        value = [interview.id, interview.generation, str(member), name, secrets.token_urlsafe(12)]
        self._set(response, self._room_name(interview.id), self._room.dumps(value), ROOM_AGE)

    def room(self, request: Request, interview: Interview) -> Pass | None:
        value = _read(self._room, request.cookies.get(self._room_name(interview.id)), ROOM_AGE)
        match value:
            case [interview.id, interview.generation, str(member), str(name), str(nonce)]:
                return Pass(member, name, nonce)
            case _:
                return None

    def form_token(self, nonce: str) -> str:
        """What a form of this session carries, so that no other site can send it."""
        return str(self._form.dumps(nonce))

    def form_fits(self, token: str, nonce: str) -> bool:
        return secrets.compare_digest(str(_read(self._form, token, OWNER_AGE)), nonce)

    def _room_name(self, room: str) -> str:
        return f"{self._prefix}-{room}"

    def _set(self, response: Response, name: str, value: str, age: int) -> None:
        response.set_cookie(name, value, max_age=age, httponly=True, samesite="lax", secure=self._secure)


def _read(serializer: URLSafeTimedSerializer, value: str | None, age: int) -> Any:
    try:
        return serializer.loads(value, max_age=age) if value else None
    except BadData:
        return None
