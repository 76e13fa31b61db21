"""P5, P6: how long a session and a one-time link are good, and what a session that has just begun may do."""

from dataclasses import replace

from server.core.sessions import FRESH_MS, Kind, OneTimeLink, Session, Way

SESSION = Session("s1", "ida", "d" * 64, created=1_000, seen=1_000, expires=5_000, browser="Firefox", way=Way.LINK)
LINK = OneTimeLink("l1", "ida", Kind.SIGN_IN, "d" * 64, created=1_000, expires=5_000)


def test_p5_p6_both_end() -> None:
    for each in (SESSION, LINK):
        assert each.is_good(4_999)
        assert not each.is_good(5_000)


def test_p6_who_came_by_a_link_a_moment_ago_may_set_a_password() -> None:
    assert SESSION.is_fresh(1_000 + FRESH_MS - 1)
    assert not SESSION.is_fresh(1_000 + FRESH_MS)
    assert not replace(SESSION, way=Way.PASSWORD).is_fresh(1_000)
