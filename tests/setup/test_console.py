"""A person who runs `make up` sees what happens, and what to do when it does not."""

import io
import sys

import pytest

from setup.console import CLEAR, Console, SetupError, network_mend

WHY, MEND = "the kettle does not boil.", "Plug it in."


def test_a_step_says_that_it_began_and_that_it_is_done() -> None:
    out = io.StringIO()
    with Console(out).step("Kettle"):
        pass
    assert "… Kettle" in out.getvalue()
    assert "✓ Kettle" in out.getvalue()


class Terminal(io.StringIO):
    """Text that thinks it is a screen."""

    def isatty(self) -> bool:
        return True

    def lines(self) -> list[str]:
        """What stays visible: after the last return to a line's start."""
        return [line.rsplit(CLEAR, maxsplit=1)[-1] for line in self.getvalue().split("\n") if line]


def test_on_a_terminal_progress_passes_by_on_one_line_and_only_the_result_stays() -> None:
    out = Terminal()
    console = Console(out)
    with console.step("Kettle"):
        console.say("filling")
        console.say("heating " + "and heating " * 100)
    assert "… Kettle  filling" in out.getvalue()
    assert [line.split(" (")[0] for line in out.lines()] == ["  ✓ Kettle"]
    assert max(len(line) for line in out.getvalue().split(CLEAR)) < 200


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
    assert "cannot be reached" in network_mend([line])


@pytest.mark.parametrize(
    "line", ["[SSL: CERTIFICATE_VERIFY_FAILED] self-signed", "npm error code SELF_SIGNED_CERT_IN_CHAIN"]
)
def test_a_proxy_with_a_certificate_of_its_own_is_said_in_words_about_certificates(line: str) -> None:
    assert "PIP_CERT" in network_mend(["Temporary failure in name resolution", line])


def test_other_trouble_is_not_blamed_on_the_network() -> None:
    assert network_mend(["ERROR: THESE PACKAGES DO NOT MATCH THE HASHES"]) == ""
