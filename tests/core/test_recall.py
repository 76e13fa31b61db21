"""Whether a pasted text had been in the room before."""

from server.core.recall import cut_out, had_been


def test_what_was_pasted_is_cut_out_in_the_units_of_browsers() -> None:
    assert cut_out("a😀bcd", 1, 3) == ("😀b", ["a", "cd"])
    assert cut_out("abc", 2, 9) == ("c", ["ab", ""])
    assert cut_out("a😀b", 2, 1)[1] == ["a\ufffd", "b"]  # half a character is no text


def test_white_space_around_it_makes_no_difference() -> None:
    assert had_been("\n    return 1\n", ["def f():\n  return 1"])
    assert had_been("  \n", [""])
    assert not had_been("return 2", ["return 1", ""])
