"""Interviews to be exported: Ida interviews Cam, who writes emoji, in two languages, with line ends of both kinds."""

from collections.abc import Sequence
from dataclasses import replace

from sandbox.contract import Verdict
from server.core import events as e
from server.core.ids import CANDIDATE, HOST, ROOM
from server.core.interview import Interview, State
from server.core.roles import sees
from server.core.story import Moved, Step, Story, Wrote
from server.core.track.parts import Edition, Place, Splice
from tests.house import known_languages

LANGUAGES = known_languages()
ROOM_ID = "k3v9x0q2m1ab"
OPENED = 1_795_000_000_000
STARTER = "def free_slots(busy):\n    ...\n"
PY, JS = "slots/solution.py", "slots/solution.js"
FACE = "\N{GRINNING FACE}"
CANARY = "canary-7d21"
"""Stands in everything that only Ida may know; no byte of a candidate's edition may hold it."""
INTERVIEW = Interview(ROOM_ID, "Backend engineer", "Ida", "Cam", ("slots",), State.ENDED, OPENED, OPENED + 9_000, 1)

EXAMPLE = e.CaseShown("example-1", "two free", "examples", {"busy": [0, 1, 0]}, 2, True)
HIDDEN = e.CaseShown(f"edge-{CANARY}", f"edge {CANARY}", CANARY, {"busy": [CANARY]}, CANARY, True)


def judged(run: str, suite: e.Suite, case: str, verdict: Verdict, said: str = "") -> e.CaseJudged:
    return e.CaseJudged(run, suite, case, verdict, [said], said, said, f"{said}\nand 20 % more\n", "", False, 1.25)


def started(run: str, suite: e.Suite, *cases: e.CaseShown, stdin: str = "", language: str = "python") -> e.RunStarted:
    return e.RunStarted(run, "slots", language, suite, "0" * 64, len(cases), cases, stdin, 7)


def wrote(*splices: tuple[str, int, int, str]) -> Wrote:
    return Wrote(tuple(Splice(*splice) for splice in splices))


What = e.Event | Wrote | Moved
HAPPENED: Sequence[tuple[int, str, What]] = (
    (0, ROOM, e.Opened("Backend engineer", "Ida", "Cam", ("slots",), ("0" * 64,))),
    (0, ROOM, wrote((PY, 0, 0, STARTER))),
    (0, HOST, e.Joined("Ida", "host")),
    (0, CANDIDATE, e.Agreed("Cam *the* candidate", "2026-11")),
    (0, CANDIDATE, e.Joined("Cam *the* candidate", "candidate")),
    (0, ROOM, e.Started()),
    (12_400, CANDIDATE, wrote((PY, 0, 0, f"# {FACE}{FACE} `slots`\r\n"))),
    (12_600, CANDIDATE, Moved((Place(PY, 6, 6),))),
    (12_900, CANDIDATE, Moved((Place(PY, 2, 2),))),
    (13_000, CANDIDATE, Moved((Place(PY, 2, 6), Place("../up", 0, 0)))),
    (13_100, CANDIDATE, wrote((PY, 4, 2, "!"), (PY, 5, 0, "\N{COMBINING ACUTE ACCENT}"))),
    (14_000, HOST, wrote((PY, 2, 0, "Ida: "))),
    (20_000, HOST, e.StageBegan("s1", "Design *first*", 20)),
    (21_000, CANDIDATE, wrote((PY, 2, 0, f"twice {FACE}\n"))),
    (21_050, CANDIDATE, wrote((PY, 2, 0, " "))),
    (21_100, CANDIDATE, e.Pasted("slots", "python", 9, False)),
    (22_000, CANDIDATE, e.WentAway()),
    (30_000, CANDIDATE, e.CameBack(9_000)),
    (31_000, HOST, e.HintGiven("slots", 1, "Sort them `first`.")),
    (60_000, HOST, e.NoteWritten("n1", f"{CANARY} **asks** well", "slots", "python", 2)),
    (61_000, HOST, e.NoteWritten("n2", f"{CANARY} deleted again", "", "", 0)),
    (62_000, HOST, e.NoteDropped("n2")),
    (63_000, HOST, e.NoteChanged("n1", f"{CANARY} **asks** very well\nand listens")),
    (64_000, CANDIDATE, e.Said("May I *sort* first?")),
    (65_000, HOST, e.Said("Yes.\nThe docs: https://example.org/_sorted_")),
    (66_000, CANDIDATE, e.HandRaised()),
    (67_000, HOST, e.HandLowered(CANDIDATE)),
    (68_000, HOST, e.NoteWritten("n3", f"{CANARY} a loop too many", "slots", "python", 2, "code", 3)),
    (700_000, CANDIDATE, started("r1", e.Suite.EXAMPLES, EXAMPLE)),
    (701_000, ROOM, judged("r1", e.Suite.EXAMPLES, "example-1", Verdict.WRONG, "```\nnot 3\x1b]52;c;Zm9v\x07")),
    (701_500, ROOM, e.RunEnded("r1", e.Suite.EXAMPLES, Verdict.WRONG, "", 0, 1, 12.0)),
    (720_000, CANDIDATE, e.Switched("slots", "javascript")),
    (720_000, ROOM, wrote((JS, 0, 0, "// starter\n"))),
    (730_000, CANDIDATE, wrote((JS, 11, 0, "console.log('hi')\n"))),
    (740_000, CANDIDATE, started("r2", e.Suite.SCRATCH, stdin="3 4\n", language="javascript")),
    (740_500, ROOM, e.Printed("r2", "stdout", "hi\n\x1b[32mgreen\x1b[0m\r\n")),
    (740_600, ROOM, e.Printed("r2", "stderr", "careful\n", cut=True)),
    (741_000, ROOM, e.RunEnded("r2", e.Suite.SCRATCH, Verdict.UNCHECKED, "The program ended.", 0, 0, 30.0)),
    (800_000, HOST, started("r3", e.Suite.HIDDEN, HIDDEN)),
    (800_100, ROOM, judged("r3", e.Suite.HIDDEN, HIDDEN.case, Verdict.PASSED, CANARY)),
    (800_200, ROOM, e.RunEnded("r3", e.Suite.HIDDEN, Verdict.PASSED, CANARY, 1, 1, 12.0)),
    (810_000, CANDIDATE, started("r4", e.Suite.EXAMPLES, EXAMPLE)),
    (811_000, ROOM, e.RunEnded("r4", e.Suite.EXAMPLES, Verdict.COMPILE_ERROR, "line 3: nonsense", 0, 1, 0.0)),
    (820_000, ROOM, e.Interrupted()),
    (821_000, CANDIDATE, e.Joined("Cam *the* candidate", "candidate")),
    (900_000, CANDIDATE, wrote((PY, 0, 3, ""))),
    (960_000, HOST, e.Ended()),
)


def story(
    edition: Edition = Edition.HOST,
    happened: Sequence[tuple[int, str, What]] = HAPPENED,
    *,
    names: bool = False,
    state: State = State.ENDED,
) -> Story:
    steps = []
    for seq, (at, by, what) in enumerate(happened, start=1):
        told = what if isinstance(what, Wrote | Moved) else sees(edition.role, what)
        if told is not None:
            steps.append(Step(seq, at, OPENED + 9_000 + at, by, told))
    interview = replace(INTERVIEW, state=state)
    return Story(interview, edition, {"slots": "Count the free slots"}, LANGUAGES, steps, names)
