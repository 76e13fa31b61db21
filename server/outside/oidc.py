"""OpenID Connect: who somebody is, in the words of the provider that the settings name, all of them checked.

The code flow with PKCE, a state and a nonce. The provider's addresses come from its discovery document, its keys from
there; a token counts only when one of those keys signed it, for us, just now, for the browser that asked.
"""

import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import structlog
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from server.core.accounts import email_problem, tidy_email
from server.live import chance
from server.live.account_ports import Asked, NoAnswer, Person

log = structlog.get_logger()

TIMEOUT: Final = 10.0
"""Seconds for one answer."""
KEPT: Final = 600.0
"""Seconds that a provider's discovery document is good for."""
LEEWAY: Final = 60
"""Seconds that its clock may differ from ours."""
SCOPE: Final = "openid email profile"
ALGORITHMS: Final = (
    *(f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)),
    "EdDSA",
    "Ed25519",
)
"""Those where only the provider can sign: never a shared secret, and never none."""
LEAD: Final = "/.well-known/openid-configuration"

SILENT: Final = "{} does not answer at the moment. Try again in a while, or come in another way."
DECLINED: Final = "You were not signed in at {}. Try again, or come in another way."
ELSEWHERE: Final = "This answer belongs to another try to sign in. Begin again."
UNSOUND: Final = "What {} said cannot be trusted, so nobody was signed in. The reason is in this Greenroom’s log."


@dataclass(frozen=True, slots=True)
class _Known:
    """What the provider says of itself, and when that was read (monotonic seconds)."""

    about: Mapping[str, Any]
    at: float


class Unsound(Exception):
    """What a provider says does not hold. Its text is for the log."""


class OidcProvider:
    """A `Provider`. `issuer` is its address; it is asked only when somebody wants to sign in."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, name: str) -> None:
        self.name = name or urlsplit(issuer).hostname or issuer
        self._issuer = issuer
        self._client_id = client_id
        self._client_secret = client_secret
        self._known: _Known | None = None

    async def ask(self, back: str) -> Asked | NoAnswer:
        state, nonce, verifier = chance.token(), chance.token(), chance.token() + chance.token()
        try:
            async with self._client(back) as client:
                about = await self._discover(client)
                address, _ = client.create_authorization_url(
                    about["authorization_endpoint"], state=state, code_verifier=verifier, nonce=nonce
                )
        except Unsound as error:
            return self._unsound(error)
        except Exception as error:  # noqa: BLE001 - whatever a foreign server does, its people get a sentence
            return self._silent(error)
        return Asked(str(address), state, nonce, verifier)

    async def answer(self, back: str, query: str, asked: Asked) -> Person | NoAnswer:
        said = {name: values[0] for name, values in parse_qs(query, errors="replace", max_num_fields=20).items()}
        if not hmac.compare_digest(said.get("state", "").encode(), asked.state.encode()):
            return NoAnswer(ELSEWHERE)
        if "code" not in said:
            return NoAnswer(DECLINED.format(self.name))
        try:
            async with self._client(back) as client:
                return await self._exchange(client, said, asked)
        except OAuthError:
            return NoAnswer(DECLINED.format(self.name))
        except (Unsound, JoseError) as error:
            return self._unsound(error)
        except Exception as error:  # noqa: BLE001 - whatever a foreign server does, its people get a sentence
            return self._silent(error)

    async def _exchange(self, client: Any, said: Mapping[str, str], asked: Asked) -> Person:
        about = await self._discover(client)
        if said.get("iss", about["issuer"]) != about["issuer"]:
            raise Unsound("the answer is another issuer's")
        token = await client.fetch_token(
            about["token_endpoint"], code=said["code"], code_verifier=asked.verifier, grant_type="authorization_code"
        )
        keys = KeySet.import_key_set(await _json(client, about["jwks_uri"]))  # type: ignore[arg-type] # checked by the import itself
        claims = self._claims(token, keys, about, asked)
        if "email" not in claims and "userinfo_endpoint" in about:
            more = await _json(client, about["userinfo_endpoint"], withhold_token=False)
            claims = {**more, **claims} if more.get("sub") == claims["sub"] else claims
        return _person(claims)

    def _claims(
        self, token: Mapping[str, Any], keys: KeySet, about: Mapping[str, Any], asked: Asked
    ) -> Mapping[str, Any]:
        if not isinstance(token.get("id_token"), str):
            raise Unsound("there is no ID token")
        read = jwt.decode(token["id_token"], keys, algorithms=ALGORITHMS)
        wanted = {"iss": about["issuer"], "aud": self._client_id}
        claims = CodeIDToken(
            read.claims,
            read.header,
            {name: {"essential": True, "value": value} for name, value in wanted.items()},
            {"nonce": asked.nonce, "client_id": self._client_id, "access_token": token.get("access_token")},
        )
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    async def _discover(self, client: Any) -> Mapping[str, Any]:
        """What the provider says of itself. Raises `Unsound` when that is not the one in the settings."""
        if self._known is None or time.monotonic() - self._known.at > KEPT:
            about = await _json(client, self._issuer.rstrip("/") + LEAD)
            if str(about.get("issuer", "")).rstrip("/") != self._issuer.rstrip("/"):
                raise Unsound(f"it calls itself {about.get('issuer')!r}, the settings {self._issuer!r}")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not _is_safe(str(about.get(name, ""))):
                    raise Unsound(f"its {name} is not an https address")
            self._known = _Known(about, time.monotonic())
        return self._known.about

    def _client(self, back: str) -> Any:
        return AsyncOAuth2Client(
            self._client_id,
            self._client_secret or None,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=TIMEOUT,
        )

    def _silent(self, error: Exception) -> NoAnswer:
        log.warning("the provider does not answer", kind=type(error).__name__)
        return NoAnswer(SILENT.format(self.name))

    def _unsound(self, error: Exception) -> NoAnswer:
        log.warning("the provider's answer does not hold", kind=type(error).__name__, why=str(error)[:200])
        self._known = None
        return NoAnswer(UNSOUND.format(self.name))


async def _json(client: Any, address: str, *, withhold_token: bool = True) -> Mapping[str, Any]:
    """The JSON object at this address."""
    answer = await client.request("GET", address, withhold_token=withhold_token, follow_redirects=False)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise Unsound(f"{address} has no JSON object")
    return found


def _is_safe(address: str) -> bool:
    """Over plain http only on this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))


def _person(claims: Mapping[str, Any]) -> Person:
    email = tidy_email(str(claims.get("email", "")))
    sure = claims.get("email_verified") in (True, "true") and not email_problem(email)
    name = claims.get("name") or claims.get("preferred_username") or ""
    return Person(f"{claims['iss']} {claims['sub']}", email if sure else "", str(name).strip())
