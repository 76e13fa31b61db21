"""A person who runs `make up` sees what happens, and what to do when it does not."""

import io
import sys

import pytest

from setup.console import Console, SetupError, offline

WHY, MEND = "the kettle does not boil.", "Plug it in."


def test_a_step_says_that_it_began_and_that_it_is_done() -> None:
    out = io.StringIO()
    with Console(out).step("Kettle"):
        pass
    assert "… Kettle" in out.getvalue()
    assert "✓ Kettle" in out.getvalue()


def test_a_failed_program_names_the_step_its_last_words_and_the_mend() -> None:
    out = io.StringIO()
    console = Console(out)
    with pytest.raises(SetupError) as caught, console.step("Kettle"):
        console.run([sys.executable, "-c", "print('no current'); raise SystemExit(3)"], WHY, MEND)
    console.failed(caught.value)
    said = out.getvalue()
    assert "✗ Kettle: the kettle does not boil." in said
    assert said.index("no current") < said.index("Plug it in.")


def test_a_program_that_is_not_there_is_a_failed_step() -> None:
    with pytest.raises(SetupError, match="kettle"):
        Console(io.StringIO()).run(["no-such-kettle"], WHY, MEND)


def test_everything_said_goes_to_the_log_though_the_screen_shows_only_the_end() -> None:
    log = io.StringIO()
    console = Console(io.StringIO(), log)
    with console.step("Kettle"):
        console.run([sys.executable, "-c", "[print(n) for n in range(100)]"], WHY, MEND)
    assert log.getvalue().split() == [str(n) for n in range(100)]
    assert console.tail[-1] == "99"
    assert len(console.tail) < 100


@pytest.mark.parametrize(
    "line",
    [
        "WARNING: Retrying: NewConnectionError(...): [Errno -3] Temporary failure in name resolution",
        "npm error request to a registry failed, reason: getaddrinfo EAI_AGAIN",
    ],
)
def test_a_registry_out_of_reach_is_said_in_words_about_the_network(line: str) -> None:
    assert "cannot be reached" in offline([line])


def test_other_trouble_is_not_blamed_on_the_network() -> None:
    assert offline(["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"]) == ""
