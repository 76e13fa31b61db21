"""The stretches of thinking privately that an interview had, and what is kept of each. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from server.core import events as e
from server.core.private import PrivatePolicy, applied
from server.core.private_rules import released_of
from server.core.setup import Release


@dataclass(slots=True)
class Stretch:
    """Times are interview times in ms. `released` says when it was released (Unix ms); 0 where it was not.

    `steps` and `tries` are the candidate's, until `roles.reads_private` lets somebody else have them.
    """

    spell: str
    policy: PrivatePolicy
    at: int
    minutes: int
    end: int | None = None
    shared: bool = False
    released: int = 0
    steps: tuple[e.PrivateStep, ...] = ()
    tries: tuple[e.PrivateTry, ...] = ()

    @property
    def texts(self) -> Mapping[str, str]:
        """The files that were written in, as they were at last."""
        texts: dict[str, str] = {}
        for step in self.steps:
            texts = applied(texts, step.changes)
        return texts


@dataclass(slots=True)
class _Found:
    stretch: Stretch
    entries: list[e.Entry] = field(default_factory=list)


def stretches(talk: Iterable[e.Entry], later: Sequence[Release] = ()) -> list[Stretch]:
    """Those of a timeline, in order. `later` is what was released after its end."""
    found: dict[str, _Found] = {}
    for entry in talk:
        match entry.event:
            case e.PrivateBegan(spell, policy, minutes):
                found[spell] = _Found(Stretch(spell, policy, entry.at, minutes))
            case e.PrivateEdited(spell=spell) | e.PrivateRan(spell=spell) if spell in found:
                found[spell].entries.append(entry)
            case e.PrivateEnded(spell, shared) if spell in found:
                found[spell].stretch.end, found[spell].stretch.shared = entry.at, shared
            case e.PrivateReleased(spell=spell) if spell in found:
                found[spell].stretch.released = entry.wall
            case _:
                pass
    for each in later:
        if each.spell in found:
            found[each.spell].stretch.released = each.at
    for spell, known in found.items():
        kept = released_of(spell, known.entries)
        known.stretch.steps, known.stretch.tries = kept.steps, kept.tries
    return [each.stretch for each in found.values()]
