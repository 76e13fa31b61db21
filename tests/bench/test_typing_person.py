"""The load is made of real updates: a document that takes them in holds what was typed."""

from pycrdt import Doc, Text

from bench.typing_person import CLIENT, SOURCE, clock_of, cursor, history, keys
from server.core import awareness, varint


def typed(updates: list[bytes], file: str) -> str:
    doc: Doc[Text] = Doc()
    for update in updates:
        doc.apply_update(update)
    return str(doc.get(file, type=Text))


def update_of(message: bytes) -> bytes:
    assert message[:2] == b"\x00\x02"
    update, end = varint.read_bytes(message, 2)
    assert end == len(message)
    return update


def test_keystrokes_spell_the_source_over_and_over() -> None:
    count = len(SOURCE) + 10
    updates = [update_of(key.message) for key in keys(count, "task/solution.py")]
    assert typed(updates, "task/solution.py") == SOURCE + SOURCE[:10]


def test_the_clock_of_a_keystroke_is_its_place() -> None:
    assert [clock_of(key.message) for key in keys(300, "f")] == list(range(300))


def test_a_keystroke_is_two_masked_frames_on_the_wire() -> None:
    for key in keys(3, "f"):
        size = len(key.message)
        assert key.wire[:6] == bytes([0x82, 0x80 | size, 0, 0, 0, 0])
        assert key.wire[6 : 6 + size] == key.message
        assert key.wire[6 + size] == 0x82


def test_a_cursor_is_one_that_the_server_reads() -> None:
    [read] = awareness.read(cursor(7))
    assert (read.client, read.clock) == (CLIENT, 8)


def test_a_history_is_a_document_with_all_its_updates_and_an_early_state() -> None:
    past = history(3_000, 2_000)
    assert len(past.updates) == 3_000
    for state, upto in ((past.state, 3_000), (past.early_state, 2_000)):
        whole: Doc[Text] = Doc()
        whole.apply_update(state)
        piecewise: Doc[Text] = Doc()
        for update in past.updates[:upto]:
            piecewise.apply_update(update)
        assert whole.get_state() == piecewise.get_state()
        for number in range(10):
            name = f"task-{number}/solution.py"
            assert str(whole.get(name, type=Text)) == str(piecewise.get(name, type=Text))


def test_a_history_is_the_same_every_time() -> None:
    assert history(500, 400) == history(500, 400)
