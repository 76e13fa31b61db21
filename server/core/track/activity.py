"""How busy each person was, moment by moment: what the axis draws."""

from server.core.track.parts import BIN_MS, BINS_MAX

Counts = dict[str, dict[str, list[int]]]


class Activity:
    """Counts lines in stretches of `bin` ms, which doubles whenever there would be too many of them."""

    def __init__(self) -> None:
        self.bin = BIN_MS
        self.counts: Counts = {}

    def count(self, at: int, person: str, kind: str) -> None:
        """One more line of this kind ("edits" or "moves")."""
        while at // self.bin >= BINS_MAX:
            self._double()
        kinds = self.counts.setdefault(person, {"edits": [], "moves": []})
        stretches, number = kinds[kind], at // self.bin
        if number >= len(stretches):
            stretches.extend([0] * (number + 1 - len(stretches)))
        stretches[number] += 1

    def _double(self) -> None:
        self.bin *= 2
        for kinds in self.counts.values():
            for kind, counts in kinds.items():
                kinds[kind] = [sum(counts[at : at + 2]) for at in range(0, len(counts), 2)]
