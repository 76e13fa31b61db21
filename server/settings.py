"""Every setting of the server, in one typed place: its default, its help, and how it is read.

Read from the environment (`GREENROOM_PORT`), from a file named there (`GREENROOM_SECRET_FILE`), or from a flag of
`greenroom serve` (`--port`); a flag wins. An unknown name or a bad value stops the start with a sentence.
"""

import os
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, get_type_hints
from urllib.parse import urlsplit

PREFIX: Final = "GREENROOM_"
SECRET_MIN: Final = 32
"""Characters: shorter ones can be guessed."""
SIGNING_KEY_BYTES: Final = 32
CONTAINERS_MAX: Final = 64
"""More than one machine can start in a useful time; another sandbox serves better."""
MONTHS_MAX: Final = 1_200
FRAME_RATE_MAX: Final = 10_000
"""More than one connection could ever carry."""


_EMAIL: Final = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)


class BadSetting(Exception):
    """A setting that cannot be used. Its text is a sentence with the mend."""


def _setting(default: Any, help: str, *, secret: bool = False) -> Any:
    return field(default=default, metadata={"help": help, "secret": secret})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `greenroom serve` runs with."""

    host: str = _setting("127.0.0.1", "Address to listen on; 0.0.0.0 for every network interface.")
    port: int = _setting(8000, "Port to listen on, 1 to 65535.")
    public_url: str = _setting(
        "", "Address that people open, such as https://rooms.example.org; needed behind a proxy."
    )
    data: Path = _setting(Path("data"), "Folder for the database, the secret and the sandbox's socket.")
    database_url: str = _setting("", "SQLAlchemy address of the database; empty means SQLite in the data folder.")
    tasks: Path = _setting(Path("tasks"), "Folder with the task library.")
    sandbox: str = _setting("auto", "auto (start one), unix:/path/to/socket (use that one), or off.")
    places: int = _setting(0, "Runs at the same time, up to 64; 0 means by the machine's processors and memory.")
    pool: int = _setting(8, "Containers that may wait for runs, up to 64; 0 means that every run starts its own.")
    runtime: str = _setting("runc", "The engine's runtime for containers: runc, runsc, or another that it knows.")
    secret: str = _setting(
        "", "Key for links and cookies, 32 characters or more; empty means one kept in the data folder.", secret=True
    )
    signing_key: str = _setting(
        "", "Key that seals ended interviews, 32 bytes in base64; empty means one kept in the data folder.", secret=True
    )
    smtp_host: str = _setting("", "Mail server that sends sign-in links and invitations; empty sends no mail.")
    smtp_port: int = _setting(587, "Port of the mail server, 1 to 65535.")
    smtp_security: str = _setting(
        "starttls", "starttls, tls (from the first byte, as on port 465), or none (only for a server on this machine)."
    )
    smtp_user: str = _setting("", "Name that signs in at the mail server; empty for a server that asks for none.")
    smtp_password: str = _setting("", "Password for the mail server.", secret=True)
    smtp_from: str = _setting("", "Sender of the mails, such as greenroom@example.org; needed with a mail server.")
    oidc_issuer: str = _setting(
        "", "Address of an OpenID Connect provider, such as https://login.example.org; empty offers none."
    )
    oidc_client_id: str = _setting("", "What the provider calls this Greenroom; needed with a provider.")
    oidc_client_secret: str = _setting("", "Secret that the provider gave it; empty for a public client.", secret=True)
    oidc_name: str = _setting("", "What people call the provider, for the button on the sign-in page.")
    oidc_domains: str = _setting(
        "", "Domains whose people come in as interviewers uninvited, with commas between; empty means nobody does."
    )
    frame_rate: int = _setting(
        150, "Frames a second that one connection may send for long; short bursts may be faster."
    )
    tasks_commit: str = _setting(
        "off",
        "on: a task saved from its page is committed to the git repository that it lies in, by its author; or off.",
    )
    keep_months: int = _setting(
        12, "Months that an interview is kept after its end, then it is deleted; 0 keeps all until somebody deletes it."
    )
    log_level: str = _setting("info", "debug, info, warning or error.")

    def __post_init__(self) -> None:
        if not self.host:
            raise BadSetting(f"{PREFIX}HOST is empty; use 127.0.0.1, or 0.0.0.0 for every network interface.")
        if not 1 <= self.port <= 65535:
            raise BadSetting(f"{PREFIX}PORT is {self.port}; use a number from 1 to 65535.")
        if self.public_url and not _is_base(self.public_url):
            raise BadSetting(
                f"{PREFIX}PUBLIC_URL is “{self.public_url}”; use a scheme and a host, such as https://rooms.example.org."
            )
        if self.sandbox not in ("auto", "off") and not self.sandbox.startswith("unix:/"):
            raise BadSetting(f"{PREFIX}SANDBOX is “{self.sandbox}”; use auto, off, or unix:/path/to/socket.")
        for name, count in (("PLACES", self.places), ("POOL", self.pool)):
            if not 0 <= count <= CONTAINERS_MAX:
                raise BadSetting(f"{PREFIX}{name} is {count}; use a number from 0 to {CONTAINERS_MAX}.")
        if not re.fullmatch(r"[\w.-]+(/[\w.-]+)*", self.runtime, re.ASCII) or self.runtime.startswith("-"):
            raise BadSetting(f"{PREFIX}RUNTIME is “{self.runtime}”; use a name that the engine knows, such as runc.")
        if self.secret and len(self.secret) < SECRET_MIN:
            raise BadSetting(
                f"{PREFIX}SECRET has {len(self.secret)} characters; use at least {SECRET_MIN} random ones."
            )
        if self.signing_key and not _is_key(self.signing_key):
            raise BadSetting(
                f"{PREFIX}SIGNING_KEY is no key; use 32 random bytes in base64, as “openssl rand -base64 32” prints."
            )
        if self.tasks_commit not in ("on", "off"):
            raise BadSetting(f"{PREFIX}TASKS_COMMIT is “{self.tasks_commit}”; use on or off.")
        if not 0 <= self.keep_months <= MONTHS_MAX:
            raise BadSetting(f"{PREFIX}KEEP_MONTHS is {self.keep_months}; use a number from 0 to {MONTHS_MAX}.")
        self._check_mail()
        self._check_provider()
        if self.log_level not in ("debug", "info", "warning", "error"):
            raise BadSetting(f"{PREFIX}LOG_LEVEL is “{self.log_level}”; use debug, info, warning or error.")
        if not 1 <= self.frame_rate <= FRAME_RATE_MAX:
            raise BadSetting(f"{PREFIX}FRAME_RATE is {self.frame_rate}; use a number from 1 to {FRAME_RATE_MAX}.")

    def _check_mail(self) -> None:
        if not 1 <= self.smtp_port <= 65535:
            raise BadSetting(f"{PREFIX}SMTP_PORT is {self.smtp_port}; use a number from 1 to 65535.")
        if self.smtp_security not in ("starttls", "tls", "none"):
            raise BadSetting(f"{PREFIX}SMTP_SECURITY is “{self.smtp_security}”; use starttls, tls or none.")
        if self.smtp_host and not _EMAIL.fullmatch(self.smtp_from):
            raise BadSetting(
                f"{PREFIX}SMTP_FROM is “{self.smtp_from}”; with a mail server, use an e-mail address such as "
                "greenroom@example.org."
            )

    def _check_provider(self) -> None:
        if not self.oidc_issuer:
            return
        if not _is_address(self.oidc_issuer):
            raise BadSetting(
                f"{PREFIX}OIDC_ISSUER is “{self.oidc_issuer}”; use the provider's address, such as "
                "https://login.example.org (http only for one on this machine)."
            )
        if not self.oidc_client_id:
            raise BadSetting(f"{PREFIX}OIDC_CLIENT_ID is empty; use the name that the provider gave to this Greenroom.")

    @property
    def welcome_domains(self) -> frozenset[str]:
        """The domains whose people need no invitation, in small letters."""
        names = (name.strip().strip("@").casefold() for name in self.oidc_domains.split(","))
        return frozenset(name for name in names if name)

    @property
    def database(self) -> str:
        """The address of the database, whether it was set or not."""
        return self.database_url or f"sqlite:///{(self.data / 'greenroom.db').resolve()}"

    @property
    def base_url(self) -> str:
        """What people open, without a slash at the end."""
        host = "localhost" if self.host in ("0.0.0.0", "::", "127.0.0.1", "::1") else self.host
        host = f"[{host}]" if ":" in host else host
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"


def read(environ: Mapping[str, str] = os.environ, flags: Mapping[str, str] | None = None) -> Settings:
    """The settings of this environment and these flags (by field name, as text). Raises `BadSetting`."""
    kinds = get_type_hints(Settings)
    given = {**_from_environment(environ, kinds), **(flags or {})}
    return Settings(**{name: _parse(name, text, kinds[name]) for name, text in given.items()})


def _from_environment(environ: Mapping[str, str], kinds: Mapping[str, Any]) -> dict[str, str]:
    given: dict[str, str] = {}
    for key, value in environ.items():
        if not key.startswith(PREFIX):
            continue
        name = key.removeprefix(PREFIX).lower()
        if name in kinds:
            given[name] = value
        elif name.removesuffix("_file") in kinds and name.endswith("_file"):
            given[name.removesuffix("_file")] = _read_file(key, value)
        else:
            known = ", ".join(PREFIX + f.name.upper() for f in fields(Settings))
            raise BadSetting(f"{key} is not a setting. The settings are: {known}.")
    return given


def _read_file(key: str, path: str) -> str:
    try:
        text = Path(path).read_text().strip()
    except OSError as error:
        raise BadSetting(f"{key} names {path}, which cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise BadSetting(f"{key} names {path}, which is not a file of text.") from None
    if not text:
        raise BadSetting(f"{key} names {path}, which is empty. Put the value in it, or unset {key}.")
    return text


def _is_base(url: str) -> bool:
    """Whether this is a scheme and a host, perhaps with a port, and nothing else."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    return parts.scheme in ("http", "https") and bool(host) and not rest and not any(map(str.isspace, url))


def _is_address(url: str) -> bool:
    """Whether this is the address of a service, perhaps with a path; over plain http only on this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in ("localhost", "127.0.0.1", "::1"))
    return safe and bool(host) and not (parts.query or parts.fragment or "@" in parts.netloc) and url.isprintable()


def _is_key(text: str) -> bool:
    try:
        return len(b64decode(text.strip(), validate=True)) == SIGNING_KEY_BYTES
    except ValueError:
        return False


def _parse(name: str, text: str, kind: type) -> Any:
    if kind is Path and not text:
        raise BadSetting(f"{PREFIX}{name.upper()} is empty; name a folder.")
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise BadSetting(f"{PREFIX}{name.upper()} is “{text}”; use a whole number.") from None
    return kind(text)
