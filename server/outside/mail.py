"""Mail through the server that the settings name. What goes wrong becomes a sentence; what a mail says is logged
nowhere, because it carries links."""

from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final

import aiosmtplib
import structlog

from server.settings import Settings

log = structlog.get_logger()

TIMEOUT: Final = 20.0
"""Seconds for the whole of it: whoever invites somebody waits."""
SILENT: Final = "The mail server does not answer."
REFUSED_US: Final = "The mail server does not take the name and the password in the settings."
REFUSED_THEM: Final = "The mail server does not take this address."
ODD: Final = "The mail server did not take the mail."


class SmtpMail:
    """A `Mail`."""

    ready = True

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, to: str, subject: str, text: str) -> str:
        chosen = self._settings
        try:
            message = _message(chosen.smtp_from, to, subject, text)
            await aiosmtplib.send(
                message,
                hostname=chosen.smtp_host,
                port=chosen.smtp_port,
                username=chosen.smtp_user or None,
                password=chosen.smtp_password or None,
                use_tls=chosen.smtp_security == "tls",
                start_tls=chosen.smtp_security == "starttls",
                timeout=TIMEOUT,
            )
        except aiosmtplib.SMTPAuthenticationError:
            return REFUSED_US
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPRecipientRefused):
            return REFUSED_THEM
        except (aiosmtplib.SMTPConnectError, aiosmtplib.SMTPTimeoutError, aiosmtplib.SMTPServerDisconnected, OSError):
            return SILENT
        except (aiosmtplib.SMTPException, MessageError, ValueError) as error:
            log.warning("a mail was not taken", kind=type(error).__name__)
            return ODD
        return ""


def _message(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    """Raises `ValueError` or `MessageError` for what cannot stand in a header."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message
