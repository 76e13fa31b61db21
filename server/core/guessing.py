"""How often somebody may be wrong: a few times at once, then after waits that grow and end. Pure. See SPEC.md, P7."""

from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network
from typing import Final

MINUTE: Final = 60_000
WAIT_FIRST: Final = MINUTE
WAIT_MOST: Final = 15 * MINUTE
"""Milliseconds: nobody is kept away for good, and 15 minutes a try make guessing hopeless."""
FORGET: Final = 24 * 60 * MINUTE
"""A day without a wrong try begins anew."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong tries so far, and when the last one was (ms)."""

    wrong: int = 0
    last: int = 0


NONE: Final = Tries()


def wait(tries: Tries, free: int, now: int) -> int:
    """How many ms until the next try; 0 for now. `free` wrong ones cost nothing, the next a minute, two, up to 15."""
    beyond = tries.wrong - free
    if beyond < 0 or _old(tries, now):
        return 0
    length = min(WAIT_FIRST << min(beyond, 8), WAIT_MOST)
    return max(0, min(length, tries.last + length - now))


def wrong(tries: Tries, now: int) -> Tries:
    """After one more wrong try."""
    return Tries(1 if _old(tries, now) else tries.wrong + 1, now)


def forgiven(tries: Tries) -> Tries:
    """After one of them turned out to be right."""
    return Tries(max(0, tries.wrong - 1), tries.last)


def sentence(ms: int) -> str:
    """When to try again, for somebody who has to wait."""
    minutes = -(-ms // MINUTE)
    when = "in a minute" if minutes == 1 else f"in {minutes} minutes"
    return f"There were many tries that did not fit, so this way in rests for a while. Try again {when}."


def place_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or what of an IPv6 address a provider gives to one customer."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))


def _old(tries: Tries, now: int) -> bool:
    return now - tries.last >= FORGET
