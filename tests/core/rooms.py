"""A room for tests of the core, and the people who use it: Ida interviews, Cam is the candidate."""

from collections.abc import Mapping
from typing import Literal

from sandbox import contract
from sandbox.contract import RunSpec, ScratchSpec, Verdict
from server.core import asks as a
from server.core import effects as f
from server.core import events as e
from server.core import inputs as i
from server.core.ids import CANDIDATE, HOST
from server.core.roles import Role
from server.core.room import Room
from server.core.room_state import TaskFacts

TASKS = {
    "slots": TaskFacts(
        "slots",
        "Free slots",
        ("python", "javascript"),
        ("Sort first.", "Then *merge*."),
        dimensions=("code", "testing"),
    ),
    "plain": TaskFacts("plain", "Plain", ("python",)),
    "parts": TaskFacts(
        "parts",
        "In parts",
        ("python",),
        later=tuple(e.PartOpened("parts", n, f"Part {n}", f"Do {n}.", (), (), "int") for n in (2, 3)),
    ),
}


class Told:
    """A room and what it did: every effect in order. Time goes on by one millisecond a report."""

    def __init__(self, tasks: Mapping[str, TaskFacts] = TASKS) -> None:
        self.room = Room(tasks)
        self.effects: list[f.Effect] = []
        self.clock = 0
        self.fresh = 0

    def say(self, said: i.Input) -> list[f.Effect]:
        self.clock += 1
        effects = self.room.receive(said, self.clock, 1_000 + self.clock)
        self.effects += effects
        return effects

    def ida(self, ask: a.Ask) -> list[f.Effect]:
        return self._ask(HOST, Role.HOST, ask)

    def cam(self, ask: a.Ask) -> list[f.Effect]:
        return self._ask(CANDIDATE, Role.CANDIDATE, ask)

    def pat(self, ask: a.Ask) -> list[f.Effect]:
        return self._ask("pat", Role.PANELIST, ask)

    def olu(self, ask: a.Ask) -> list[f.Effect]:
        return self._ask("olu", Role.OBSERVER, ask)

    def _ask(self, person: str, role: Role, ask: a.Ask) -> list[f.Effect]:
        self.fresh += 1
        return self.say(i.Asks(person, role, ask, f"id{self.fresh}"))

    def ida_comes(self) -> list[f.Effect]:
        return self.say(i.Arrives(HOST, "Ida", Role.HOST))

    def cam_comes(self) -> list[f.Effect]:
        return self.say(i.Arrives(CANDIDATE, "Cam", Role.CANDIDATE))

    def pat_comes(self) -> list[f.Effect]:
        return self.say(i.Arrives("pat", "Pat", Role.PANELIST))

    def run(self, run: str = "run1", suite: e.Suite = e.Suite.EXAMPLES, cases: int = 2) -> list[f.Effect]:
        """Ida asks for a run, and the live house has prepared it."""
        ask = a.AskRun("slots", "python", suite)
        spec = RunSpec(run, "python", "", "f", tuple(contract.Case(f"c{n}") for n in range(cases)))
        return self.say(i.RunPrepared(HOST, Role.HOST, ask, spec, (), "digest"))

    def scratch(self, run: str = "run1", stdin: str = "") -> list[f.Effect]:
        """Cam asks for the program, and the live house has read it."""
        ask = a.AskScratch("slots", "python", stdin)
        spec = ScratchSpec(run, "python", "print(1)", stdin)
        return self.say(i.RunPrepared(CANDIDATE, Role.CANDIDATE, ask, spec, (), "digest"))

    def prints(self, text: str, stream: Literal["stdout", "stderr"] = "stdout", run: str = "run1") -> list[f.Effect]:
        return self.say(i.Ran(contract.Printed(run, stream, text)))

    def judged(self, verdict: Verdict, run: str = "run1", case: str = "c0") -> list[f.Effect]:
        return self.say(i.Ran(contract.CaseJudged(run, case, verdict)))

    def finished(self, run: str = "run1", verdict: Verdict = Verdict.PASSED) -> list[f.Effect]:
        return self.say(i.Ran(contract.Finished(run, verdict, "", 2, 2)))

    @property
    def entries(self) -> list[e.Entry]:
        return [effect.entry for effect in self.effects if isinstance(effect, f.Record)]

    @property
    def kinds(self) -> list[str]:
        return [e.KIND_OF[type(entry.event)] for entry in self.entries]


def refusal(effects: list[f.Effect]) -> str:
    """The sentence of the only effect, which must be a refusal."""
    (effect,) = effects
    assert isinstance(effect, f.Refuse)
    return effect.message
