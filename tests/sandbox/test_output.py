"""What programs print becomes text, in whatever pieces the bytes come and whatever they are."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sandbox.output import Flow, Kept, decoded, shown

cuts = st.lists(st.integers(0, 200))


def pieces(data: bytes, cuts: list[int]) -> list[bytes]:
    edges = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    return [data[begin:end] for begin, end in pairwise(edges)]


@given(st.text(max_size=60), cuts)
def test_text_is_whole_in_whatever_pieces_it_comes(text: str, cuts: list[int]) -> None:
    flow = Flow(1000)
    data = text.encode(errors="replace")
    assert "".join(map(flow.take, pieces(data, cuts))) + flow.rest() == shown(data.decode())
    assert not flow.cut


@given(st.binary(max_size=200), cuts)
def test_bytes_that_are_no_text_are_the_same_whole_or_in_pieces(data: bytes, cuts: list[int]) -> None:
    flow, kept = Flow(1000), Kept(1000)
    for piece in pieces(data, cuts):
        kept.take(piece)
    assert "".join(map(flow.take, pieces(data, cuts))) + flow.rest() == kept.text() == shown(decoded(data))
    assert "\0" not in kept.text()


@given(st.binary(max_size=200), cuts, st.integers(0, 50))
def test_no_more_than_may_be_shown_is(data: bytes, cuts: list[int], most: int) -> None:
    flow, kept = Flow(most), Kept(most)
    text = "".join(map(flow.take, pieces(data, cuts))) + flow.rest()
    for piece in pieces(data, cuts):
        kept.take(piece)
    assert flow.cut is kept.cut is (len(data) > most)
    assert len(text) <= most
    assert len(kept.held) <= most


def test_a_character_that_is_cut_off_here_leaves_no_half() -> None:
    flow, kept = Flow(3), Kept(3)
    assert flow.take("aé€".encode()) + flow.rest() == "aé"
    kept.take("aé€".encode())
    assert kept.text() == "aé"
    flow, kept = Flow(4), Kept(4)
    assert flow.take("aé€".encode()) + flow.rest() == "aé"
    kept.take("aé€".encode())
    assert kept.text() == "aé"


def test_half_a_character_that_the_program_itself_left_is_marked() -> None:
    flow = Flow(100)
    assert flow.take(b"a\xe2\x82") + flow.rest() == "a\ufffd"


def test_what_is_compared_keeps_its_nuls() -> None:
    kept = Kept(100)
    kept.take(b"a\0b")
    assert (kept.whole(), kept.text()) == ("a\0b", "a\u2400b")
