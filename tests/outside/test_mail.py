"""Mail through a real mail server on this machine: what comes out, and what is said when it does not."""

import socket
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session

from server.core.accounts import Rank
from server.core.ids import OWNER
from server.outside import mail
from server.outside.mail import SmtpMail
from server.pages import application
from server.settings import Settings
from server.store.memory import Memory
from tests.fakes import FakeLibrary, FakeSandbox, StillClock
from tests.house import new_house
from tests.pages.visitors import ORIGIN, Town

pytestmark = pytest.mark.server


class Letterbox:
    """A mail server's other side: what came, and whom it does not know."""

    def __init__(self) -> None:
        self.came: list[Message] = []
        self.unknown: set[str] = set()

    async def handle_RCPT(
        self, server: object, session: Session, envelope: Envelope, address: str, options: object
    ) -> str:
        if address in self.unknown:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.came.append(BytesParser(policy=default).parsebytes(envelope.content))
        return "250 taken"


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def server(letterbox: Letterbox) -> Iterator[Settings]:
    """The settings for a mail server that takes everything from everybody."""
    controller = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield settings(controller.port)
    controller.stop()


def settings(port: int, **more: Any) -> Settings:
    return Settings(
        smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", smtp_from="greenroom@example.org", **more
    )


def text_of(message: Message) -> str:
    content = message.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


async def test_a_mail_arrives_as_it_was_written(server: Settings, letterbox: Letterbox) -> None:
    assert await SmtpMail(server).send("pat@example.org", "Grüße", "Hello Pat,\n\nhttps://x.test/a?b=c\n") == ""
    (mail_,) = letterbox.came
    assert (mail_["To"], mail_["From"], mail_["Subject"]) == ("pat@example.org", "greenroom@example.org", "Grüße")
    assert mail_["Auto-Submitted"] == "auto-generated"
    assert mail_["Message-ID"].endswith("@example.org>")
    assert "https://x.test/a?b=c" in text_of(mail_)


async def test_a_link_by_mail_signs_in_once(tmp_path: Path, server: Settings, letterbox: Letterbox) -> None:
    house = new_house(
        tmp_path,
        store=Memory(),
        sandbox=FakeSandbox(),
        tasks=FakeLibrary(),
        clock=StillClock(),
        mail=SmtpMail(server),
    )
    town = Town(house, application(house))
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends("/people/invite", name="Pat", email="pat@example.org", rank="interviewer") == 200
    invitation = link_in(letterbox.came[0], "/invitations/")
    pat = town.stranger()
    await pat.opens(invitation)
    assert await pat.sends(invitation, name="Pat") == 200
    again = town.stranger()
    await again.opens("/sign-in")
    assert await again.sends("/sign-in", email="pat@example.org") == 422, "no password fits nothing"
    await again.opens("/sign-in")
    fields = {"form-token": token_of(again.page.text), "email": " Pat@example.org"}
    assert await again.posts("/sign-in/mail", fields) == 200
    assert "is on its way" in again.text
    await house.settled()
    once = link_in(letterbox.came[1], "/sign-in/once/")
    assert await again.opens(once) == 200
    assert await again.sends(once) == 200
    assert again.at == "/"
    assert await town.stranger().opens(once) == 404


def token_of(html: str) -> str:
    return html.split('name="form-token" value="')[1].split('"', maxsplit=1)[0]


def link_in(message: Message, path: str) -> str:
    (line,) = (line for line in text_of(message).splitlines() if line.startswith(ORIGIN))
    assert line.startswith(ORIGIN + path)
    return line.removeprefix(ORIGIN)


async def test_who_is_not_here_gets_no_mail_and_the_page_does_not_say_so(
    tmp_path: Path, server: Settings, letterbox: Letterbox
) -> None:
    house = new_house(tmp_path, store=Memory(), clock=StillClock(), mail=SmtpMail(server))
    town = Town(house, application(house))
    await house.reception.accounts.invite(OWNER, "Pat", "pat@example.org", Rank.INTERVIEWER)
    said = []
    for email in ("max@example.org", "pat@example.org"):
        who = town.stranger()
        await who.opens("/sign-in")
        await who.posts("/sign-in/mail", {"form-token": token_of(who.page.text), "email": email})
        said.append(who.main_without(email))
    await house.settled()
    assert said[0] == said[1]
    assert letterbox.came == [], "Pat is invited but has not come yet: that link is the invitation's"


async def test_links_by_mail_are_sent_a_few_times_and_then_after_waits(tmp_path: Path, server: Settings) -> None:
    house = new_house(tmp_path, store=Memory(), clock=StillClock(), mail=SmtpMail(server))
    town = Town(house, application(house))
    who = town.stranger()
    for status in (200, 200, 200, 422):
        await who.opens("/sign-in")
        fields = {"form-token": token_of(who.page.text), "email": "pat@example.org"}
        assert await who.posts("/sign-in/mail", fields) == status
    assert "Try again in a minute" in who.text


async def test_an_invitation_that_the_server_does_not_take_can_be_sent_by_hand(
    tmp_path: Path, server: Settings, letterbox: Letterbox
) -> None:
    house = new_house(tmp_path, store=Memory(), clock=StillClock(), mail=SmtpMail(server))
    town = Town(house, application(house))
    letterbox.unknown.add("pat@example.org")
    owner = await town.owner()
    await owner.opens("/people")
    assert await owner.sends("/people/invite", name="Pat", email="pat@example.org", rank="viewer") == 200
    assert f"but the mail did not go out: {mail.REFUSED_THEM}" in owner.text
    assert f"{ORIGIN}/invitations/" in owner.text


async def test_a_mail_server_that_is_down_is_a_sentence() -> None:
    assert await SmtpMail(settings(free_port())).send("pat@example.org", "s", "t") == mail.SILENT


async def test_a_wrong_password_for_the_mail_server_is_a_sentence(letterbox: Letterbox) -> None:
    def refuse(*about: object) -> AuthResult:
        return AuthResult(success=False, handled=False)

    controller = Controller(
        letterbox, hostname="127.0.0.1", port=free_port(), authenticator=refuse, auth_require_tls=False
    )
    controller.start()
    try:
        wrong = settings(controller.port, smtp_user="greenroom", smtp_password="wrong")
        assert await SmtpMail(wrong).send("pat@example.org", "s", "t") == mail.REFUSED_US
    finally:
        controller.stop()
    assert letterbox.came == []


async def test_nothing_slips_into_a_header(server: Settings, letterbox: Letterbox) -> None:
    assert await SmtpMail(server).send("pat@example.org", "x\r\nBcc: max@example.org", "t") == mail.ODD
    assert await SmtpMail(server).send("pat@example.org\r\nBcc: max@example.org", "s", "t") == mail.ODD
    assert letterbox.came == []


async def test_a_server_without_tls_gets_no_mail_where_tls_is_asked_for(letterbox: Letterbox) -> None:
    controller = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        chosen = Settings(
            smtp_host="127.0.0.1", smtp_port=controller.port, smtp_from="greenroom@example.org", smtp_password="secret"
        )
        assert await SmtpMail(chosen).send("pat@example.org", "s", "t") == mail.ODD
    finally:
        controller.stop()
    assert letterbox.came == []
