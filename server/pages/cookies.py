"""Cookies: who a browser has shown to be. They say who came in, never what they may do; `doors` decides that.

An account's cookie carries the token of its session, which is kept here and can be ended; a room's cookie is signed and
opens one room for one member, until its links are renewed. Who has not signed in gets a stranger's, for the forms.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import Request
from starlette.responses import Response

from server.core.interview import Interview
from server.core.sessions import SESSION_MS
from server.live.account_ports import Asked

DAY: Final = 24 * 3600
SESSION_AGE: Final = SESSION_MS // 1000
STRANGER_AGE: Final = DAY
ASKED_AGE: Final = 600
"""Seconds that signing in at another service may take."""
ROOM_AGE: Final = 14 * DAY
"""Seconds: longer than from an invitation to its interview, shorter than forever."""

TOKEN_MAX: Final = 128
"""Characters: a session's token has 32."""


@dataclass(frozen=True, slots=True)
class Pass:
    """What a room's cookie says: which member of the interview this is. `name` is the one that a candidate typed."""

    member: str
    name: str
    nonce: str


class Cookies:
    """Writes and reads them. A cookie that is missing, old, forged or of another house reads as None."""

    def __init__(self, secret: str | bytes, *, secure: bool) -> None:
        self._stranger = URLSafeTimedSerializer(secret, salt="greenroom.stranger")
        self._asked = URLSafeTimedSerializer(secret, salt="greenroom.asked")
        self._room = URLSafeTimedSerializer(secret, salt="greenroom.room")
        self._form = URLSafeTimedSerializer(secret, salt="greenroom.form")
        self._secure = secure
        self._prefix = "__Host-greenroom" if secure else "greenroom"

    def sign_in(self, response: Response, token: str) -> None:
        """Give the browser its session. What it was a stranger by is forgotten."""
        self._set(response, self._prefix, token, SESSION_AGE)
        self._forget(response, f"{self._prefix}-stranger")

    def sign_out(self, response: Response) -> None:
        self._forget(response, self._prefix)

    def session(self, request: Request) -> str:
        """The token of a session, which may be over, or ""."""
        token = request.cookies.get(self._prefix, "")
        return token if len(token) <= TOKEN_MAX else ""

    def meet(self, response: Response, nonce: str) -> None:
        """Remember who has not signed in, so that a form that comes back is known to be theirs."""
        self._set(response, f"{self._prefix}-stranger", self._stranger.dumps(nonce), STRANGER_AGE)

    def stranger(self, request: Request) -> str | None:
        """The nonce of somebody who has not signed in, or None."""
        nonce = _read(self._stranger, request.cookies.get(f"{self._prefix}-stranger"), STRANGER_AGE)
        return nonce if isinstance(nonce, str) else None

    def send_away(self, response: Response, asked: Asked) -> None:
        """Keep what another service was asked, until the browser is back from there."""
        value = [asked.address, asked.state, asked.nonce, asked.verifier]
        self._set(response, f"{self._prefix}-asked", self._asked.dumps(value), ASKED_AGE)

    def asked(self, request: Request) -> Asked | None:
        """What another service was asked for this browser, or None."""
        match _read(self._asked, request.cookies.get(f"{self._prefix}-asked"), ASKED_AGE):
            case [str(address), str(state), str(nonce), str(verifier)]:
                return Asked(address, state, nonce, verifier)
            case _:
                return None

    def back(self, response: Response) -> None:
        """What another service was asked is good once."""
        self._forget(response, f"{self._prefix}-asked")

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
        return secrets.compare_digest(str(_read(self._form, token, SESSION_AGE)).encode(), nonce.encode())

    def _room_name(self, room: str) -> str:
        return f"{self._prefix}-{room}"

    def _forget(self, response: Response, name: str) -> None:
        response.delete_cookie(name, secure=self._secure, httponly=True, samesite="lax")

    def _set(self, response: Response, name: str, value: str, age: int) -> None:
        response.set_cookie(name, value, max_age=age, httponly=True, samesite="lax", secure=self._secure)


def _read(serializer: URLSafeTimedSerializer, value: str | None, age: int) -> Any:
    try:
        return serializer.loads(value, max_age=age) if value else None
    except BadData:
        return None
