"""What mails say: subjects and texts, plain and short."""

from server.core.accounts import Account
from server.core.sessions import DAY, INVITATION_MS, MINUTE, SIGN_IN_MS


def sign_in(account: Account, link: str) -> tuple[str, str]:
    """The subject and the text of a mail with a link that signs in."""
    text = f"""Hello {account.name},

this link signs you in to Greenroom, once, in the next {SIGN_IN_MS // MINUTE} minutes:

{link}

If you did not ask for it, do nothing: nobody gets in without it.
"""
    return "Your sign-in link for Greenroom", text


def link_made(account: Account, by: str) -> tuple[str, str]:
    """The subject and the text of a mail that says that somebody else can sign in as this person. `by` is their name,
    "" for whoever runs the machine. The link itself is not in it."""
    text = f"""Hello {account.name},

{by or "whoever runs the machine"} made a link that signs in to Greenroom as you, once,
in the next {SIGN_IN_MS // MINUTE} minutes.

If you asked for it, all is well. If you did not, ask them, and look at the page of your account: it says when
such links were made, lists where you are signed in, and ends any of it.
"""
    return "A sign-in link was made for you", text


def invitation(account: Account, by: Account, link: str) -> tuple[str, str]:
    """The subject and the text of a mail that invites somebody."""
    text = f"""Hello {account.name},

{by.name} invites you to Greenroom, where interviews are held. This link lets you in, in the next
{INVITATION_MS // DAY} days:

{link}
"""
    return "You are invited to Greenroom", text
